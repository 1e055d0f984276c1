import { expect, test } from 'vitest';
import { backtest } from '../../../shared/demand/backtest/backtest.ts';
import { ageCareLeavers } from '../../../shared/demand/care-leavers.ts';
import { monthEnds } from '../../../shared/demand/history/month-ends.ts';
import { rateTable } from '../../../shared/demand/history/rate-table.ts';
import { uascPosition } from '../../../shared/demand/history/uasc.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { pathDeviations } from '../../../shared/demand/simulation/path-costs.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { spreadOf } from '../../../shared/demand/simulation/summarise.ts';
import { syntheticSnapshot } from './synthetic.ts';

/** Small figures worked out here by hand, where the worked cases leave a slip of the formula unseen. */

const snapshot = syntheticSnapshot(80, 12);
const asked = { snapshot, reference: null, kappaDays: 0 };

test('those held at 16 and 17 grow into 18 at the level they are held at, not at the latest count', () => {
  const made = ageCareLeavers({ 16: 100, 18: 40 }, { 16: 90, 18: 50, 19: 30 }, 120);
  expect(made.ratios[18]).toBe(0.5);
  expect(made.next[18]).toBe(60);
  expect(made.next[19]).toBe((30 / 40) * 50);
  expect(made.total).toBe(120 + 60 + 37.5);
});

test('at the threshold, or past it by part of a child, there are no months left', () => {
  expect(uascPosition(100_000, 0.001, 100, [2]).months).toEqual([0]);
  expect(uascPosition(99_500, 0.001, 100, [2])).toEqual({ threshold: 99.5, headroom: -0.5, months: [0] });
  expect(uascPosition(103_000, 0.001, 100, [2, 0, -1]).months).toEqual([1.5, null, null]);
});

test('order statistics of values that all differ lie between their neighbours', () => {
  const spread = spreadOf(Int32Array.from({ length: 11 }, (_, at) => (at * 30 * 7) % 330));
  // 0, 30, … 300: tenths fall on values, the tails a quarter of the way in.
  expect([spread.p10, spread.p50, spread.p90]).toEqual([30, 150, 270]);
  expect([spread.low95, spread.high95]).toEqual([7.5, 292.5]);
});

test('95 % of a rate on one event lies between the quantiles of an exponential', () => {
  const row = rateTable(asked).rows.find(({ events, to }) => events === 1 && to === 'exit')!;
  expect(row.low95).toBeCloseTo(-Math.log(0.975) / row.exposureDays, 12);
  expect(row.high95).toBeCloseTo(-Math.log(0.025) / row.exposureDays, 9);
  expect(row.perDay).toBe(1 / row.exposureDays);
});

test('a path that is the central projection deviates by nothing; a child-day more costs its price', () => {
  const input = { ...asked, levers: [], months: 4, method: 'chain' as const };
  const plan = simulationPlan(input, { seed: 1, drawRates: false });
  const central = projectDemand(input);
  const [months, groups] = [4, plan.groups.length];
  const childDays = Float32Array.from(
    { length: months * groups },
    (_, at) => central.months[Math.floor(at / groups)]!.groups[plan.groups[at % groups]!]!.childDays,
  );
  childDays[2 * groups + 1]! += 10;
  const range = {
    from: 0,
    to: 1,
    months,
    groups,
    childDays,
    stock: new Int32Array(12),
    bands: new Int32Array(20),
    entrants: new Int32Array(4),
    leavers: new Int32Array(4),
  };
  const prices = { FOS: 100, IFA: 250, RES: 900 };
  expect(pathDeviations(plan, range, central, prices, 1, 4)[0]).toBeCloseTo(2500, 0);
  expect(pathDeviations(plan, range, central, prices, 0, 2)[0]).toBeCloseTo(0, 0);
  expect(pathDeviations(plan, range, central, prices, 3, 4)[0]).toBeCloseTo(0, 0);
});

test('a back-test knows nothing of the months it forecasts', () => {
  const made = backtest({ ...asked, kappaDays: 1095 }, 4, 2);
  const modelled = ['FOS', 'IFA', 'RES'].map((code) => monthEnds(snapshot, code, 60));
  const totals = modelled[0]!.map((_, at) => modelled.reduce((sum, series) => sum + series[at]!.value, 0));
  const starts = [totals.length - 6, totals.length - 5, totals.length - 4, totals.length - 3];
  const naive = (ahead: number) => starts.reduce((sum, at) => sum + Math.abs(totals[at]! - totals[at + ahead]!), 0) / 4;
  for (const ahead of [1, 2]) {
    const row = made.rows.find(
      ({ method, group, horizon }) => method === 'naive' && group === null && horizon === ahead,
    );
    expect(row?.meanAbsoluteError).toBeCloseTo(naive(ahead), 12);
  }
});

test('a back-test begins where a whole year of history is held, not a month before or after', () => {
  const counts = monthEnds(snapshot, null, 60);
  expect(backtest(asked, 100, 2).origins[0]?.slice(0, 7)).toBe(counts[11]!.month.slice(0, 7));
});

test('a back-test measures rates on as many months as the projection does, each time to its own month end', () => {
  const reference = { from: '2022-04-01', to: '2024-03-31' };
  const made = backtest({ ...asked, reference }, 3, 2);
  expect(made.origins).toEqual(['2023-11-30', '2023-12-31', '2024-01-31']);
  const errors = ['2021-12-01', '2022-01-01', '2022-02-01'].map((from, at) => {
    const then = { ...snapshot, dataDate: made.origins[at]! };
    const window = { from, to: made.origins[at]! };
    const input = { ...asked, snapshot: then, reference: window, levers: [], months: 2, method: 'chain' as const };
    const { groups } = projectDemand(input).months[1]!;
    const modelled = ['FOS', 'IFA', 'RES'];
    const actual = modelled.reduce((sum, code) => sum + (monthEnds(snapshot, code, 60).at(at - 3)?.value ?? 0), 0);
    return Math.abs(modelled.reduce((sum, code) => sum + groups[code]!.stock, 0) - actual);
  });
  const row = made.rows.find(({ method, group, horizon }) => method === 'chain' && group === null && horizon === 2);
  expect(row?.meanAbsoluteError).toBeCloseTo((errors[0]! + errors[1]! + errors[2]!) / 3, 9);
  const short = backtest({ ...asked, reference: { from: '2020-04-01', to: '2024-03-31' } }, 3, 2);
  expect(short).toMatchObject({ origins: [] });
  expect(short.notes.join()).toContain('and 50 are needed');
});
