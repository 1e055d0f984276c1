import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { PreviewOptions } from '../../../electron/services/import/import-service.ts';
import { service } from './helpers.ts';

const file = (name: string, ...lines: string[]) => ({ name, bytes: Buffer.from(`${lines.join('\n')}\n`) });
const budget = file(
  'budget.csv',
  'Year,Line,Line name,Service,Gross budget,Income budget,Forecast method,Funding,Recurring',
  '2023/24,A,Homes,other,1200,0,run-rate,shared,1',
  '2023/24,B,Fees,other,600,0,run-rate,shared,1',
);

async function importing(files: ReturnType<typeof file>[], options: PreviewOptions = {}) {
  const { store, imports } = await service();
  imports.commit((await imports.preview([budget])).token);
  const preview = await imports.preview(files, options);
  const result = imports.commit(preview.token);
  const actuals = readSnapshot(store).actuals;
  const total = actuals.reduce((sum, row) => sum + row.expenditurePence, 0);
  return { store, imports, preview, result, actuals, total };
}

const months = 'Apr-23,May-23,Jun-23,Jul-23';

describe('shapes of tables', () => {
  test('months across become rows; totals within, below and beside them are left out; the copy has the pounds', async () => {
    const { actuals, total, preview, result, imports } = await importing([
      file(
        'Ledger 2023-24.csv',
        'Spend by month',
        `Line,Line name,${months},Total`,
        'A,Homes,100.10,200,300,,600.10',
        'B,Fees,50,0,"(25.05)",10,34.95',
        'Total,,150.10,200,274.95,10,635.05',
      ),
    ]);
    expect(total).toBe(63_505);
    expect(actuals).toHaveLength(7);
    expect(actuals.find((row) => row.lineCode === 'B' && row.period === 3)).toMatchObject({
      year: '2023/24',
      expenditurePence: -2505,
      incomePence: 0,
      source: 'Ledger',
    });
    expect(preview.files[0]?.problems.map(({ code }) => code)).toContain('total-row');
    expect(result.rejected).toBe(0);
    const [kept] = imports.reconciliation(result.importId ?? 0);
    expect(kept?.amounts).toMatchObject([{ column: 'Expenditure', file: 63_505, taken: 63_505, copy: 63_505 }]);
  });

  test('periods without a year take it from the title, and are asked for where nothing says it', async () => {
    const rows = ['Line,P1,P2,P3', 'A,1,2,3'];
    expect((await importing([file('x.csv', 'Actuals 2023/24', ...rows)])).total).toBe(600);
    const { total, preview } = await importing([file('x.csv', ...rows)]);
    expect(total).toBe(0);
    expect(preview.files[0]).toMatchObject({ added: 0, rejected: 1 });
  });

  test('a row whose own total is not the sum of its months is set aside, and its pounds are told', async () => {
    const { total, result, preview } = await importing([
      file('x.csv', `Line,${months},Total`, 'A,100,100,100,100,400', 'B,10,10,10,10,4000'),
    ]);
    expect(total).toBe(40_000);
    expect(result.rejected).toBe(1);
    expect(preview.files[0]?.reconciliation?.amounts).toMatchObject([{ file: 44_000, taken: 40_000, setAside: 4_000 }]);
  });

  test('two rows of headers are read together; of budget and actual only the actuals are taken', async () => {
    const { total } = await importing([
      file(
        'x.csv',
        ',Apr-23,,May-23,,Jun-23,',
        'Line,Budget,Actual,Budget,Actual,Budget,Actual',
        'A,100,90,100,80,100,70',
        'B,50,5,50,6,50,7',
      ),
    ]);
    expect(total).toBe(25_800);
  });

  test('stacked headers without months', async () => {
    const { store, imports } = await service();
    const stacked = file(
      'b.csv',
      ',,Line,,Gross,Income,Forecast,,',
      'Year,Line,name,Service,budget,budget,method,Funding,Recurring',
      '2023/24,A,Homes,other,1200,0,run-rate,shared,1',
      '2023/24,B,Fees,other,600,0,run-rate,shared,1',
    );
    imports.commit((await imports.preview([stacked])).token);
    expect(readSnapshot(store).budgetLines.map((line) => line.grossBudgetPence)).toEqual([120_000, 60_000]);
  });

  test('several tables under one another are each read, with the numbers of their own rows', async () => {
    const { store, imports } = await service();
    const both = file(
      'all.csv',
      'Funders of the trust',
      'Funder,Funder name,Note',
      'F1,North,x',
      'F2,South,x',
      '',
      'Groups',
      'Group,Group name,Care type,Modelled,Order',
      'IFA,Agency,fostering,1,1',
      'RES,Homes,nonsense,1,2',
    );
    const preview = await imports.preview([both]);
    expect(preview.files.map(({ register, added, rejected }) => [register, added, rejected])).toEqual([
      ['funders', 2, 0],
      ['placementGroups', 1, 1],
    ]);
    expect(preview.files[1]?.problems[0]?.row).toBe(9);
    imports.commit(preview.token);
    expect(readSnapshot(store).placementGroups).toHaveLength(1);
    expect(readSnapshot(store).funders).toHaveLength(2);
  });
});

test('cost centres stand for lines by a mapping; what is not mapped is listed in pounds', async () => {
  const ledger = file(
    'gl.csv',
    'Financial year,Period,Cost centre,Amount',
    '2023/24,1,4001,100.50',
    '2023/24,1,4002,50',
    '2023/24,2,4009,999.99',
    '2023/24,2,4010,-10',
  );
  const tables = [
    {
      register: 'actuals' as const,
      columns: {
        'Financial year': 'year',
        'Cost centre': { column: 'lineCode', values: { '4001': 'A', '4002': 'A' } },
      },
    },
  ];
  const { total, result, preview } = await importing([ledger], { tables });
  expect(total).toBe(15_050);
  expect(result.rejected).toBe(2);
  expect(preview.files[0]?.problems.find(({ code }) => code === 'unmapped')?.message).toContain(
    '£989.99 is posted to what is no budget line: 4009 £999.99, 4010 -£10.00',
  );
  expect(preview.files[0]?.reconciliation?.amounts).toMatchObject([{ file: 114_049, taken: 15_050, setAside: 98_999 }]);
});

describe('a council of many', () => {
  const rows = ['LA,Year,Period,Line,Expenditure', '206,2023/24,1,A,100', '301,2023/24,1,A,50', '206,2023/24,2,A,7'];

  test('an extract of several authorities is refused, and read of one when it is asked for', async () => {
    const refused = await importing([file('all.csv', ...rows)]);
    expect(refused.preview.files[0]?.failure).toMatchObject({
      code: 'several-authorities',
      message: expect.stringContaining('206 (2 rows), 301 (1 row)'),
    });
    expect(refused.total).toBe(0);
    const { total, imports, preview } = await importing([file('all.csv', ...rows)], { authority: '206' });
    expect(total).toBe(10_700);
    expect(preview.files[0]?.ignored.join()).toContain('1 row of another authority');
    // The same copy never takes another council afterwards.
    const [later] = (await imports.preview([file('b.csv', rows[0] ?? '', rows[2] ?? '')])).files;
    expect(later?.failure?.code).toBe('several-authorities');
    const [none] = (await imports.preview([file('all.csv', ...rows)], { authority: '999' })).files;
    expect(none?.failure?.message).toContain('no row of 999');
  });

  test('a row that names no authority beside others that do is set aside', async () => {
    const { total, result, preview } = await importing([file('a.csv', ...rows.slice(0, 2), ',2023/24,3,A,5')]);
    expect(total).toBe(10_000);
    expect(preview.files[0]?.reconciliation?.amounts).toMatchObject([{ file: 10_500, taken: 10_000, setAside: 500 }]);
    expect(result.rejected).toBe(1);
  });
});
