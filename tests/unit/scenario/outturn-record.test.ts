import { expect, test } from 'vitest';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturnRecord } from '../../../shared/scenario/outturn-record.ts';
import { adjustmentEntries, registerAndLedger } from '../../../shared/scenario/register-and-ledger.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const sample = sampleSnapshot();
const base = newScenario('Base', '2023/24', 9);

function issue(year: string, period: number, more: Partial<IssuedPeriod['document']> = {}): IssuedPeriod {
  const document = { ...forecast(sample, { ...base, year, period }), ...more };
  return {
    ...{ id: period, year, period, at: '2023-01-05T09:00:00.000Z', who: 'x', scenario: 'Base', engineVersion: '1' },
    ...{ inputSha256: '', document, why: null, openChecks: [], reopenedAt: null, reopenedWho: null, reopenedWhy: null },
  };
}

test('an issued outturn is scored by line when its year closes: the error is forecast less ledger, and foots', () => {
  const ledger = sample.actuals
    .filter((row) => row.year === '2022/23')
    .reduce((total, row) => total + row.expenditurePence + row.incomePence, 0);
  const said = issue('2022/23', 6, { range: { p10: ledger - 5, p50: ledger, p90: ledger + 5 } });
  const missed = issue('2022/23', 9, { range: { p10: ledger + 1, p50: ledger + 2, p90: ledger + 3 } });
  const undone = { ...issue('2022/23', 8), reopenedAt: '2023-02-01T00:00:00.000Z' };
  const record = outturnRecord([said, missed, undone, issue('2023/24', 9)], sample);
  expect(record.issues.map(({ period, inRange }) => [period, inRange])).toEqual([
    [6, true],
    [9, false],
  ]);
  const [first] = record.issues;
  expect(first).toMatchObject({ actual: ledger, error: said.document.total.outturn - ledger });
  expect(first?.lines.reduce((total, line) => total + line.error, 0)).toBe(first?.error);
  expect(record.periods.map(({ period, coverage }) => [period, coverage])).toEqual([
    [6, 1],
    [9, 0],
  ]);
  expect(record.waiting).toEqual([{ year: '2023/24', period: 9 }]);
});

test('the register is set against the ledger month by month; the adjustment carries the last three months on, once', () => {
  const [placements] = registerAndLedger(sample, base);
  expect(placements?.months.map(({ period }) => period)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const month of placements?.months ?? []) {
    expect(month.gap).toBe(month.ledger - month.register - month.entries);
    expect(month.groups.reduce((total, { cost }) => total + cost, 0) + month.fixed).toBe(month.register);
  }
  const last = placements?.months.slice(-3).map(({ gap }) => gap) ?? [];
  expect(placements?.monthly).toBe(Math.round((last[0]! + last[1]! + last[2]!) / 3));
  // The entries of the year ahead, £1.080m a month, and the placements of P9 as they stand.
  expect(placements?.months[8]?.entries).toBe(108_000_000);
  expect(forecast(sample, base).notes).toContainEqual(expect.objectContaining({ code: 'register-and-ledger' }));
  const entries = adjustmentEntries(placements!, base, 9, 'The gap goes on');
  expect(entries.map(({ period, note }) => [period, note])).toEqual([10, 11, 12].map((at) => [at, 'The gap goes on']));
  const data = {
    ...sample,
    forecastEntries: [...sample.forecastEntries, ...entries.map((row, at) => ({ ...row, id: 90_000 + at }))],
  };
  const after = registerAndLedger(data, base)[0]!;
  expect(after.accepted).toBe(true);
  expect(after.monthly).toBe(placements?.monthly);
  expect(adjustmentEntries(after, base, 9, 'again')).toEqual([]);
  expect(forecast(data, base).total.outturn - forecast(sample, base).total.outturn).toBe(placements?.suggested);
  expect(forecast(data, base).notes.map(({ code }) => code)).not.toContain('register-and-ledger');
});
