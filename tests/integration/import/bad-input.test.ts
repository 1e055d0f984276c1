import { describe, expect, test } from 'vitest';
import type { ImportFile } from '../../../electron/services/import/read-files.ts';
import { bytesOfData, csv, everything, funders, lineHeaders, placementHeaders, service, shares } from './helpers.ts';

/** Files that are refused whole: the code, and words that must name the place and the remedy. */
const refused: [string, ImportFile, string, string[]][] = [
  ['wrong headers', csv('budget.csv', 'Colour,Size', 'red,4'), 'unknown-kind', ['budget.csv', 'template']],
  [
    'a needed column missing',
    csv(
      'lines.csv',
      lineHeaders.replace('Gross budget,', ''),
      '2023/24,PLC,Placements,placements,0,placements,shared,yes,1',
    ),
    'missing-columns',
    ['lines.csv', 'row 1', 'Gross budget'],
  ],
  [
    'half a file',
    csv(
      'placements.csv',
      placementHeaders,
      'P1,C1,14/05/2012,no,IFA,framework,04/05/2023,,no',
      'P2,C2,14/05/2012,no,IF',
    ),
    'not-a-table',
    ['placements.csv', 'row 3', 'cut short', 'Export the file again'],
  ],
  [
    'an open quotation mark',
    csv('funders.csv', 'Funder,Funder name', 'A,"North', 'B,South'),
    'not-a-table',
    ['funders.csv', 'line', 'quotation mark'],
  ],
  [
    'a comma in an unquoted text',
    csv('funders.csv', 'Funder,Funder name', 'A,North,shire'),
    'not-a-table',
    ['funders.csv', 'row 2', 'quotation marks'],
  ],
  [
    'a picture renamed .csv',
    { name: 'budget.csv', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2]) },
    'not-a-table',
    ['budget.csv', 'save it as CSV'],
  ],
  [
    'a workbook renamed .csv',
    { name: 'budget.csv', bytes: Buffer.from('PK\u0003\u0004rest of a zip') },
    'not-a-table',
    ['budget.csv', 'Excel workbook'],
  ],
  ['an empty file', { name: 'nothing.csv', bytes: new Uint8Array() }, 'not-a-table', ['nothing.csv', 'empty']],
  ['a file that is not there', { name: 'gone.csv', path: '/nowhere/gone.csv' }, 'file-missing', ['gone.csv']],
  [
    'two columns for one place',
    csv('funders.csv', 'Funder,Funder name,FUNDER', 'A,North,B'),
    'not-a-table',
    ['funders.csv', 'FUNDER'],
  ],
  [
    'more cells than are read at once',
    csv(
      'wide.csv',
      'Funder,Funder name',
      `A,${','.repeat(900_000)}`,
      `A,${','.repeat(900_000)}`,
      `A,${','.repeat(300_000)}`,
    ),
    'too-many-cells',
    ['wide.csv', '2,000,000', 'Split'],
  ],
  [
    'a file without line ends',
    { name: 'long.csv', bytes: Buffer.from(`Funder,Funder name\n${'x'.repeat(3_000_000)}`) },
    'not-a-table',
    ['long.csv', 'too long'],
  ],
];

describe('a bad file', () => {
  test.each(refused)('%s: says where and what to do, and changes nothing', async (_name, file, code, message) => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(everything)).token);
    const before = bytesOfData(store);
    const preview = await imports.preview([file]);
    expect(preview.files[0]).toMatchObject({ added: 0, changed: 0, failure: { code } });
    for (const word of message) expect(preview.files[0]?.failure?.message).toContain(word);
    expect(imports.commit(preview.token)).toMatchObject({ importId: null, added: 0, changed: 0 });
    expect(bytesOfData(store)).toBe(before);
  });

  test('does not stop the good ones beside it', async () => {
    const { imports } = await service();
    const preview = await imports.preview([csv('x.csv', 'Colour,Size', 'red,4'), funders]);
    expect(preview.files.map((file) => [file.failure?.code ?? null, file.added])).toEqual([
      ['unknown-kind', 0],
      [null, 2],
    ]);
  });

  test('a folder of any year: shares of 101 % are refused naming the surplus (T01)', async () => {
    const { store, imports } = await service();
    const bad = csv('shares.csv', 'Funder,From,Share %', 'NNC,01/04/2023,44.16', 'WNC,01/04/2023,56.84');
    const preview = await imports.preview([funders, bad]);
    expect(preview.files[1]).toMatchObject({ added: 0, rejected: 2, failure: { code: 'shares-refused' } });
    for (const word of ['101.00 %', '1.00 % is too much', '1 Apr 2023', '56.84']) {
      expect(preview.files[1]?.failure?.message).toContain(word);
    }
    expect(preview.files[1]?.problems.map((problem) => [problem.row, problem.code])).toEqual([
      [2, 'T01'],
      [3, 'T01'],
    ]);
    imports.commit(preview.token);
    expect(JSON.parse(bytesOfData(store))).toMatchObject({ funders: [{}, {}], funderShares: [] });
  });

  test('a later share that breaks the total of what is held is refused too', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview([funders, shares])).token);
    const before = bytesOfData(store);
    const preview = await imports.preview([csv('s.csv', 'Funder,From,Share %', 'NNC,01/04/2024,40')]);
    expect(preview.files[0]?.failure?.message).toContain('4.16 % is missing');
    imports.commit(preview.token);
    expect(bytesOfData(store)).toBe(before);
  });
});

/** Cells that are refused, row by row: file lines, then row, column, code and a word of the reason. */
const cells: [string, ImportFile, number, string, string, string][] = [
  [
    'a date in 2033',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,no,IFA,spot,04/12/2033,,no'),
    2,
    'Start',
    'T06',
    '2033',
  ],
  [
    'a date that does not exist',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,no,IFA,spot,31/02/2023,,no'),
    2,
    'Start',
    'date',
    '31/02/2023',
  ],
  [
    'an American date',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,no,IFA,spot,12/31/2023,,no'),
    2,
    'Start',
    'month-first',
    'DD/MM/YYYY',
  ],
  [
    'an end before the start',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,no,IFA,spot,04/05/2023,01/05/2023,no'),
    2,
    'End',
    'dates',
    'before it starts',
  ],
  [
    'a group that is not known',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,no,XXX,spot,04/05/2023,,no'),
    2,
    'Group',
    'reference',
    'XXX',
  ],
  [
    'neither yes nor no',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,perhaps,IFA,spot,04/05/2023,,no'),
    2,
    'UASC',
    'flag',
    'perhaps',
  ],
  [
    'a route that is not one',
    csv('p.csv', placementHeaders, 'P9,C9,14/05/2012,no,IFA,taxi,04/05/2023,,no'),
    2,
    'Route',
    'choice',
    'in-house',
  ],
  [
    'text where an amount belongs',
    csv('l.csv', lineHeaders, '2023/24,NEW,x,other,about 4m,0,stated,shared,yes,3'),
    2,
    'Gross budget',
    'amount',
    'about 4m',
  ],
  [
    'a decimal comma',
    csv('l.csv', lineHeaders, '2023/24,NEW,x,other,"12,50",0,stated,shared,yes,3'),
    2,
    'Gross budget',
    'amount',
    '12,50',
  ],
  [
    'a year that could be two',
    csv('l.csv', lineHeaders, '2023,NEW,x,other,1,0,stated,shared,yes,3'),
    2,
    'Year',
    'year',
    '2023/24',
  ],
  [
    'years that do not follow',
    csv('l.csv', lineHeaders, '2023/25,NEW,x,other,1,0,stated,shared,yes,3'),
    2,
    'Year',
    'year',
    '2023/25',
  ],
  [
    'text where a whole number belongs',
    csv('l.csv', lineHeaders, '2023/24,NEW,x,other,1,0,stated,shared,yes,last'),
    2,
    'Order',
    'number',
    'last',
  ],
];

describe('a bad cell', () => {
  test.each(cells)(
    '%s is quarantined with row, column and reason; good rows still come in',
    async (_name, file, row, column, code, word) => {
      const { store, imports } = await service();
      imports.commit((await imports.preview(everything)).token);
      const before = bytesOfData(store);
      const preview = await imports.preview([file]);
      expect(preview.files[0]).toMatchObject({ rows: 1, added: 0, rejected: 1, failure: null });
      expect(preview.files[0]?.problems[0]).toMatchObject({ row, column, code });
      expect(preview.files[0]?.problems[0]?.message).toContain(word);
      const { importId, rejected } = imports.commit(preview.token);
      expect(rejected).toBe(1);
      expect(bytesOfData(store)).toBe(before);
      expect(imports.problems(importId ?? 0)[0]).toMatchObject({ row, column, code });
      const listed = imports.problemsCsv(importId ?? 0);
      expect(listed).toContain(code);
      expect(listed.split('\r\n')[1]).toMatch(/P9|NEW/);
    },
  );

  test('an amount whose size contradicts its unit is questioned (T03)', async () => {
    const { imports } = await service();
    imports.commit((await imports.preview(everything)).token);
    const row = (code: string, gross: string) => `2023/24,${code},x,other,${gross},0,stated,shared,yes,3`;
    const small = csv('l.csv', lineHeaders, row('A', '2.094'), row('B', '94.2'), row('C', '12'));
    const [question] = (await imports.preview([small])).files[0]?.problems.filter((one) => one.code === 'T03') ?? [];
    expect(question?.message).toContain('£94.20');
    const thousands = lineHeaders.replace('Gross budget', 'Gross budget (£000)');
    const large = csv('l.csv', thousands, row('A', '2094000'), row('B', '9400000'), row('C', '1200000'));
    const [other] = (await imports.preview([large])).files[0]?.problems.filter((one) => one.code === 'T03') ?? [];
    expect(other?.message).toContain('thousands of pounds');
  });

  test('a formula in a text stays text, and is inert in the problem list', async () => {
    const { store, imports } = await service();
    const file = csv('f.csv', 'Funder,Funder name', "A,=cmd|' /C calc'!A0", 'A,@SUM(1)', 'A,＝1+1');
    const { importId } = imports.commit((await imports.preview([file])).token);
    expect(JSON.parse(bytesOfData(store)).funders).toEqual([]);
    const listed = imports.problemsCsv(importId ?? 0);
    expect(listed).toContain("'=cmd|");
    expect(listed).toContain("'@SUM(1)");
    expect(listed).toContain("'＝1+1");
  });
});

test('a cell of a third of a million letters is looked at once, not from each of its letters on', async () => {
  const { imports } = await service();
  const long = 'x'.repeat(350_000);
  const { files } = await imports.preview([
    csv('lines.csv', lineHeaders, long, '2023/24,A,Line A,other,1,0,run-rate,shared,1,1'),
  ]);
  expect(files[0]?.failure?.code ?? 'read').toMatch(/not-a-table|read/);
});
