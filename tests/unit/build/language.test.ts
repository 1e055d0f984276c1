import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Retired names (docs/language.md), as parts of an identifier or a file name. */
const retired = ['desk', 'desks', 'carrier', 'carriers', 'parcel', 'parcels', 'surroundings', 'words', 'held'];

/** Names of file formats, columns and published JSON, which stay: only as a property, and only here. */
const published = {
  words: [
    'db/log-tables.ts',
    'db/change-log.ts',
    'db/changes.ts',
    'electron/services/documents/save-scenario.ts',
    'electron/services/command-line/backtest-command.ts',
    'shared/scenario-file/document.ts',
    'shared/model/dispute.ts',
    'shared/checks/',
    'renderer/screens/data/',
    'tests/',
  ],
  held: ['shared/model/source.ts', 'electron/services/import/', 'renderer/screens/data/', 'tests/'],
};
/** Where words are words: 32 bits of a machine, and those of a language. */
const ordinary = [
  'tests/unit/demand/random.test.ts',
  'shared/personal-text/',
  'tests/unit/personal-text/',
  'build/names/',
];

const root = new URL('../../../', import.meta.url);
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|mts|cts|mjs|cjs)$/.test(file) && !file.startsWith('tests/fixtures/'));

const parts = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

function isProperty(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertySignature(parent) || ts.isPropertyAssignment(parent);
}

function allowed(file: string, word: string, property: boolean): boolean {
  return property && (published[word as keyof typeof published] ?? []).some((place) => file.startsWith(place));
}

function found(file: string): string[] {
  const text = readFileSync(new URL(file, root), 'utf8');
  if (ordinary.some((place) => file.startsWith(place))) return [];
  if (!new RegExp(retired.join('|'), 'i').test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const bad: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const word = parts(node.text).find((part) => retired.includes(part));
      if (word && !allowed(file, word, isProperty(node))) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        bad.push(`${file}:${line + 1} ${node.text}`);
      }
    }
    const shown = ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node);
    if (
      shown &&
      /^(electron|renderer|shared|db)\//.test(file) &&
      /\b(carriers?|parcels?|surroundings|desks?)\b/i.test(node.text)
    )
      bad.push(`${file}: “${node.text.trim().slice(0, 60)}”`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bad;
}

test('no retired word is a name or a text again', { timeout: 120_000 }, () => {
  expect(files.length).toBeGreaterThan(900);
  expect(files.flatMap(found)).toEqual([]);
});

test('no file is named by one', () => {
  const bad = files.filter((file) => !ordinary.some((place) => file.startsWith(place)));
  expect(bad.filter((file) => parts(file.replace(/\.\w+$/, '')).some((part) => retired.includes(part)))).toEqual([]);
});
