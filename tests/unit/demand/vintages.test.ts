import { describe, expect, test } from 'vitest';
import { keptForecasts } from '../../../shared/demand/backtest/kept-forecasts.ts';
import { driftOf, scoreVintages, type Vintage, vintageOf } from '../../../shared/demand/backtest/vintages.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { summarise } from '../../../shared/demand/simulation/summarise.ts';
import { seenOn, simulatedHistory, trueCouncil } from '../../support/simulated-history.ts';

const history = simulatedHistory(trueCouncil(120), 5, '2023-03-31', 5, 12);
const on = (date: string) => seenOn(history, date);
const made = on('2023-03-31');
const input = { snapshot: made, levers: [], months: 12, method: 'chain' as const, reference: null, kappaDays: 1095 };
const plan = simulationPlan(input, { seed: 7, drawRates: true });
const projection = projectDemand(input);
const vintage = vintageOf(projection, summarise(plan, simulatePaths(plan, 0, 400)), 0);
/** A run that says so many children at each of the next twelve month ends, within ten. */
const says = (mean: number, levers = 0): Vintage => ({
  ...vintage,
  levers,
  months: vintage.months.map((month) => ({ ...month, total: { mean, low: mean - 10, high: mean + 10 }, groups: {} })),
});

describe('kept forecasts', () => {
  test('hold what the run said, month by month, with its own interval only', () => {
    expect(vintage).toMatchObject({ method: 'chain', dataDate: '2023-03-31', levers: 0 });
    expect(vintage.months).toHaveLength(12);
    expect(vintage.months[0]).toMatchObject({ on: '2023-04-30', total: { mean: projection.months[0]!.total.stock } });
    for (const { total } of vintage.months) expect(total.high! - total.low!).toBeGreaterThan(0);
    const trend = vintageOf({ ...projection, method: 'linear' }, summarise(plan, simulatePaths(plan, 0, 100)), 0);
    expect(trend.months.every(({ total }) => total.low === null)).toBe(true);
    const short = vintageOf(projectDemand({ ...input, until: '2023-06-10' }), null, 0);
    expect(short.months.map(({ on: day }) => day)).toEqual(['2023-04-30', '2023-05-31']);
  });

  test('are scored by what has happened since, and by nothing else', () => {
    expect(scoreVintages([vintage], made)).toEqual([]);
    const later = on('2023-06-30');
    const scores = scoreVintages([vintage], later);
    expect([...new Set(scores.map(({ horizon }) => horizon))]).toEqual([1, 2, 3]);
    const total = scores.find(({ horizon, group }) => horizon === 3 && group === null)!;
    const actual = later.placements.filter((row) => row.end === null || row.end > '2023-06-30').length;
    expect(total).toMatchObject({ forecasts: 1, bias: vintage.months[2]!.total.mean - actual });
    expect(total.meanAbsoluteError).toBeCloseTo(Math.abs(total.bias), 9);
    expect([0, 1]).toContain(total.coverage);
    expect(scores.filter(({ horizon }) => horizon === 1)).toHaveLength(4);
    const two = scoreVintages([says(actual - 4), says(actual + 6)], later).find(({ horizon }) => horizon === 3)!;
    expect(two).toMatchObject({ forecasts: 2, meanAbsoluteError: 5, bias: 1, coverage: 1 });
  });

  test('counts alone score totals', () => {
    const counts = { ...on('2023-04-30'), placements: [] };
    counts.demandSeries = [
      { id: 1, measure: 'stock', month: '2023-04-01', groupCode: '*', band: '*', uasc: 'all', source: 'x', value: 130 },
    ];
    expect(scoreVintages([says(100)], counts)).toMatchObject([{ horizon: 1, group: null, bias: -30, coverage: 0 }]);
  });

  test('remind at three months, press at six, and raise the alarm when an actual leaves the interval', () => {
    expect(driftOf([], made)).toMatchObject({ state: 'none', latest: null });
    expect(driftOf([vintage], made)).toMatchObject({ state: 'fresh', months: 0, latest: null });
    const states = (['2023-05-31', '2023-07-31', '2023-09-30'] as const).map((date) => {
      const now = on(date);
      const children = now.placements.filter((row) => row.end === null || row.end > date).length;
      const drift = driftOf([says(children)], now);
      expect(drift.latest).toMatchObject({ on: date, actual: children });
      return [drift.state, drift.months];
    });
    expect(states).toEqual([
      ['fresh', 2],
      ['due', 4],
      ['overdue', 6],
    ]);
    const alarm = driftOf([says(500)], on('2023-05-31'));
    expect(alarm.state).toBe('drifted');
    expect(alarm.message).toMatch(
      /children on 31 May 2023 lie outside the 490 to 510 forecast from data to 31 Mar 2023/,
    );
    // The newest base run counts; one under levers is a what-if, not a forecast to be held to.
    expect(driftOf([vintage, says(500, 2)], on('2023-05-31')).state).not.toBe('drifted');
  });
});

test('of the kept runs the last base forecast of each method and data date is judged; what-ifs are counted', () => {
  const later = on('2023-06-30');
  const kept = [says(10), says(20), says(30, 2), { ...says(40), method: 'linear' }].map((run, at) => ({
    ...run,
    ...{ id: at + 1, at: `2023-04-0${at + 1}T09:00:00.000Z`, engineVersion: '1', seed: 7 },
  }));
  const made = keptForecasts(kept, later);
  expect(made.vintages.map(({ id }) => id)).toEqual([2, 4]);
  expect(made).toMatchObject({ kept: 4, underLevers: 1, drift: { state: 'drifted' } });
  expect(Object.keys(made.actuals)).toEqual(['2023-04-30', '2023-05-31', '2023-06-30']);
  expect(made.actuals['2023-06-30']).toBe(
    later.placements.filter((row) => row.end === null || row.end > '2023-06-30').length,
  );
  const chain = made.scores.filter(({ method, group }) => method === 'chain' && group === null);
  expect(chain.map(({ forecasts }) => forecasts)).toEqual([1, 1, 1]);
  expect(chain[2]!.bias).toBe(20 - made.actuals['2023-06-30']!);
  expect(keptForecasts([], later)).toMatchObject({ vintages: [], scores: [], drift: { state: 'none' } });
});
