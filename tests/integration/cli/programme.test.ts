import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
const thousand = (pence: unknown) => Math.round(Number(pence) / 1e5);
type Money = Record<
  'planned' | 'realised' | 'forecast' | 'variance' | 'investment' | 'grant' | 'net' | 'children',
  number
>;

test('programme and scorecard of the imported sample hold the papers’ figures; the highlight report is one page', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace.sqlite');
  await outturn('import', sample, '--workspace', workspace);
  const asked = ['programme', '--workspace', workspace, '--year', '2024/25', '--on', '2024-10-15'];
  const out = join(folder, 'highlights.pdf');
  const run = await outturn(...asked, '--out', out, '--json');
  expect(run.code).toBe(0);
  const made = run.json();
  const totals = made.totals as unknown as (Money & { year: string })[];
  expect(
    totals.map((row) => [
      row.year,
      ...[row.planned, row.realised, row.forecast, row.variance, row.grant].map(thousand),
      row.children,
    ]),
  ).toEqual([
    ['2023/24', 3800, 3722, 0, -78, 330, 41],
    ['2024/25', 4049, 2000, 6072, 4023, 0, 63],
  ]);
  expect(thousand((made.release as unknown as { provision: number }).provision)).toBe(3291);
  expect((await PDFDocument.load(readFileSync(out))).getPageCount()).toBe(1);

  const theme = await outturn(...asked, '--theme', 'operational efficiency', '--json');
  expect(thousand((theme.json().total as unknown as Money).planned)).toBe(4049);
  const wrong = await outturn(...asked, '--theme', 'Nowhere');
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('Technology and Innovation')]);

  const card = await outturn('scorecard', '--workspace', workspace, '--json');
  expect(card.code).toBe(0);
  const failures = card.json().failures as unknown as { indicator: number; periods: number }[];
  expect(failures.map(({ indicator, periods }) => [indicator, periods])).toEqual([
    [1, 7],
    [5, 6],
  ]);
  expect((await outturn('scorecard', '--workspace', workspace)).out).toContain('2 performance failures');
});

test('money that two projects claim is counted once, and the command says so', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace.sqlite');
  const links = join(folder, 'links.csv');
  await outturn('import', sample, '--workspace', workspace);
  writeFileSync(links, 'Project,Link,Linked to\nP09,scheme,C2S\n');
  expect((await outturn('import', links, '--workspace', workspace)).code).toBe(0);
  const run = await outturn('programme', '--workspace', workspace, '--year', '2023/24');
  expect(run.code).toBe(1);
  expect(run.out).toContain('The scheme C2S is linked to P01 and to P09: it counts for P01 only.');
});
