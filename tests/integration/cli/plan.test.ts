import { readFileSync, writeFileSync } from 'node:fs';
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

const facts = JSON.parse(
  readFileSync(new URL('../../fixtures/reference/published-figures.json', import.meta.url), 'utf8'),
).facts as { id: string; values: Record<string, number> }[];
const paper = (id: string, key: string) => facts.find((fact) => fact.id === id)?.values[key] ?? Number.NaN;
const million = (pence: number) => Math.round(pence / 1e5) / 1000;

test('8.072 = 4.049 in the contract sum + 4.023 beyond it, from the imported proposals and benefits', async () => {
  const workspace = join(temporaryFolder(), 'workspace.sqlite');
  await outturn('import', sample, '--workspace', workspace);
  const run = await outturn('proposals', '--workspace', workspace, '--json');
  type Line = { reference: string; status: string; amounts: { year: string; amount: number; inBudget: boolean }[] };
  const lines = run.json().proposals as unknown as Line[];
  const amount = (reference: string) => -(lines.find((line) => line.reference === reference)?.amounts[0]?.amount ?? 0);
  expect(million(amount('PRO-24-1'))).toBe(paper('SAV-004', 'in_contract_sum'));
  expect(million(amount('PRO-24-2'))).toBe(paper('SAV-004', 'excess'));
  const forecast = (
    await outturn('forecast', '--workspace', workspace, '--year', '2023/24', '--period', '9', '--json')
  ).json();
  const schemes = forecast.investToSave as unknown as { case: string; years: { year: string; benefit: number }[] }[];
  const benefit =
    schemes.find((each) => each.case === 'target')?.years.find(({ year }) => year === '2024/25')?.benefit ?? 0;
  expect(million(benefit)).toBe(paper('SAV-004', 'forecast'));
  expect(amount('PRO-24-1') + amount('PRO-24-2')).toBe(benefit);

  const plan = async () =>
    (await outturn('plan', '--workspace', workspace, '--year', '2023/24', '--period', '9', '--json')).json()
      .years as unknown as Year[];
  const before = await plan();
  const early = await outturn('proposals', '--workspace', workspace, '--into-budget', '--why', 'Agreed');
  expect(early.code).toBe(2);
  expect(early.err).toContain('Roll the year before forward');
  const closed = await outturn('roll-forward', '--workspace', workspace, '--year', '2023/24', '--json');
  expect(closed.code).toBe(2);
  const rolled = await outturn(
    ...[
      'roll-forward',
      '--workspace',
      workspace,
      '--year',
      '2023/24',
      '--provisional',
      '--apply',
      '--why',
      'Budget',
      '--json',
    ],
  );
  expect(rolled.json().rows).toContainEqual({ register: 'budgetLines', rows: 11 });
  const taken = await outturn('proposals', '--workspace', workspace, '--into-budget', '--why', 'Agreed', '--json');
  expect(taken.json().entered).toBe(2);
  const after = await plan();
  expect(after.map(({ closing, gap }) => [closing, gap])).toEqual(before.map(({ closing, gap }) => [closing, gap]));
});

test('benefits of 9.3 a year and 20.7 in all leave 11.4; net 10.610 + 0.631 = gross 11.241 in year 8; stretch 16.1', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace.sqlite');
  await outturn('import', sample, '--workspace', workspace);
  const columns = 'Scheme,Case,Year,Amount (£000),Basis,Interpolated,Stated,Implementation cost (£000),Note';
  const thousand = (value: number) => String(Math.round(value * 1000));
  const row = (kase: string, year: string, amount: number, basis: string, stated = '', cost = '') =>
    `TRANS,${kase},${year},${thousand(amount)},${basis},0,${stated},${cost},paper 003`;
  writeFileSync(
    join(folder, 'scheme.csv'),
    [
      'Scheme,Scheme name,Approval,Start year,Lag (months),Realised through,Line,Cost bias %,Benefit bias %',
      'TRANS,Transformation programme,proposed,2022/23,0,budget-line,PLACE,0,0',
    ].join('\r\n'),
  );
  writeFileSync(
    join(folder, 'benefits.csv'),
    [
      columns,
      row('target', '2025/26', paper('BEN-002', 'annual'), 'annual'),
      row('target', '2025/26', paper('BEN-002', 'cumulative'), 'cumulative'),
      row(
        'target',
        '2029/30',
        paper('BEN-005', 'net'),
        'annual',
        'net',
        thousand(paper('BEN-005', 'implementation_costs')),
      ),
      row('stretch', '2029/30', paper('BEN-001', 'stretch'), 'annual'),
    ].join('\r\n'),
  );
  const taken = await outturn(
    'import',
    join(folder, 'scheme.csv'),
    join(folder, 'benefits.csv'),
    '--workspace',
    workspace,
  );
  expect(taken.code, taken.out + taken.err).toBeLessThanOrEqual(1);
  const forecast = (
    await outturn('forecast', '--workspace', workspace, '--year', '2023/24', '--period', '9', '--json')
  ).json();
  type Case = { reference: string; case: string; years: { year: string; benefit: number; interpolated: boolean }[] };
  const of = (kase: string) =>
    (forecast.investToSave as unknown as Case[]).find((each) => each.reference === 'TRANS' && each.case === kase)
      ?.years ?? [];
  const target = of('target');
  expect(million(target.slice(0, 3).reduce((sum, year) => sum + year.benefit, 0))).toBe(11.4);
  expect(target.map((year) => year.interpolated)).toEqual([true, true, true, false, true, true, true, false]);
  expect(million(target.at(-1)?.benefit ?? 0)).toBe(paper('BEN-005', 'gross'));
  expect(million(of('stretch').at(-1)?.benefit ?? 0)).toBe(paper('BEN-001', 'stretch'));
});

test('the plan’s range, sensitivity, goal and comparison come from the command', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace.sqlite');
  await outturn('import', sample, '--workspace', workspace);
  const file = join(folder, 'Dearer.outturn');
  const period = ['--year', '2023/24', '--period', '9'];
  await outturn('scenario', 'new', file, '--workspace', workspace, ...period);
  await outturn('scenario', 'set', file, '--lever', 'price-uplift=5,from=2024-04-01');
  const run = await outturn(
    ...[
      'plan',
      '--workspace',
      workspace,
      ...period,
      '--years',
      '3',
      '--sensitivity',
      '--compare',
      file,
      '--paths',
      '100',
    ],
    ...['--seek', '2025/26', '--lever', 'entrants-percent', '--json'],
  );
  expect(run.code, run.err).toBe(0);
  const json = run.json() as unknown as {
    range: { years: { gap: number; spread: { p10: number; p90: number } }[] };
    sensitivity: { year: string; bars: { swing: number }[] }[];
    seek: { found: boolean; achieved: number };
    compared: { years: { closing: number; lines: { amount: number }[] }[] };
  };
  const widths = json.range.years.map(({ spread }) => spread.p90 - spread.p10);
  expect(widths[2]).toBeGreaterThan(widths[1] ?? 0);
  expect(json.sensitivity.map(({ year }) => year)).toEqual(['2023/24', '2024/25', '2025/26']);
  expect(json.seek.found).toBe(true);
  expect(Math.abs(json.seek.achieved)).toBeLessThanOrEqual(100_000);
  for (const year of json.compared.years)
    expect(year.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(year.closing);
  expect(json.compared.years[1]?.closing).toBeGreaterThan(0);
  const refused = await outturn('plan', '--workspace', workspace, ...period, '--seek', '2025/26', '--lever', 'nothing');
  expect(refused.code).toBe(2);
});
