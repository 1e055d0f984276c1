import { describe, expect, test } from 'vitest';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { flowHistory } from '../../../shared/demand/movement/flow-history.ts';
import { filterLevel } from '../../../shared/demand/movement/level-filter.ts';
import { movementFromHistory } from '../../../shared/demand/movement/movement.ts';
import { prepare } from '../../../shared/demand/prepare.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { features } from '../../support/simulator/features.ts';
import { origin, seenAtOrigin, simulateHistory } from '../../support/simulator/history.ts';

const together = features.find(({ name }) => name === 'all together')!;
const snapshot = seenAtOrigin(simulateHistory(together, 77));
const input = (part: Partial<DemandInput> = {}): DemandInput => ({
  ...{ snapshot, levers: [], months: 24, method: 'chain', reference: null, kappaDays: 1095 },
  ...part,
});
const still = { dispersion: 1, entryWalk: 0, exitWalk: 0 };
const lever = (kind: Lever['kind'], value: number, part: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, kind, '2023-08-10'),
  value,
  ...part,
});
const levers = [
  lever('exits-percent', 20, { rampMonths: 4 }),
  lever('entrants-percent', -15),
  lever('moves', 1, { groups: ['RES'], toGroup: 'FOS' }),
  lever('exits-number', 12),
];

test('with nothing moving the projection and its paths are those of constant rates, to the last bit', () => {
  for (const part of [{}, { levers }, { method: 'duration' as const }]) {
    const { months, opening, notes } = projectDemand(input(part));
    const moved = projectDemand(input({ ...part, movement: still }));
    expect([moved.months, moved.opening, moved.notes]).toEqual([months, opening, notes]);
    const run = (movement?: typeof still) =>
      simulatePaths(
        simulationPlan(input({ ...part, ...(movement ? { movement } : {}) }), { seed: 7, drawRates: true }),
        0,
        60,
      );
    expect(run(still)).toEqual(run());
  }
});

describe.each([
  ['no lever', {}],
  ['levers', { levers }],
  ['leaving by time in care', { method: 'duration' as const }],
  ['a rate a person has set', { edits: [{ band: '10-15' as const, group: 'RES', to: null, perDay: 0.002 }] }],
])('where arrivals and exits move, %s', (_, part) => {
  const asked = input({ ...part, movement: movementFromHistory });
  const plan = simulationPlan(asked, { seed: 11, drawRates: true });
  const paths = 4000;
  const range = simulatePaths(plan, 0, paths);

  test('the mean of the paths is that of the chain within three standard errors, in total and by group', () => {
    const { months } = projectDemand(asked);
    const size = plan.groups.length;
    for (const at of [5, 11, 23]) {
      const figures = [plan.groups, ...plan.groups.map((code) => [code])];
      for (const codes of figures) {
        const wanted = codes.reduce((sum, code) => sum + months[at]!.groups[code]!.stock, 0);
        let [sum, squares] = [0, 0];
        for (let path = 0; path < paths; path += 1) {
          const children = codes.reduce(
            (total, code) => total + range.stock[(path * 24 + at) * size + plan.groups.indexOf(code)]!,
            0,
          );
          sum += children;
          squares += children * children;
        }
        const mean = sum / paths;
        const error = Math.sqrt((squares / paths - mean * mean) / paths);
        // Fifteen figures are looked at: three standard errors for the total, Bonferroni's 3.4 for the others.
        expect(Math.abs(mean - wanted) / error, `${codes.join()} at ${at + 1}`).toBeLessThan(
          codes.length > 1 ? 3 : 3.4,
        );
      }
    }
  });

  test('the arrivals of a month vary D times more than chance and as the walk of their rate says', () => {
    const { movement } = plan;
    const [first] = projectDemand(asked).months;
    const counts = Array.from({ length: paths }, (_v, path) => range.entrants[path * 24]!);
    const mean = counts.reduce((sum, count) => sum + count, 0) / paths;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / paths;
    // Over the ways of moving the paths are drawn from: D of each, and the variance of e^level, both relative to its mean.
    const { draws } = movement!;
    const over = (of: (draw: (typeof draws)[number]['entry']) => number) =>
      draws.reduce((sum, { entry }) => sum + of(entry), 0) / draws.length;
    const moment = (power: number) =>
      over(({ offset, deviation, yearly }) =>
        Math.exp(power * offset + (power * power * (deviation ** 2 + yearly ** 2 / 12)) / 2),
      );
    const doubt = moment(2) / moment(1) ** 2 - 1;
    const expected = over(({ dispersion }) => dispersion) * mean + mean * mean * doubt;
    expect(variance / expected).toBeGreaterThan(0.85);
    expect(variance / expected).toBeLessThan(1.15);
    expect(Math.abs(mean / first!.total.entrants - 1)).toBeLessThan(0.03);
  });
});

test('the flows of the history add up month by month, and are those of the records', () => {
  const { spans, position } = prepare(input());
  const periods = flowHistory(spans, position, origin);
  expect(periods.length).toBeGreaterThan(60);
  periods.forEach((period, at) => {
    const before = periods[at - 1];
    if (before) expect(period.stock).toBe(before.stock + period.entrants - period.leavers - period.birthdays);
    expect(period.exposure).toBeGreaterThan(0);
    expect(period.exposure).toBeLessThan((Math.max(period.stock, before?.stock ?? 0) + period.entrants) * period.days);
  });
  const first = new Set<string>();
  const entered = snapshot.placements.filter(({ childKey }) => !first.has(childKey) && first.add(childKey));
  const year = entered.filter(({ start }) => start > '2022-03-31').length;
  expect(periods.slice(-12).reduce((sum, { entrants }) => sum + entrants, 0)).toBe(year);
});

test('the filter is the exact posterior of a constant level in the limit, and forgets under a walk', () => {
  // Constant: log of the mean ratio, variance 1 ÷ events (large counts).
  const same = Array.from({ length: 60 }, (_, at) => ({ count: at % 2 === 0 ? 480 : 520, expected: 400, months: 1 }));
  const fixed = filterLevel(same, 1, 0);
  expect(fixed.mean).toBeCloseTo(Math.log(500 / 400), 2);
  expect(1 / fixed.variance / (60 * 500)).toBeCloseTo(1, 1);
  const periods = Array.from({ length: 60 }, (_, at) => ({ count: at < 30 ? 400 : 600, expected: 400, months: 1 }));
  // A fast walk follows the last counts: variance as of the steady state (q + √(q² + 4qR)) ÷ 2 − q of Riccati's equation.
  const fast = filterLevel(periods, 1, 0.3);
  const [q, r] = [0.3 ** 2 / 12, 1 / 600];
  expect(fast.mean).toBeCloseTo(Math.log(1.5), 2);
  expect(fast.variance).toBeCloseTo((q + Math.sqrt(q * q + 4 * q * r)) / 2 - q, 4);
});
