import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbook } from '../../support/workbook-cells.ts';
import { withNumbers } from '../../support/workbook-edit.ts';
import { outturn, temporaryFolder } from './command-line.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'outturn-outputs-'));
const [workspace, base, prices] = ['workspace.sqlite', 'Base.outturn', 'Prices.outturn'].map((name) =>
  join(folder, name),
) as [string, string, string];

beforeAll(async () => {
  const told = ['--council', 'Anyshire', '--data-date', '2023-12-31'];
  await outturn('import', sample, '--workspace', workspace, ...told);
  expect((await outturn('scenario', 'new', base, '--workspace', workspace)).code).toBe(0);
  const lever = 'price-uplift=4,from=2024-01-01,name=Prices';
  expect((await outturn('scenario', 'set', base, '--out', prices, '--lever', lever)).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('outputs of many at once', () => {
  test('workbooks of several scenarios go into a folder, with progress; one that fails does not stop the others', async () => {
    const out = join(temporaryFolder(), 'books');
    const broken = join(temporaryFolder(), 'Broken.outturn');
    writeFileSync(broken, 'no scenario');
    const run = await outturn(
      'workbook',
      '--scenario',
      base,
      '--scenario',
      broken,
      '--scenario',
      prices,
      '--out',
      out,
      '--json',
    );
    expect(run.code).toBe(1);
    expect(readdirSync(out).sort()).toEqual(['Base.xlsx', 'Prices.xlsx']);
    expect(run.json()).toMatchObject({
      files: [join(out, 'Base.xlsx'), join(out, 'Prices.xlsx')],
      failed: [{ name: 'Broken' }],
    });
    expect(run.err).toContain('1 of 3 written');
    expect(run.err).toContain('3 of 3 written');
    expect((await outturn('workbook', '--scenario', base, '--scenario', prices, '--out', `${out}.xlsx`)).code).toBe(2);
  });

  test('all five audiences are written from one simulation, and say one range', async () => {
    const out = join(temporaryFolder(), 'packs');
    const args = ['--audience', 'all', '--format', 'html', '--paths', '300', '--json'];
    const run = await outturn('report', '--scenario', prices, '--out', out, ...args);
    expect(run.code).toBe(0);
    const files = run.json().files as unknown as string[];
    expect(files.map((file) => basename(file))).toEqual([
      'Prices operational.html',
      'Prices strategic.html',
      'Prices transformation.html',
      'Prices joint-committee.html',
      'Prices scrutiny.html',
    ]);
    const ranges = files.map(
      (file) => /likely range of that variance.*? simulated paths/.exec(readFileSync(file, 'utf8'))?.[0],
    );
    expect(ranges[0]).toContain('300 simulated paths');
    expect(new Set(ranges).size).toBe(1);
  });

  test('the charts of a report go into a folder as pictures with their words; a workbook may be for publication', async () => {
    const out = join(temporaryFolder(), 'charts');
    const args = ['--audience', 'strategic', '--format', 'png', '--paths', '0'];
    const run = await outturn('report', '--scenario', base, '--out', out, ...args, '--json');
    expect(run.code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'Base strategic 1 variance by line.png',
      'Base strategic 2 from budget to forecast.png',
      'Base strategic 3 demand for placements.png',
      'Base strategic 4 cost and funding by year.png',
      'Base strategic charts in words.txt',
    ]);
    expect((await outturn('report', '--scenario', base, '--out', `${out}.png`, ...args)).code).toBe(2);
    const book = join(out, 'Public.xlsx');
    const published = await outturn('workbook', '--scenario', base, '--publication', '--out', book, '--json');
    expect(published.json()).toMatchObject({ publication: true });
    const sheets = (await openWorkbook(readFileSync(book))).worksheets.map((sheet) => sheet.name);
    expect(sheets).not.toContain('Placement cost');
    expect(sheets).toContain('Demand');
  });

  test('a report is simulated unless told otherwise', async () => {
    const out = join(temporaryFolder(), 'one.html');
    const central = await outturn('report', '--scenario', base, '--out', out, '--paths', '0', '--json');
    expect(central.json()).toMatchObject({ paths: 0, audience: 'operational' });
    expect(readFileSync(out, 'utf8')).toContain('No interval was simulated');
    const simulated = await outturn(
      'report',
      '--scenario',
      base,
      '--out',
      out,
      '--paths',
      '200',
      '--seed',
      '3',
      '--json',
    );
    expect(simulated.json()).toMatchObject({ paths: 200 });
    expect(readFileSync(out, 'utf8')).toContain('seed 3');
  });
});

test('a workbook changed elsewhere comes back as a scenario file with the same forecast', async () => {
  const place = temporaryFolder();
  const book = join(place, 'book.xlsx');
  await outturn('workbook', '--scenario', prices, '--out', book);
  writeFileSync(book, withNumbers(readFileSync(book), { one_off_LEGAL: 250_000 }));
  const back = join(place, 'Back.outturn');
  const run = await outturn('scenario', 'from-workbook', book, '--scenario', prices, '--out', back, '--json');
  expect(run.json()).toMatchObject({ changes: [{ what: 'further one-off on LEGAL', before: 0, after: 250_000 }] });
  const compared = (await outturn('compare', prices, back, '--json')).json();
  expect(compared.difference).toBe(25_000_000);
  expect((await outturn('scenario', 'from-workbook', book, '--scenario', prices, '--out', back)).code).toBe(3);
  const text = await outturn('scenario', 'from-workbook', book, '--workspace', workspace, '--out', back, '--replace');
  expect(text.out).toContain('further one-off on LEGAL: 0 → 250000');
});
