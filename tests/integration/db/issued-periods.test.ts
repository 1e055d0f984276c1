import { describe, expect, test } from 'vitest';
import { undo } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { issuePeriod, listIssuedPeriods, reopenPeriod } from '../../../db/issued-periods.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { issueOpen } from '../../../electron/services/handlers/monitoring-handlers.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { csv, lines, service } from '../import/helpers.ts';

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

  test('refuses edits, imports and undo of its actuals and entries; later months stay open', async () => {
    const { store, imports } = await monitored();
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
    const later = await imports.preview([csv('late.csv', header, actual(6, 1001), actual(7, 900))]);
    expect(code(() => imports.commit(later.token))).toBe('period-issued');
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
