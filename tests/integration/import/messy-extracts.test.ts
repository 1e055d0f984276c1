import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import type { ImportService } from '../../../electron/services/import/import-service.ts';
import type { ImportFile } from '../../../electron/services/import/read-files.ts';
import { csv, everything, lineHeaders, placementHeaders, service } from './helpers.ts';

/** Extracts as councils have them: what comes in is right, or is refused in words that say what to do. */
async function filled(): Promise<{ store: Store; imports: ImportService }> {
  const made = await service();
  made.imports.commit((await made.imports.preview(everything)).token);
  return made;
}

async function book(fill: (sheet: Worksheet, workbook: Workbook) => void): Promise<ImportFile & { bytes: Uint8Array }> {
  const workbook = new Workbook();
  fill(workbook.addWorksheet('Extract'), workbook);
  return { name: 'extract.xlsx', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) };
}

const date = (text: string) => new Date(`${text}T00:00:00Z`);
const headers = placementHeaders.split(',');
const placement = (reference: string, start: unknown) =>
  [reference, `C-${reference}`, date('2012-05-14'), 'no', 'IFA', 'spot', start, null, 'no'] as never[];

test('a workbook that counts its days from 1904 has its own dates, whichever way it says so', async () => {
  const { store, imports } = await filled();
  const file = await book((sheet, workbook) => {
    workbook.properties.date1904 = true;
    sheet.addRow(headers);
    sheet.addRow(placement('M1', date('2023-05-04')));
    // 4 May 2023 is day 43,588 from 1904: a formula's result is a number that only its format makes a date.
    sheet.addRow(placement('M2', { formula: 'G2', result: 43_588 })).getCell(7).numFmt = 'dd/mm/yyyy';
  });
  const parts = unzipSync(file.bytes);
  const said = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array());
  expect(said).toContain('date1904="1"');
  const other = { ...parts, 'xl/workbook.xml': strToU8(said.replace('date1904="1"', 'date1904="true"')) };
  for (const bytes of [file.bytes, zipSync(other)]) {
    imports.commit((await imports.preview([{ name: 'extract.xlsx', bytes }])).token);
    const rows = readSnapshot(store).placements.filter((row) => row.reference.startsWith('M'));
    expect(rows.map((row) => row.start)).toEqual(['2023-05-04', '2023-05-04']);
  }
});

test('cells shown as per cent are read as shown, and refused where no per cent belongs', async () => {
  const { store, imports } = await filled();
  const pressures = await book((sheet) => {
    sheet.addRow(
      'Year,Reference,Pressure,Line,Impact low,Impact likely,Impact high,Probability %,Start period,Recurring,Funding,Status,In forecast'.split(
        ',',
      ),
    );
    sheet.addRow(['2023/24', 'A', 'Pay', 'STF', 1, 2, 3, 0.8, 1, 'yes', 'shared', 'open', 'yes']);
    sheet.addRow(['2023/24', 'B', 'Fuel', 'STF', 1, 2, 3, 80, 1, 'yes', 'shared', 'open', 'yes']);
    sheet.addRow(['2023/24', 'C', 'Rent', 'STF', 0.05, 2, 3, 80, 1, 'yes', 'shared', 'open', 'yes']);
    sheet.getCell('H2').numFmt = '0%';
    sheet.getCell('E4').numFmt = '0%';
  });
  const shares = await book((sheet) => {
    sheet.addRow(['Funder', 'From', 'Share %']);
    sheet.addRow(['NNC', date('2024-04-01'), 0.07]).getCell(3).numFmt = '0.00%';
    sheet.addRow(['WNC', date('2024-04-01'), 0.93]).getCell(3).numFmt = '0.00%';
  });
  const preview = await imports.preview([pressures, { ...shares, name: 'shares.xlsx' }]);
  expect(preview.files.map((file) => [file.added, file.rejected])).toEqual([
    [2, 1],
    [2, 0],
  ]);
  expect(preview.files[0]?.problems[0]?.message).toContain('Row 4, Impact low: "5%" is a per cent');
  imports.commit(preview.token);
  const data = readSnapshot(store);
  expect(data.pressures.map((row) => row.probabilityPercent)).toEqual([80, 80]);
  expect(data.funderShares.slice(-2).map((row) => row.shareBasisPoints)).toEqual([700, 9300]);
});

test('an error of a formula, or a formula without its result, is never held as a text or as blank', async () => {
  const { store, imports } = await filled();
  const file = await book((sheet) => {
    sheet.addRow([...headers, 'Provider', 'Area']);
    sheet.addRow([
      ...placement('E1', date('2023-05-04')),
      { formula: 'A1', result: { error: '#REF!' } } as never,
      'North' as never,
    ]);
    sheet.addRow([...placement('E2', date('2023-05-04')), 'Acme' as never, { formula: 'A1' } as never]);
    sheet.addRow([...placement('E3', date('2023-05-04')), { error: '#VALUE!' } as never]);
    sheet.addRow([...placement('E4', date('2023-05-04')), { formula: '"Ac"&"me"', result: 'Acme' } as never]);
  });
  const preview = await imports.preview([file]);
  expect(preview.files[0]?.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'Provider', 'formula'],
    [3, 'Area', 'formula'],
    [4, 'Provider', 'formula'],
  ]);
  imports.commit(preview.token);
  expect(readSnapshot(store).placements.at(-1)).toMatchObject({ reference: 'E4', provider: 'Acme' });
});

test('hidden sheets are named and not read; where only they hold a table the refusal says so', async () => {
  const { imports } = await filled();
  const hidden = (sheet: Worksheet, workbook: Workbook) => {
    sheet.addRow(['About this extract']);
    const old = workbook.addWorksheet('Old');
    old.addRow(headers);
    old.addRow(placement('H1', date('2023-05-04')));
    old.state = 'hidden';
  };
  const beside = await book((sheet, workbook) => {
    hidden(sheet, workbook);
    const now = workbook.addWorksheet('Now');
    now.addRow(headers);
    now.addRow(placement('H2', date('2023-05-04')));
  });
  const { files } = await imports.preview([beside]);
  expect(files.map((file) => [file.file, file.kind, file.rows, file.failure])).toEqual([
    ['extract.xlsx › Extract', 'notes', 0, null],
    ['extract.xlsx › Old', 'hidden', 0, null],
    ['extract.xlsx › Now', 'placements', 1, null],
  ]);
  expect(files[1]?.ignored[0]).toContain('Unhide');
  const only = await imports.preview([await book(hidden)]);
  expect(only.files.map((file) => file.failure?.message).join()).toContain('Old: the whole sheet: it is hidden');
});

test('every row is accounted for: added, changed, unchanged, repeated or set aside', async () => {
  const { imports } = await filled();
  const line = (code: string, gross: string) => `2023/24,${code},x,other,${gross},0,stated,shared,yes,3`;
  const first = csv('l.csv', lineHeaders, line('A', '5000'), line('B', '6000'), line('C', '7000'));
  imports.commit((await imports.preview([first])).token);
  const rows = [
    line('A', '5000'),
    line('A', '5000'),
    line('B', '6001'),
    line('D', 'x'),
    line('E', '1'),
    line('E', '2'),
  ];
  const second = csv('l.csv', lineHeaders, ...rows, 'Total,,,,18001,,,,,', ',,,,,,,,,');
  const twin = {
    ...csv('other/l.csv', lineHeaders, line('F', '1'), line('G', '?'), line('H', '?'), line('I', '?')),
    name: 'l.csv',
  };
  const preview = await imports.preview([second, twin]);
  const counts = preview.files.map((file) => [
    file.rows,
    file.added,
    file.changed,
    file.unchanged,
    file.repeated,
    file.rejected,
  ]);
  expect(counts).toEqual([
    [7, 0, 1, 1, 1, 4],
    [4, 1, 0, 0, 0, 3],
  ]);
  for (const [all = 0, ...parts] of counts) expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(all);
  const total = preview.files[0]?.problems.filter((problem) => problem.row === 8) ?? [];
  expect(total).toHaveLength(1);
  expect(total[0]?.message).toContain('is called a total');
  // Two files of one name: their rows are told apart.
  expect(imports.commit(preview.token)).toMatchObject({ added: 1, changed: 1, unchanged: 1, rejected: 7 });
});

test('a column that is not known can be matched by hand though the file can be read without it', async () => {
  const { store, imports } = await filled();
  const file = csv(
    'p.csv',
    `${headers.join(',').replace('End', 'Left us on')},,NHS number`,
    'Z1,C1,14/05/2012,no,IFA,spot,04/05/2023,05/06/2023,no,see me,943 476 5919',
  );
  const read = (await imports.preview([file])).files[0];
  expect(read?.mapping).toMatchObject({ 'Left us on': '', Start: 'start' });
  expect(Object.keys(read?.mapping ?? {})).not.toContain('NHS number');
  expect(read?.ignored.join(' · ')).toBe(
    'Left us on: not a column of Placements · NHS number: personal data, never kept · column J: it has no header, so its cells were not read',
  );
  const again = await imports.preview([file], {
    register: 'placements',
    mapping: { ...read?.mapping, 'Left us on': 'end' },
  });
  imports.commit(again.token);
  expect(readSnapshot(store).placements.at(-1)).toMatchObject({ reference: 'Z1', end: '2023-06-05' });
});

test('of a workbook with notes beside its table, what is said of the columns is said of the table', async () => {
  const { imports } = await filled();
  const file = await book((sheet, workbook) => {
    sheet.addRow(['Made by finance', 'on a Tuesday']);
    const data = workbook.addWorksheet('Data');
    data.addRow(['Ref', ...headers.slice(1)]);
    data.addRow(placement('N1', date('2023-05-04')));
  });
  const { files } = await imports.preview([file], { register: 'placements', mapping: { Ref: 'reference' } });
  expect(files.map(({ kind, register, added, mapping }) => [kind, register, added, mapping.Ref ?? null])).toEqual([
    ['notes', null, 0, null],
    ['placements', 'placements', 1, 'reference'],
  ]);
});

test('the headers that systems give to dates and prices are known', async () => {
  const { imports } = await filled();
  const file = csv(
    'p.csv',
    headers.join(',').replace('Start,End', 'Placement start date,END_DATE'),
    'Z1,C1,14/05/2012,no,IFA,spot,04/05/2023 09:15,05-Jun-2023 00:00,no',
  );
  expect((await imports.preview([file])).files[0]?.sample[0]).toMatchObject({ start: '2023-05-04', end: '2023-06-05' });
});

test('periods side by side are turned into rows; without a line they are refused by its name', async () => {
  const { imports } = await filled();
  const known = csv('a.csv', 'Year,Line,Source,P1,P2,P3', '2023/24,STF,Ledger,1,2,3');
  const unknown = csv('b.csv', 'Whose,Apr-23,May-23,Jun-23', 'STF,1,2,3');
  const { files } = await imports.preview([known, unknown]);
  expect(files[0]).toMatchObject({ register: 'actuals', rows: 3, failure: null });
  expect(files[1]?.failure).toMatchObject({ code: 'missing-columns', message: expect.stringContaining('Line') });
  const other = csv('c.csv', 'Ref,Person,Left', 'M1,P1,2023-05-04', 'M2,P2,2023-06-04', 'M3,P3,2023-07-04');
  expect((await imports.preview([other])).files[0]?.failure?.code).toBe('unknown-kind');
});

test('a price of a year in the column of a week, and a figure far beyond its unit, are questioned', async () => {
  const { imports } = await filled();
  const price = (weekly: number) =>
    csv('p.csv', 'Placement,From,Weekly price,Education,Health', `P1,04/05/2023,${weekly},0,0`);
  expect((await imports.preview([price(49_534)])).files[0]?.problems[0]?.message).toContain('prices of a year');
  expect((await imports.preview([price(9_500)])).files[0]?.problems).toEqual([]);
  const actuals = csv(
    'a.csv',
    'Year,Period,Line,Expenditure (£m),Income,Source',
    '2023/24,1,PLC,3.3,0,L',
    '2023/24,1,STF,"£75,000",0,L',
  );
  expect((await imports.preview([actuals])).files[0]?.problems[0]?.message).toContain('£75,000,000,000');
});

test('files by the wrong name are refused with what they are', async () => {
  const { imports } = await filled();
  const protectedBook = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
  const page = new TextEncoder().encode('<html><table><tr><td>Placement</td></tr></table></html>');
  const { files } = await imports.preview([
    { name: 'a.xlsx', bytes: protectedBook },
    { name: 'b.xlsx', bytes: page },
    { name: 'c.xls', bytes: page },
  ]);
  expect(files.map((file) => file.failure?.message)).toEqual([
    expect.stringContaining('password'),
    expect.stringContaining('web page'),
    expect.stringContaining('save it as XLSX'),
  ]);
});

test('UTF-16 is read by its mark, whichever byte comes first', async () => {
  const { imports } = await filled();
  const little = Buffer.from(`\uFEFFFunder\tFunder name\r\nXYZ\tYnys Môn – Ŵ\r\n`, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    const { files } = await imports.preview([{ name: 'f.csv', bytes: new Uint8Array(bytes) }]);
    expect(files[0]?.sample[0]).toMatchObject({ code: 'XYZ', name: 'Ynys Môn – Ŵ' });
  }
});
