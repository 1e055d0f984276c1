import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbook } from '../../support/workbook-cells.ts';
import { outturn } from './command-line.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'outturn-missing-'));
const [extracts, lacking, whole] = ['extracts', 'lacking.sqlite', 'whole.sqlite'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const told = ['--council', 'Anyshire', '--data-date', '2023-12-31'];

beforeAll(async () => {
  cpSync(sample, extracts, { recursive: true });
  const file = join(extracts, 'actuals.csv');
  const rows = readFileSync(file, 'utf8').split('\n');
  const kept = rows.filter((row) => !/^2023\/24,9,PLACE,/.test(row));
  expect(kept.length).toBe(rows.length - 1);
  writeFileSync(file, kept.join('\n'));
  await outturn('import', extracts, '--workspace', lacking, ...told);
  await outturn('import', sample, '--workspace', whole, ...told);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text of every cell of a sheet, row by row. */
async function textOf(path: string, name: string): Promise<string[]> {
  const sheet = (await openWorkbook(readFileSync(path))).worksheets.find((each) => each.name === name);
  const rows: string[] = [];
  sheet?.eachRow((row) => {
    rows.push((row.values as unknown[]).map((value) => (typeof value === 'string' ? value : '')).join('|'));
  });
  return rows;
}

test('a workbook and a report that lack a month say which, mark it and end with 1', async () => {
  const book = join(folder, 'lacking.xlsx');
  const made = await outturn('workbook', '--workspace', lacking, '--out', book, '--paths', '0', '--json');
  expect(made.code).toBe(1);
  expect(made.json()).toMatchObject({ paths: 0, lacking: [expect.stringContaining('no actuals are held for P9')] });
  const monthly = (await textOf(book, 'Monthly')).join('\n');
  expect(monthly).toContain('Slanted: estimated, the ledger holds no actuals (Placements P9)');
  expect(monthly).toContain('Of which estimated');
  const page = join(folder, 'lacking.html');
  const report = await outturn('report', '--workspace', lacking, '--out', page, '--paths', '0', '--json');
  expect([report.code, report.json().lacking]).toEqual([1, made.json().lacking]);
  expect(readFileSync(page, 'utf8')).toContain('The ledger lacks months, which are estimated: Placements P9');
  const many = join(folder, 'many');
  const batch = await outturn('report', '--workspace', lacking, '--out', many, '--audience', 'all', '--paths', '0');
  expect(batch.code).toBe(1);
  expect(batch.out).toContain('! Forecast: Placements: no actuals are held for P9');
});

test('where nothing is missing they end with 0; the workbook carries the forecast with the range of its own items', async () => {
  const book = join(folder, 'whole.xlsx');
  const made = await outturn('workbook', '--workspace', whole, '--out', book, '--paths', '200', '--json');
  expect([made.code, made.json().lacking, made.json().paths]).toEqual([0, [], 200]);
  expect((await textOf(book, 'Monthly')).join('\n')).not.toContain('estimated');
  const sheet = (await openWorkbook(readFileSync(book))).worksheets.find((each) => each.name === 'Summary');
  const ranges = new Map<string, number[]>();
  sheet?.eachRow((row) => {
    const values = row.values as unknown[];
    if (typeof values[1] === 'string')
      ranges.set(
        values[1],
        values.filter((value) => typeof value === 'number'),
      );
  });
  const [figure = 0, low = 0, middle = 0, high = 0] = ranges.get('Variance: the forecast') ?? [];
  expect(figure).toBe(29_670_000);
  expect([low < figure, low < middle, middle < high, figure < high]).toEqual([true, true, true, true]);
  const [outturnFigure = 0] = ranges.get('Outturn: the forecast') ?? [];
  const risk = (await outturn('forecast', '--workspace', whole, '--paths', '200', '--json')).json().risk;
  expect(risk).toMatchObject({ figure: figure * 100, outturn: { figure: outturnFigure * 100 } });
  expect((risk as unknown as { p10: number }).p10).toBeCloseTo(low * 100, -1);
});

test('a figure is worked out from what a paper states; the list says what each takes', async () => {
  const made = await outturn('calculate', 'shares', 'cost=29670000', 'shares=44.16,56.84', '--json');
  expect(made.json()).toMatchObject({ results: [{ value: 101 }, {}, { key: 'over', value: 296_700 }] });
  expect((await outturn('calculate')).out).toContain('population');
  expect((await outturn('calculate', 'annuity', 'capital=1', '--json')).code).toBe(2);
  expect((await outturn('calculate', 'nothing')).code).toBe(2);
  expect((await outturn('calculate', 'annuity', 'capital=x')).code).toBe(2);
});
