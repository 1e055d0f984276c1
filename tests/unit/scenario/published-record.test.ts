import { expect, test } from 'vitest';
import { publishedChildrenRecord } from '../../../shared/demand/backtest/published-children.ts';
import type { KeptVintage } from '../../../shared/demand/backtest/vintages.ts';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { publishedOutturnRecord } from '../../../shared/scenario/published-record.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { rows } from './small-council.ts';

const sample = sampleSnapshot();
const year = '2022/23';
const ledger = (line?: string) =>
  sample.actuals
    .filter((row) => row.year === year && (line === undefined || row.lineCode === line))
    .reduce((total, row) => total + row.expenditurePence + row.incomePence, 0);

test('an outturn published elsewhere is scored when its year closes, beside what we had issued by then', () => {
  const document = forecast(sample, { ...newScenario('Base', year, 6) });
  const issued = {
    ...{ id: 1, year, period: 6, at: '2022-10-09T09:00:00.000Z', who: 'x', scenario: 'Base', engineVersion: '1' },
    ...{ inputSha256: '', document, why: null, openChecks: [], reopenedAt: null, reopenedWho: null, reopenedWhy: null },
  } satisfies IssuedPeriod;
  const said = (lineCode: string, forecastPence: number, more = {}) => ({
    ...{ source: 'Cabinet', madeOn: '2022-11-01', year, lineCode, forecastPence, lowPence: null, highPence: null },
    ...more,
  });
  const snapshot = {
    ...sample,
    publishedOutturns: rows('publishedOutturns', [
      said('*', 150_066_000_00, { lowPence: ledger() - 1, highPence: ledger() }),
      said('PLACE', ledger('PLACE') + 1_000_00, { madeOn: '2022-09-01' }),
      said('NO-SUCH', 1),
      said('*', 1, { year: '2023/24' }),
    ]),
  };
  const { scores, waiting, unknown } = publishedOutturnRecord(snapshot, [issued]);
  expect(scores[0]).toMatchObject({ line: null, actual: ledger(), error: 150_066_000_00 - ledger(), inRange: true });
  expect(scores[0]?.ours).toEqual({
    period: 6,
    forecast: document.total.outturn,
    error: document.total.outturn - ledger(),
  });
  // Before our issue there was none of ours to set beside it.
  expect(scores[1]).toMatchObject({ line: 'PLACE', error: 1_000_00, inRange: null, ours: null });
  expect([scores.length, waiting]).toEqual([2, 1]);
  expect(unknown).toEqual(['Cabinet: line NO-SUCH of 2022/23']);
});

test('children published elsewhere are scored when the data reach the day, beside the forecast kept by then', () => {
  const on = '2023-09-30';
  const said = (more: Record<string, unknown>) => ({
    ...{ vintage: 'MTFP', method: 'naive', madeFrom: '2023-03-31', figure: 'all', on, uasc: 'all', value: 1200 },
    ...{ low: null, high: null, actual: null, source: 'Cabinet' },
    ...more,
  });
  const snapshot = {
    ...sample,
    publishedForecasts: rows('publishedForecasts', [
      said({ low: 1, high: 2 }),
      said({ figure: 'care leavers', actual: 90, value: 100 }),
      said({ on: '2030-03-31' }),
    ] as never),
  };
  const run = (dataDate: string, levers = 0): KeptVintage => ({
    ...{ id: 1, at: dataDate, engineVersion: '1', seed: 1, method: 'chain', dataDate, levers },
    months: [{ on, total: { mean: 1000, low: null, high: null }, groups: {} }],
  });
  const { scores, waiting } = publishedChildrenRecord(snapshot, [
    run('2023-02-28'),
    run('2023-03-31', 1),
    run('2023-06-30'),
  ]);
  expect(scores).toHaveLength(2);
  const [all, leavers] = scores;
  // Those whose stay holds the end of the day, counted here by hand; short breaks are no stock.
  const there = sample.placements.filter(
    (row) => row.start <= on && (row.end === null || row.end > on) && row.shortBreak === 0,
  );
  const count = new Set(there.map((row) => row.childKey)).size;
  expect(Math.abs(all!.actual - count)).toBeLessThanOrEqual(count * 0.02);
  expect(all).toMatchObject({ horizon: 6, inRange: false, group: null, error: 1200 - all!.actual });
  expect(all?.ours).toMatchObject({ dataDate: '2023-02-28', forecast: 1000, error: 1000 - all!.actual });
  expect(leavers).toMatchObject({ group: 'care leavers', error: 10, ours: null });
  expect(waiting).toBe(1);
});
