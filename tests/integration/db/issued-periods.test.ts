import { describe, expect, test } from 'vitest';
import { undo } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { issuePeriod, listIssuedPeriods, reopenPeriod } from '../../../db/issued-periods.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { issueOpen } from '../../../electron/services/documents/issue-open.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { csv, lineHeaders, service } from '../import/helpers.ts';

// One line, so that no other lacks its months.
const lines = csv('lines.csv', lineHeaders, '2023/24,STF,Staffing,staffing,90m,"(1,234.50)",profile,shared,yes,2');
const header = 'Year,Period,Line,Expenditure,Income,Source';
const actual = (period: number, pounds: number) => `2023/24,${period},STF,${pounds},0,ledger`;
const sixMonths = Array.from({ length: 6 }, (_, at) => actual(at + 1, 1000));
const issue = (store: Store, period: number) =>
  issueOpen(store, readSnapshot(store), newScenario('Base', '2023/24', period));

async function monitored() {
  const { store, imports } = await service();
  imports.commit((await imports.preview([lines, csv('actuals.csv', header, ...sixMonths)])).token);
  return { store, imports };
}
const code = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

describe('an issued period', () => {
  test('keeps its forecast to the penny, whatever comes later', async () => {
    const { store, imports } = await monitored();
    const made = issue(store, 6);
    imports.commit((await imports.preview([csv('p7.csv', header, actual(7, 5000))])).token);
    const [kept] = listIssuedPeriods(store);
    expect(kept).toEqual(made);
    expect(kept?.document.total.actualToPeriod).toBe(600_000);
    expect(kept?.inputSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(issue(store, 7).document.total.actualToPeriod).toBe(1_100_000);
  });

  test('refuses edits and undo of its actuals and entries; later months stay open', async () => {
    const { store } = await monitored();
    applyEdits(store, [{ op: 'update', register: 'actuals', id: 1, values: { expenditurePence: 7 } }], null);
    issue(store, 6);
    const before = readSnapshot(store);
    expect(
      code(() =>
        applyEdits(store, [{ op: 'update', register: 'actuals', id: 1, values: { expenditurePence: 8 } }], null),
      ),
    ).toBe('period-issued');
    expect(code(() => applyEdits(store, [{ op: 'delete', register: 'actuals', id: 6 }], null))).toBe('period-issued');
    expect(code(() => undo(store))).toBe('period-issued');
    const entry = {
      year: '2023/24',
      reference: 'A1',
      lineCode: 'STF',
      kind: 'accrual',
      expenditurePence: 100,
      incomePence: 0,
    };
    const insert = (period: number) =>
      applyEdits(store, [{ op: 'insert', register: 'forecastEntries', values: { ...entry, period } }], null);
    expect(code(() => insert(6))).toBe('period-issued');
    expect(readSnapshot(store)).toEqual(before);
    expect(code(() => insert(7))).toBeNull();
  });

  test('sets aside the rows of an import that touch it, with the reason; the rest goes in and nothing is gone', async () => {
    const { store, imports } = await monitored();
    const early = await imports.preview([csv('early.csv', header, actual(5, 1001))]);
    issue(store, 6);
    // Previewed before the issue, taken in after it: what is frozen now is what counts.
    expect(imports.commit(early.token)).toMatchObject({ changed: 0, rejected: 1 });
    const file = csv('late.csv', header, actual(1, 1000), actual(6, 1001), actual(7, 900), actual(8, 901));
    const preview = await imports.preview([file]);
    expect(preview.files[0]).toMatchObject({ added: 2, changed: 0, unchanged: 1, rejected: 1, gone: 0 });
    const result = imports.commit(preview.token, { gone: 'remove' });
    expect(result).toMatchObject({ added: 2, changed: 0, rejected: 1 });
    expect(imports.problems(result.importId ?? 0)).toMatchObject([
      {
        row: 3,
        code: 'period-issued',
        message:
          'Row 3: P6 2023/24 has been issued, so actuals of P6 2023/24 are frozen. The row was set aside and the rest goes in. Reopen the period with a reason to take it, or put the change into a later period.',
      },
    ]);
    expect(imports.problemsCsv(result.importId ?? 0)).toContain('1001');
    const actuals = readSnapshot(store).actuals.map((row) => [row.period, row.expenditurePence]);
    expect(actuals).toHaveLength(8);
    expect(actuals[5]).toEqual([6, 100_000]);
    expect(actuals.slice(6)).toEqual([
      [7, 90_000],
      [8, 90_100],
    ]);
    reopenPeriod(store, '2023/24', 6, 'late invoice');
    const again = await imports.preview([file]);
    expect(imports.commit(again.token)).toMatchObject({ added: 0, changed: 1, rejected: 0 });
    expect(readSnapshot(store).actuals[5]?.expenditurePence).toBe(100_100);
  });

  test('with checks open that block, is refused in plain words unless a reason is given, which stays on record', async () => {
    const { store, imports } = await monitored();
    const risks = 'Risk,Risk name,Initial P,Initial I,Current P,Current I,Current score';
    imports.commit((await imports.preview([csv('risks.csv', risks, 'R1,Prices,1,1,1,1,2')])).token);
    const open = () => issueOpen(store, readSnapshot(store), newScenario('Base', '2023/24', 6));
    expect(open).toThrow(
      /^P6 2023\/24 was not issued: a check that blocks is open\. The current score of risk R1 is 2, .*give the reason/,
    );
    expect(listIssuedPeriods(store)).toEqual([]);
    const made = issueOpen(store, readSnapshot(store), newScenario('Base', '2023/24', 6), 'Not a finance matter');
    expect(made).toMatchObject({ why: 'Not a finance matter', openChecks: [expect.stringContaining('risk R1')] });
    expect(() => store.prepare(`update "issued_periods" set "why" = ''`).run()).toThrow('cannot be altered');
  });

  test('opens again only for a reason, in order, and stays on record', async () => {
    const { store } = await monitored();
    issue(store, 5);
    issue(store, 6);
    expect(code(() => reopenPeriod(store, '2023/24', 6, '  '))).toBe('invalid-input');
    expect(code(() => reopenPeriod(store, '2023/24', 5, 'late invoice'))).toBe('period-issued');
    expect(code(() => reopenPeriod(store, '2023/24', 4, 'late invoice'))).toBe('invalid-input');
    expect(reopenPeriod(store, '2023/24', 6, 'late invoice').reopenedWhy).toBe('late invoice');
    const change = (id: number) => () =>
      applyEdits(store, [{ op: 'update', register: 'actuals', id, values: { expenditurePence: 1 } }], null);
    expect(code(change(6))).toBeNull();
    expect(code(change(5))).toBe('period-issued');
    const again = issue(store, 6);
    expect(listIssuedPeriods(store).map((row) => [row.period, row.reopenedWhy])).toEqual([
      [5, null],
      [6, 'late invoice'],
      [6, null],
    ]);
    expect(code(() => issue(store, 6))).toBe('period-issued');
    expect(code(() => issuePeriod(store, { ...again, document: { ...again.document, period: 4 } }))).toBe(
      'period-issued',
    );
  });

  test('cannot be altered or removed behind the application', async () => {
    const { store } = await monitored();
    issue(store, 6);
    expect(() => store.prepare('delete from "issued_periods"').run()).toThrow('cannot be removed');
    expect(() => store.prepare(`update "issued_periods" set "document" = '{}'`).run()).toThrow('cannot be altered');
  });
});
