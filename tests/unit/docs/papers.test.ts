import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import { anchor, filesBelow, headings, papers, read, root } from './papers.ts';

test('every link of a paper leads to a file, and to a heading of it', () => {
  const dead = papers.flatMap((paper) => {
    const text = read(paper).replace(/^```[\s\S]*?^```/gm, '');
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
      if (/^[a-z]+:/.test(link!)) return [];
      const [path, heading] = link!.split('#');
      const target = path === '' ? paper : join(dirname(paper), path!);
      if (!existsSync(join(root, target))) return [`${paper}: ${link}`];
      if (heading === undefined) return [];
      return headings(read(target)).map(anchor).includes(heading) ? [] : [`${paper}: ${link}`];
    });
  });
  expect(papers.length).toBeGreaterThan(7);
  expect(dead).toEqual([]);
});

test('every path a paper names in code type is there', () => {
  const named = papers
    .filter((paper) => paper !== 'CHANGELOG.md')
    .flatMap((paper) =>
      [...read(paper).matchAll(/`((?:shared|db|electron|renderer|build|tests|docs)\/[\w./-]+)`/g)].map((match) => ({
        paper,
        path: match[1]!,
      })),
    );
  const missing = named.filter(({ path }) => !existsSync(join(root, path)));
  expect(named.length).toBeGreaterThan(60);
  expect(missing).toEqual([]);
});

test('docs/security.md names a test for each protection, and names every exploit test', () => {
  const text = read('docs/security.md');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (protection|---)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !/`tests\/[\w./-]+\.test\.ts`/.test(row))).toEqual([]);
  expect(filesBelow('tests', /\.exploit\.test\.ts$/).filter((path) => !text.includes(`\`${path}\``))).toEqual([]);
});

test('docs/data.md lists every register by its name', () => {
  const table = read('docs/data.md');
  const missing = registerNames.filter(
    (name) => !table.includes(`\`${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}\``),
  );
  expect(missing.map((name) => registers[name].label)).toEqual([]);
});
