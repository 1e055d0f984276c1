import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/**
 * Texts a person reads, from the source: what stands between tags, and strings of more than a word. Names of keys, classes
 * and files are no texts.
 */
function textsOf(file: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isJsxText(node)) found.push(node.text.replace(/\s+/g, ' ').trim());
    else if (
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((text) => /\s/.test(text) && /[a-z]{2}/i.test(text));
}

const files = [
  ...globSync('renderer/**/*.{ts,tsx}'),
  ...globSync('shared/**/*.ts'),
  ...globSync('electron/**/*.ts'),
].filter((file) => !file.includes('personal-text'));
const texts = files.flatMap((file) => textsOf(file).map((text) => ({ file, text })));

/** What officers could not read, and what is said instead. */
const riddles: readonly (readonly [what: RegExp, instead: string])[] = [
  [/\bnoughts?\b/i, 'zero'],
  [/draws in 10/, '8 of 10 simulated years'],
  [/^not drawn$/, 'not simulated yet'],
  [/Level now/, 'Placements now'],
  [/What these figures carry/, 'Notes to these figures'],
  [/Nothing assumed yet/, 'No levers yet'],
  [/who says so/, 'Reason and source'],
  [/blank: stays/, 'empty: no end'],
  [/Give up the text/, 'Discard the text'],
  [/and may not be/, 'is empty but must be filled in'],
  [/No longer there/, 'Not in the file'],
  [/set aside with reasons/, 'not imported'],
  [/\bMake it\b/, 'Create'],
  [/Throw away/i, 'Delete'],
  [/undone whole/, 'undone in one step'],
  [/What was not saved/, 'Unsaved changes have been kept'],
  [/Save is refused/, 'it cannot be saved'],
  [/by itself, quietly/, 'automatically'],
  [/Hosts Outturn may speak to/, 'Servers Outturn may connect to'],
  [/extracts by itself/, 'Look for new extracts automatically'],
  [/local copy small/, 'Compact the local copy'],
  [/does not suffice/, 'more than next year’s base'],
  [/Pull to the group/, 'Weight of the group’s rate'],
  [/the last counts\b/, 'the latest run is used'],
  [/^\d = yes$/, 'yes, no'],
];
/** American spellings of words an officer meets; the names of CSS and of programs are no texts. */
const american =
  /\b(?:colors?|centers?|behaviors?|analyz\w*|organiz\w*|summariz\w*|favorites?|canceled|program(?=med)|labeled|modeled|catalogs?)\b/i;

test('texts are collected from every part a person reads', () => {
  for (const folder of ['renderer/screens', 'renderer/components', 'shared/report', 'electron/services/command-line'])
    expect(texts.filter(({ file }) => file.startsWith(folder)).length, folder).toBeGreaterThan(50);
});

test('no text riddles where it once did', () => {
  const found = texts.flatMap(({ file, text }) =>
    riddles.flatMap(([what, instead]) => (what.test(text) ? [`${file}: “${text.trim()}” → ${instead}`] : [])),
  );
  expect(found).toEqual([]);
});

test('texts of the window are spelt as in Britain', () => {
  const found = texts.filter(
    ({ file, text }) => file.startsWith('renderer') && /[a-z] [a-z]/i.test(text) && american.test(text),
  );
  expect(found.filter(({ text }) => !/[{}();=<>]|var\(|--|color-mix/.test(text))).toEqual([]);
});
