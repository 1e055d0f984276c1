import { Workbook } from '@cj-tech-master/excelts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { writeTemplate } from '../../../electron/services/import/template.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import { everything, service } from './helpers.ts';

describe('workbooks', () => {
  test('typed cells, titles, notes and several sheets come in as they read', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(everything)).token);
    const book = new Workbook();
    const about = book.addWorksheet('Notes');
    about.addRow(['Made by finance on a Tuesday']);
    const sheet = book.addWorksheet('Placements');
    sheet.addRow(['Placements at period 9']);
    sheet.addRow([]);
    sheet.addRow(['Placement', 'Child', 'Date of birth', 'UASC', 'Group', 'Route', 'Start', 'End', 'Short break']);
    sheet.addRow([
      'P20',
      300,
      new Date('2013-02-03T00:00:00Z'),
      false,
      'IFA',
      'spot',
      new Date('2023-06-01T00:00:00Z'),
      null,
      0,
    ]);
    sheet.addRow(['P21', 301, 41_000, true, 'IFA', 'spot', '01/07/2023', 45_200, 0]);
    for (const cell of ['C4', 'G4']) sheet.getCell(cell).numFmt = 'dd/mm/yyyy';
    const prices = book.addWorksheet('Prices');
    prices.addRow(['Placement', 'From', 'Weekly price', 'Education', 'Health']);
    prices.addRow(['P20', new Date('2023-06-01T00:00:00Z'), { formula: '900+50.5', result: 950.5 }, 0, 0]);
    prices.addRow(['=cmd|x', new Date('2023-06-01T00:00:00Z'), 1, 0, 0]);
    for (const cell of ['B2', 'B3']) prices.getCell(cell).numFmt = 'dd/mm/yyyy';
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const preview = await imports.preview([{ name: 'extract.xlsx', bytes }]);
    expect(preview.files.map((file) => [file.file, file.kind, file.added, file.rejected, file.failure])).toEqual([
      ['extract.xlsx › Notes', 'notes', 0, 0, null],
      ['extract.xlsx › Placements', 'placements', 2, 0, null],
      ['extract.xlsx › Prices', 'placementPrices', 1, 1, null],
    ]);
    imports.commit(preview.token);
    const data = readSnapshot(store);
    expect(data.placements.slice(-2)).toMatchObject([
      { reference: 'P20', birthMonth: '2013-02-01', start: '2023-06-01', end: null, uasc: 0 },
      { reference: 'P21', birthMonth: '2012-04-01', start: '2023-07-01', end: '2023-10-01', uasc: 1 },
    ]);
    expect(data.placementPrices.at(-1)).toMatchObject({ placementReference: 'P20', weeklyPence: 95_050 });
  });

  test.each([
    ['runs of their own', '<is><r><rPr><b/></rPr><t>North </t></r><r><t>Council</t></r></is>'],
    ['runs under a prefix', '<is><x:r xmlns:x="y"><x:t>North </x:t></x:r></is>'],
    ['CDATA', '<is><t><![CDATA[North]]> Council</t></is>'],
  ])('text in %s is read whole', async (_, text) => {
    const { imports } = await service();
    const parts = unzipSync(await writeTemplate('funders', 'xlsx'));
    const sheet = 'xl/worksheets/sheet1.xml';
    const row = `<row r="9"><c r="A9" t="inlineStr"><is><t>F9</t></is></c><c r="B9" t="inlineStr">${text}</c></row></sheetData>`;
    const xml = strFromU8(parts[sheet] ?? new Uint8Array());
    const bytes = zipSync({ ...parts, [sheet]: strToU8(xml.replace('</sheetData>', row)) });
    const [file] = (await imports.preview([{ name: 'funders.xlsx', bytes }])).files;
    expect(file).toMatchObject({
      added: 1,
      failure: null,
      sample: [{ code: 'F9', name: _.includes('prefix') ? 'North' : 'North Council' }],
    });
  });

  test('nothing is waiting on a workbook once it is read: a timer left running held its tables for two minutes', async () => {
    const { imports } = await service();
    const bytes = await writeTemplate('savings', 'xlsx');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const good = await imports.preview([{ name: 'savings.xlsx', bytes }]);
      const bad = await imports.preview([{ name: 'savings.xlsx', bytes: bytes.slice(0, 2000) }]);
      expect([good, bad].map(({ files }) => files[0]?.failure?.code)).toEqual([undefined, 'archive-refused']);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('every register has a CSV template that the import recognises', async () => {
    const { imports } = await service();
    for (const register of registerNames) {
      const preview = await imports.preview([{ name: 'template.csv', bytes: await writeTemplate(register, 'csv') }]);
      const headers = Object.values(registers[register].columns as Columns).map((column) => column.header);
      const taken = headers.filter((header) => !header.startsWith('Birth date'));
      expect(preview.files[0]).toMatchObject({ register, rows: 0, failure: null });
      expect(Object.keys(preview.files[0]?.mapping ?? {})).toEqual(taken);
    }
  });

  test('a workbook template says on a second sheet what each column takes', async () => {
    const { imports } = await service();
    const bytes = await writeTemplate('savings', 'xlsx');
    const preview = await imports.preview([{ name: 'template.xlsx', bytes }]);
    expect(preview.files.map((file) => [file.kind, file.rows, file.failure])).toEqual([
      ['savings', 0, null],
      ['notes', 0, null],
    ]);
  });
});
