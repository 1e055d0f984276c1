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
  const count = sample.placements.filter((row) => row.start <= on && (row.end === null || row.end > on)).length;
  const said = (more: Record<string, unknown>) => ({
    ...{ source: 'MTFP', madeOn: '2023-03-31', dueOn: on, groupCode: '*', forecast: 1200, low: null, high: null },
    ...more,
  });
  const snapshot = {
    ...sample,
    publishedChildren: rows('publishedChildren', [
      said({ low: 1, high: 2 }),
      said({ groupCode: 'NONE' }),
      said({ dueOn: '2030-03-31' }),
    ]),
  };
  const figure = { mean: count + 7, low: null, high: null };
  const run = (dataDate: string, levers = 0): KeptVintage => ({
    ...{ id: 1, at: dataDate, engineVersion: '1', seed: 1, method: 'chain', dataDate, levers },
    months: [{ on, total: figure, groups: {} }],
  });
  const { scores, waiting, unknown } = publishedChildrenRecord(snapshot, [
    run('2023-02-28'),
    run('2023-03-31', 1),
    run('2023-06-30'),
  ]);
  expect(scores).toHaveLength(1);
  expect(scores[0]).toMatchObject({ horizon: 6, inRange: false, ours: { dataDate: '2023-02-28', error: 7 } });
  expect(scores[0]!.forecast - scores[0]!.error).toBe(scores[0]!.actual);
  expect([waiting, unknown]).toEqual([1, ['MTFP: group NONE']]);
});
