/** Postings of a ledger: added, asked about, kept with their documents, and shown by line and period. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const lines = [
  'Year,Line,Line name,Service,Gross budget,Income budget,Forecast method,Funding,Recurring',
  ...['AGENCY', 'HOMES'].map((code) => `2023/24,${code},Line ${code},other,200000,0,run-rate,shared,1`),
];

async function ledger() {
  const folder = temporaryFolder();
  const copy = join(folder, 'copy.sqlite');
  const put = (name: string, rows: string[]) => {
    writeFileSync(join(folder, name), `${rows.join('\n')}\n`);
    return join(folder, name);
  };
  const bring = (name: string, rows: string[], ...args: string[]) =>
    outturn('import', put(name, rows), '--workspace', copy, ...args);
  const drill = async (line: string, ...args: string[]) => {
    const run = await outturn('postings', '--workspace', copy, '--line', line, '--json', ...args);
    const json = run.json() as unknown as {
      totals: { period: number; pence: number; postings: number; postedPence: number | null }[];
      postings: {
        document: string;
        posted: string;
        kind: string;
        costCentre: string;
        row: number;
        expenditurePence: number;
      }[];
    };
    return { code: run.code, ...json };
  };
  expect((await bring('lines.csv', lines)).code).toBe(0);
  return { bring, drill, copy };
}
const headers = 'Year,Period,Line,Document no,Posting date,Type,Description,Amount';

test('postings of a line and period are added, journals and reversals and accruals among them, and drilled to', async () => {
  const { bring, drill } = await ledger();
  const run = await bring('gl.csv', [
    headers,
    '2023/24,1,AGENCY,D1,04/04/2023,Invoice,week 1,3500.00',
    '2023/24,1,AGENCY,D1,04/04/2023,Invoice,week 1,120.50',
    '2023/24,1,AGENCY,J7,30/04/2023,Journal,recode,-200',
    '2023/24,1,AGENCY,J8,30/04/2023,Reversal,recode,200',
    '2023/24,2,AGENCY,A1,31/05/2023,Accrual,commitment,75',
    '2023/24,1,HOMES,D9,04/04/2023,Invoice,rent,10',
  ]);
  expect(run.code).toBe(0);
  const april = await drill('AGENCY', '--period', '1');
  expect(april.totals).toMatchObject([{ period: 1, pence: 362_050, postings: 4, postedPence: 362_050 }]);
  expect(april.postings.map((one) => [one.document, one.kind, one.expenditurePence])).toEqual([
    ['D1', 'Invoice', 350_000],
    ['D1', 'Invoice', 12_050],
    ['J7', 'Journal', -20_000],
    ['J8', 'Reversal', 20_000],
  ]);
  // A description may name a child and is kept nowhere.
  expect(JSON.stringify(april)).not.toContain('week 1');
  expect((await drill('AGENCY')).totals.map((total) => total.pence)).toEqual([362_050, 7500]);
});

test('the same ledger again keeps its postings once; a later one takes their place, and undoing is seen', async () => {
  const { bring, drill } = await ledger();
  const first = [
    headers,
    '2023/24,1,AGENCY,D1,04/04/2023,Invoice,a,100',
    '2023/24,1,AGENCY,D2,04/04/2023,Invoice,b,50',
  ];
  await bring('gl.csv', first);
  await bring('gl.csv', first);
  expect((await drill('AGENCY')).postings).toHaveLength(2);
  await bring('gl2.csv', [...first, '2023/24,1,AGENCY,D3,30/04/2023,Journal,c,-20']);
  expect(await drill('AGENCY')).toMatchObject({
    code: 0,
    totals: [{ pence: 13_000, postings: 3, postedPence: 13_000 }],
  });
  // A total that replaces postings is told apart from what they came to.
  await bring('totals.csv', ['Year,Period,Line,Expenditure', '2023/24,1,AGENCY,140']);
  expect(await drill('AGENCY')).toMatchObject({ code: 1, totals: [{ pence: 14_000, postedPence: 13_000 }] });
});

test('a council’s own table of cost centres places postings; what it does not hold is listed in pounds', async () => {
  const { bring, drill } = await ledger();
  const table = ['Cost centre,Cost centre name,Line', '10100,Agency north,AGENCY', '10200,Agency south,AGENCY'];
  expect((await bring('centres.csv', table)).code).toBe(0);
  const run = await bring('gl.csv', [
    'Year,Period,Cost centre,Document no,Amount',
    '2023/24,1,10100,D1,100.10',
    '2023/24,1,10200,D2,200',
    '2023/24,1,HOMES,D3,5',
    '2023/24,1,99999,D4,55.50',
  ]);
  expect(run.code).toBe(1);
  expect(run.out).toContain('£55.50 is posted to what is no budget line: 99999 £55.50');
  expect(run.out).toContain('£360.60 in the file, £305.10 taken, £55.50 not taken');
  const { totals, postings } = await drill('AGENCY');
  expect(totals).toMatchObject([{ pence: 30_010, postings: 2 }]);
  expect(postings.map((one) => one.costCentre)).toEqual(['10100', '10200']);
  expect((await drill('HOMES')).totals).toMatchObject([{ pence: 500 }]);
});

test('a line beside a cost centre is the line', async () => {
  const { bring, drill } = await ledger();
  await bring('centres.csv', ['Cost centre,Line', '10100,AGENCY']);
  const run = await bring('gl.csv', ['Year,Period,Line,Cost centre,Amount', '2023/24,1,HOMES,10100,7']);
  expect(run.code).toBe(0);
  expect((await drill('HOMES')).totals).toMatchObject([{ pence: 700 }]);
});

test('a line that the ledger holds nothing of is refused', async () => {
  const { copy } = await ledger();
  expect((await outturn('postings', '--workspace', copy, '--line', 'NONE')).code).toBe(2);
});
