/**
 * The contract with Electron: every API, option, value and event of it that the product uses, with the systems it is there
 * on, what a call gives and whether it is deprecated, as the typings of the pinned version say. The Chromium host answers
 * only what is in it (build/chromium-host/strict.mjs).
 *
 *   node build/electron-contract/contract.mjs      writes contract.json anew
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { findUses } from './uses.mjs';

const root = resolve(import.meta.dirname, '..', '..');
export const contractFile = join(import.meta.dirname, 'contract.json');

/** The files that speak to Electron: the shell, its two entries, and the driver of the window specs. */
const isOurs = (file) => /^electron\/(shell\/|main\.ts$|preload\.ts$)|^tests\/e2e\/driver-electron\.ts$/.test(file);

/** Reads the uses of the product, or of the files given (tests give their own). */
export function readUses(
  files = ['electron/main.ts', 'electron/preload.ts', 'tests/e2e/driver-electron.ts'],
  mine = isOurs,
) {
  const read = ts.readConfigFile(join(root, 'tests', 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, join(root, 'tests'));
  const program = ts.createProgram(
    files.map((file) => resolve(root, file)),
    {
      ...options,
      noEmit: true,
      types: ['node'],
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    },
  );
  return findUses(program, root, mine);
}

/** The contract as it is written: entries by name, in order. */
export function contractOf({ entries }) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'));
  const listed = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    electron: version,
    uses: Object.fromEntries(listed.map(([name, { at, ...entry }]) => [name, { ...entry, at: [...at].sort() }])),
  };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const found = readUses();
  writeFileSync(contractFile, `${JSON.stringify(contractOf(found), null, 2)}\n`);
  console.log(`${found.entries.size} APIs, options, values and events of Electron; ${found.broken.length} broken`);
  for (const line of found.broken) console.error(line);
  process.exit(found.broken.length > 0 ? 1 : 0);
}
