/** Forms that councils' files take, each through the command: exit code, rows, pounds and what is said. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { withWorkspace } from '../../../electron/services/command-line/workspace.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { outturn, temporaryFolder } from './command-line.ts';

const lineHeaders = 'Year,Line,Line name,Service,Gross budget,Income budget,Forecast method,Funding,Recurring';
const line = (code: string, gross: string, income = '0') =>
  `2023/24,${code},Line ${code},other,${quote(gross)},${quote(income)},run-rate,shared,1`;
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
const environment = {
  version: '0',
  clock: () => new Date('2024-02-10T09:00:00Z'),
  paths: { sampleCouncil: '', fonts: '', worker: '', outputs: '' },
  out: () => {},
  err: () => {},
};

async function importing(files: Record<string, string | Uint8Array>, before: string[] = [], args: string[] = []) {
  const folder = temporaryFolder();
  const copy = join(folder, 'copy.sqlite');
  const put = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  for (const [index, content] of before.entries())
    expect(await outturn('import', put(`before-${index}.csv`, content), '--workspace', copy)).toMatchObject({
      code: 0,
    });
  const paths = Object.entries(files).map(([name, content]) => put(name, content));
  const run = await outturn('import', ...paths, '--workspace', copy, ...args);
  const copied = await withWorkspace(copy, environment, false, async (store): Promise<Snapshot> => readSnapshot(store));
  const gross = copied.budgetLines.reduce((sum, row) => sum + row.grossBudgetPence, 0) / 100;
  const spent = copied.actuals.reduce((sum, row) => sum + row.expenditurePence, 0) / 100;
  return { ...run, copied, gross, spent, said: run.out + run.err };
}
const table = (...lines: string[]) => `${lines.join('\n')}\n`;
const budget = table(lineHeaders, line('A', '98765'), line('B', '41230', '-350'));
const lines = table(lineHeaders, ...['A', 'B', 'AGENCY'].map((code) => line(code, '200000')));
const groups = table('Group,Group name,Care type,Modelled,Budget line,Order', 'RES,Residential,residential,1,,1');

test.each([
  ['a title row', 'b.csv', `Currency: GBP thousands\n${budget}`],
  ['a title with a comma behind the unit', 'b.csv', `"Budget 2023/24, £000, all services"\n${budget}`],
  ['a note under the table', 'b.csv', `${budget}\n"Note: figures in £'000."\n`],
  ['a row of units', 'b.csv', table(lineHeaders, ',,,,"£,000",£k,,,', line('A', '98765'), line('B', '41230', '-350'))],
  [
    'headers in square brackets',
    'b.csv',
    budget.replace('Gross budget,Income budget', 'Gross budget [£000],Income budget [£000]'),
  ],
  ['the name of the file', 'budget_in_thousands.csv', budget],
])('thousands of pounds stated by %s', async (_where, name, content) => {
  expect(await importing({ [name]: content })).toMatchObject({ code: 0, gross: 139_995_000 });
});

test.each([
  ['two units in one title', '"All figures in £000, savings in £m"', /thousands of pounds .* millions of pounds/],
  ['hundreds', 'All figures in £00s', /hundreds of pounds/],
  ['pence', 'All figures in pence', /pence/],
  ['another currency', 'All figures in €000', /another currency/],
])('a table in %s is refused, and headers that say their own unit settle it', async (_what, title, why) => {
  const refused = await importing({ 'b.csv': `${title}\n${budget}` });
  expect(refused.copied.budgetLines).toEqual([]);
  expect(refused.code).not.toBe(0);
  expect(refused.said).toMatch(why);
  const own = budget.replace('Gross budget,Income budget', 'Gross budget (£000),Income budget (£000)');
  expect(await importing({ 'b.csv': `${title}\n${own}` })).toMatchObject({ code: 0, gross: 139_995_000 });
});

test.each([
  ['20,000 credit', -20_000],
  ['20,000.00 (CR)', -20_000],
  ['20000.', 20_000],
  ['20,000\u200b', 20_000],
  ['(20,000)-', null],
  ['1,2m', null],
  ['1.234,56', null],
  ['€20,000', null],
])('the amount %s', async (text, pounds) => {
  const { code, gross, said } = await importing({ 'b.csv': table(lineHeaders, line('A', '1500.25'), line('X', text)) });
  expect([code, gross]).toEqual(pounds === null ? [1, 1500.25] : [0, 1500.25 + pounds]);
  if (pounds === null) expect(said).toContain('Row 3, Gross budget');
});

test.each([
  ['Overall', 1050.33],
  ['All services', 1050.33],
  ['Total', 1050.33],
])('a last row called %s is left out where it is the sum', async (name, sum) => {
  const last = line('Z', String(sum)).replace('Line Z', name);
  const { code, gross, said } = await importing({
    'b.csv': table(lineHeaders, line('A', '1000.11'), line('B', '50.22'), last),
  });
  expect([code, gross]).toEqual([0, 1050.33]);
  expect(said).toContain('is the total of 2 rows');
});

test('a last row that is to the penny the sum of all above is set aside, whatever it is called', async () => {
  const rows = [line('A', '1000.11'), line('B', '50.22'), line('Z', '1050.33')];
  const { code, gross, said } = await importing({ 'b.csv': table(lineHeaders, ...rows) });
  expect([code, gross]).toEqual([1, 1050.33]);
  expect(said).toContain('may be their total');
});

test.each([
  ['P09 2023/24', true],
  ['2023/24 Period 9', true],
  ['P09 (Dec)', true],
  ['Dec-23 (P9)', true],
  ['P09 2022/23', false],
  ['P09 (Nov)', false],
  ['202309', false],
])('the period %s', async (period, read) => {
  const file = table('Year,Period,Line,Expenditure', `2023/24,${period},A,100`);
  const { code, copied, said } = await importing({ 'a.csv': file }, [lines]);
  expect([code, copied.actuals.map((row) => row.period)]).toEqual(read ? [0, [9]] : [1, []]);
  if (!read) expect(said).toContain('Row 2, Period');
});

test('a lone year is refused with both years it may be', async () => {
  const { code, said } = await importing({ 'a.csv': table('Year,Period,Line,Expenditure', 'FY24,9,A,100') }, [lines]);
  expect(code).toBe(1);
  expect(said).toContain('may be 2023/24 or 2024/25');
});

const placements = (...rows: [string, string, string][]) =>
  table(
    'Placement,Child,Birth month,UASC,Group,Provider,Route,Start,End',
    ...rows.map(([reference, child, start]) => `${reference},${quote(child)},15/05/2010,0,RES,Home A,spot,${start},`),
  );

test.each([
  ['day numbers', '45021', '44958'],
  ['months by name', '05-Apr-2023', '01-Feb-2023'],
  ['dates', '2023-04-05', '2023-02-01'],
])('a column half changed about by a spreadsheet, shown as %s', async (_how, first, second) => {
  const file = placements(
    ['P1', 'C1', '13/04/2023'],
    ['P2', 'C2', first],
    ['P3', 'C3', second],
    ['P4', 'C4', '25/12/2023'],
  );
  const { code, copied, said } = await importing({ 'p.csv': file }, [groups]);
  expect(code).toBe(1);
  expect(copied.placements.map((row) => row.reference)).toEqual(['P1', 'P4']);
  expect(said).toContain('changed day and month about');
});

test('an identifier shortened with a decimal comma is refused; one with a character of no width is the same child', async () => {
  const shortened = placements(['P1', '1,23457E+11', '13/04/2023'], ['P2', '1,23457E+11', '25/12/2023']);
  expect(await importing({ 'p.csv': shortened }, [groups])).toMatchObject({ code: 1, copied: { placements: [] } });
  const unseen = placements(['P1', 'C1', '13/04/2023'], ['P2', 'C1\u200b', '25/12/2023']);
  const { code, copied } = await importing({ 'p.csv': unseen }, [groups]);
  expect([code, new Set(copied.placements.map((row) => row.childKey)).size]).toEqual([0, 1]);
});

test('a code that has lost its leading zeros is refused, and the one that is there is named', async () => {
  const coded = table(lineHeaders, line('00123', '100'));
  const { code, said } = await importing({ 'a.csv': table('Year,Period,Line,Expenditure', '2023/24,1,123,100') }, [
    coded,
  ]);
  expect(code).toBe(1);
  expect(said).toContain('00123 is: the two differ in leading zeros or capitals only');
});

test('a row short of cells that hardly any system fills is set aside by itself', async () => {
  const file = table('Year,Period,Line,Expenditure,Income,Source', '2023/24,1,A,100', '2023/24,2,A,100,0,Ledger');
  expect(await importing({ 'a.csv': file }, [lines])).toMatchObject({ code: 1, spent: 100 });
});
