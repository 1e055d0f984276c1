/**
 * The small files of tests/fixtures/files, rebuilt from public reports of faults in other programs: what each should
 * give stands beside it in `*.expect.md`. A file may also be refused in words; it may never be read wrongly with exit 0.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { parseCell } from '../../../renderer/components/grid/cell-text.ts';
import { registers } from '../../../shared/model/registers.ts';
import { service } from './helpers.ts';

const folder = join(import.meta.dirname, '../../fixtures/files');
const at = (name: string) => [{ name, path: join(folder, name) }];

async function importing(...names: string[]) {
  const { store, imports } = await service();
  let last = { preview: await imports.preview(at(names[0] ?? '')), rejected: 0 };
  for (const [index, name] of names.entries()) {
    const preview = index === 0 ? last.preview : await imports.preview(at(name));
    const { rejected } = imports.commit(preview.token);
    last = { preview, rejected };
  }
  const messages = last.preview.files.flatMap((file) => [
    ...file.problems.map((problem) => problem.message),
    ...file.ignored,
    ...(file.failure ? [file.failure.message] : []),
  ]);
  return { ...last, data: readSnapshot(store), said: messages.join('\n') };
}

describe('files that councils have', () => {
  test('an amount may end in a minus or CR, be the zero of the accounting format, be guarded, or use narrow spaces', async () => {
    const { data, rejected } = await importing('money-forms.csv');
    expect(rejected).toBe(0);
    expect(data.budgetLines.map((line) => [line.code, line.incomeBudgetPence])).toEqual([
      ['A', -2_000_000],
      ['B', -2_000_000],
      ['C', 0],
      ['D', 0],
      ['E', -2_000_000],
      ['F', -2_000_000],
    ]);
  });

  test('a column with a date that can only be month first is questioned in every row', async () => {
    const { data, rejected, said } = await importing('groups.csv', 'month-first.csv');
    expect(data.placements).toEqual([]);
    expect(rejected).toBe(4);
    expect(said).toMatch(/month first/);
  });

  test.each(['1234,50', '1.234,56', '12,34', '1 2'])('“%s” pasted into a money column is refused', (text) => {
    expect(readFileSync(join(folder, 'paste-commas.txt'), 'utf8').split(/\r?\n/)).toContain(text);
    expect(parseCell(registers.budgetLines.columns.grossBudgetPence, text)).toMatchObject({ ok: false });
  });

  test('a cell’s phonetic guide is not part of it', async () => {
    const { data } = await importing('phonetic.xlsx');
    expect(data.budgetLines.map((line) => line.name)).toEqual(['Placements']);
  });

  test('a code keeps the leading zeros its number format shows', async () => {
    const { data } = await importing('code-format.xlsx');
    expect(data.budgetLines.map((line) => line.code)).toEqual(['00123']);
  });

  test('a workbook whose elements carry a prefix is read', async () => {
    const { data } = await importing('prefixed.xlsx');
    expect(data.budgetLines).toMatchObject([{ code: 'PLACE', name: 'Placements', grossBudgetPence: 987_650_000 }]);
  });

  test('a quotation mark inside a text stands as it is', async () => {
    const { data } = await importing('quote-inside.csv');
    expect(data.budgetLines.map((line) => line.name)).toEqual(['Placements "spot"']);
  });

  test('care leavers of a return are counted in the series of its year end', async () => {
    const { data } = await importing('return-oc3.zip');
    expect(data.demandSeries).toMatchObject([{ measure: 'care-leavers', value: 2 }]);
    expect(['2022-03-01', '2023-03-01']).toContain(data.demandSeries[0]?.month);
  });

  test('a date of a return may carry midnight', async () => {
    const { data, rejected } = await importing('return-time-of-day.zip');
    expect(rejected).toBe(0);
    expect(data.placements).toMatchObject([{ start: '2022-06-01', end: '2022-09-01', birthMonth: '2010-05-01' }]);
  });

  test('alike postings are asked about, never counted once', async () => {
    const { data, rejected, said } = await importing('lines.csv', 'same-postings.csv');
    const stored = data.actuals.reduce((sum, row) => sum + row.expenditurePence, 0);
    expect(stored === 1_400_000 || (stored === 0 && rejected === 4)).toBe(true);
    expect(said).toMatch(/posting|add/i);
  });

  test('a row short of trailing blanks is a row', async () => {
    const { data } = await importing('short-rows.csv');
    expect(data.budgetLines.map((line) => [line.code, line.block])).toEqual([
      ['PLACE', 2],
      ['STAFF', null],
    ]);
  });

  test('dates of a strict workbook are read', async () => {
    const { data } = await importing('groups.csv', 'strict-dates.xlsx');
    expect(data.placements).toMatchObject([{ reference: 'P1', start: '2023-04-25', birthMonth: '2010-05-01' }]);
  });

  test('a total row is left out and said', async () => {
    const { data, said } = await importing('total-row.csv');
    expect(data.budgetLines.reduce((sum, line) => sum + line.grossBudgetPence, 0)).toBe(1_399_950_000);
    expect(said).toMatch(/total/i);
  });

  test('a unit of money above the table holds for its columns', async () => {
    const { data, said } = await importing('unit-above.csv');
    expect(data.budgetLines.map((line) => [line.grossBudgetPence, line.incomeBudgetPence])).toEqual([
      [9_876_500_000, 0],
      [4_123_000_000, -35_000_000],
    ]);
    expect(said).toMatch(/thousands/);
  });
});
