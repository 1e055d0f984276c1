import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
type Year = { year: string; opening: number; closing: number; gap: number; funding: { source: string; total: number } };

test('the plan of the imported sample holds the papers’ contract sums, in years that open from each other', async () => {
  const workspace = join(temporaryFolder(), 'workspace.sqlite');
  await outturn('import', sample, '--workspace', workspace);
  const run = await outturn(
    'plan',
    '--workspace',
    workspace,
    '--year',
    '2023/24',
    '--period',
    '9',
    '--years',
    '4',
    '--json',
  );
  expect(run.code).toBe(0);
  const years = run.json().years as unknown as Year[];
  const thousand = (pence: number | undefined) => Math.round((pence ?? 0) / 1e5);
  expect(years.map(({ year }) => year)).toEqual(['2023/24', '2024/25', '2025/26', '2026/27']);
  expect(years.map(({ funding }) => thousand(funding.total))).toEqual([150_938, 180_009, 177_646, 177_646]);
  expect(thousand(years[0]?.gap)).toBe(29_670);
  years.slice(1).forEach((year, at) => {
    expect(year.opening).toBe(years[at]?.closing);
  });
  const text = await outturn('plan', '--workspace', workspace, '--year', '2023/24', '--period', '9', '--years', '3');
  expect(text.out).toContain('Cost of the year');
  expect(text.out).toContain('2025/26 has no contract sum');
  const refused = await outturn('plan', '--workspace', workspace, '--years', '11');
  expect(refused.code).toBe(2);
});
