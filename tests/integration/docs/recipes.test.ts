import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../../build/api/compiler.ts';

/** A scratch copy of what the application process is made of, for recipes of CONTRIBUTING.md to be applied to. */
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'outturn-recipes-'));
  const listed = ['ls-files', '-co', '--exclude-standard', 'tsconfig.json', 'package.json', 'shared', 'db', 'electron'];
  for (const path of execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).trim().split('\n')) {
    if (path.startsWith('electron/sample-council/')) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Puts `text` in after the first place where `after` stands. */
function insert(path: string, after: string, text: string): void {
  const source = readFileSync(join(copy, path), 'utf8');
  const at = source.indexOf(after);
  if (at < 0) throw new Error(`${path} no longer says ${after}: the recipe in CONTRIBUTING.md is to be looked at.`);
  writeFileSync(join(copy, path), source.slice(0, at + after.length) + text + source.slice(at + after.length));
}

/** What the type check says of the copy: nothing when it holds. */
function wrong(): string {
  const check = [join(root, 'node_modules/typescript7/bin/tsc'), '-p', 'electron', '--pretty', 'false'];
  const { stdout, stderr, status } = spawnSync(process.execPath, check, { cwd: copy, encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

test('an audience, an assumption, a command and a lever kind are added by the files their recipes name, and by no others', () => {
  expect(wrong()).toBe('');

  insert('shared/report/document.ts', "'operational',", " 'cabinet',");
  // Half of the recipe: the compiler names the file that is missing.
  expect(wrong()).toMatch(/shared\/report\/audience\.ts/);
  insert(
    'shared/report/audience.ts',
    '> = {',
    "\n  cabinet: { name: 'Cabinet', purpose: 'To decide.', public: true, sections: ['purpose', 'summary'] },",
  );

  insert(
    'shared/scenario/assumption-values.ts',
    'export const forecastAssumptions = {',
    "\n  'agency-share': { value: 12, unit: '%', meaning: 'Part of staff who are agency staff' },",
  );

  writeFileSync(
    join(copy, 'electron/services/command-line/version-command.ts'),
    [
      "import type { CommandParts } from './command-parts.ts';",
      'export function addVersion({ program, environment, finish }: CommandParts): void {',
      "  program.command('version').action(() => finish({ json: {}, text: environment.version, problems: false }));",
      '}',
    ].join('\n'),
  );
  insert(
    'electron/services/command-line/commands.ts',
    'Add[]>> = {',
    "\n  version: async () => [(await import('./version-command.ts')).addVersion],",
  );
  insert('shared/model/lever.ts', "'line-price',", "\n  'notice-weeks',");
  // The compiler names the one file that is missing.
  expect(wrong()).toMatch(/shared\/levers\/definitions\.ts.*notice-weeks.*missing/);
  writeFileSync(
    join(copy, 'shared/levers/notice-weeks.ts'),
    readFileSync(join(copy, 'shared/levers/price-reduction.ts'), 'utf8').replace('priceReduction', 'noticeWeeks'),
  );
  insert('shared/levers/definitions.ts', '= {', "\n  'notice-weeks': noticeWeeks,");
  insert('shared/levers/definitions.ts', "'./moves.ts';", "\nimport { noticeWeeks } from './notice-weeks.ts';");
  expect(wrong()).toBe('');
}, 600_000);
