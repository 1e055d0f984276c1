import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesBelow, papers, read, root, sections } from './papers.ts';

/** Citations stand as `docs/model.md §7`, or with several sections: `docs/model.md §2–§4, §6 and §12`. */
const citation = /(?<!')docs\/([a-z0-9-]+)\.md((?:(?:, | and |–|-| )?§\d+(?:\.\d+)*(?:–\d+)?)*)/g;

/** A text with the line ends of its comments taken out, so that a citation may run over two lines. */
const unwrapped = (text: string) => text.replace(/\s*\n\s*(\*|\/\/)?[ \t]*/g, ' ');

/** What is wrong with the citations of a text. */
function wrongCitations(text: string): string[] {
  const flat = unwrapped(text);
  return [...flat.matchAll(citation)].flatMap(([whole, paper, list]) => {
    const path = `docs/${paper}.md`;
    if (!existsSync(join(root, path))) return [`${whole}: no such paper`];
    const cited = [...list!.matchAll(/\d+(?:\.\d+)*/g)].map((match) => match[0]);
    if (cited.length === 0) return [`${whole}: names no section`];
    const known = sections(read(path));
    return cited.filter((section) => !known.has(section)).map((section) => `${path} has no section ${section}`);
  });
}

const code = ['shared', 'db', 'electron', 'renderer', 'build', 'tests']
  .flatMap((folder) => filesBelow(folder, /\.(ts|tsx|mjs|cjs|css)$/))
  .filter((path) => !path.startsWith('tests/unit/docs/') && path !== 'tests/unit/build/language.test.ts');

describe('citations in code', () => {
  test('every one resolves to a heading', () => {
    const wrong = code.flatMap((path) => wrongCitations(read(path)).map((line) => `${path}: ${line}`));
    expect(wrong).toEqual([]);
  });

  test('there are many of them: the search sees the code', () => {
    const cited = code.filter((path) => /docs\/[a-z-]+\.md §/.test(unwrapped(read(path))));
    expect(code.length).toBeGreaterThan(500);
    expect(cited.length).toBeGreaterThan(90);
  });

  test('a section without its paper is cited nowhere', () => {
    const bare = code.flatMap((path) =>
      [...read(path).matchAll(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm)]
        .map((match) => unwrapped(match[0]))
        .filter((comment) => /§\d/.test(comment) && !/docs\/[a-z-]+\.md §|W3C|RFC|West and Harrison/.test(comment))
        .map((comment) => `${path}: ${comment.slice(0, 120)}`),
    );
    expect(bare).toEqual([]);
  });

  test('papers that are not in the repository are cited nowhere', () => {
    const lost = [...code, ...papers].filter((path) => /\b(MODEL|DATA|DESIGN|UI|LIBRARIES)\.md\b/.test(read(path)));
    expect(lost).toEqual([]);
  });
});

test('a wrong citation is found', () => {
  expect(wrongCitations('(docs/model.md §2–§4,\n * §99)')).toEqual(['docs/model.md has no section 99']);
  expect(wrongCitations('docs/nowhere.md §1')).toEqual(['docs/nowhere.md §1: no such paper']);
  expect(wrongCitations('as docs/model.md says')).toEqual(['docs/model.md: names no section']);
  expect(wrongCitations('(docs/model.md §9 and §13)')).toEqual([]);
});
