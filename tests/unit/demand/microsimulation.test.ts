import { describe, expect, test } from 'vitest';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { type PathRange, simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { drawRates, exponentialLeft, hazardScales, shortenWait } from '../../../shared/demand/simulation/path-rates.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { joinRanges, spreadOf, summarise } from '../../../shared/demand/simulation/summarise.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { syntheticSnapshot } from './synthetic.ts';

const snapshot = syntheticSnapshot(120, 21, '2024-03-19');
const input = (levers: Lever[] = [], method: DemandInput['method'] = 'chain'): DemandInput => ({
  snapshot,
  levers,
  months: 14,
  method,
  reference: null,
  kappaDays: 1095,
});
const lever = (part: Partial<Lever> & Pick<Lever, 'kind' | 'value'>): Lever => ({
  ...newLever(part.kind, part.kind, '2024-06-10'),
  ...part,
});
const levers = [
  lever({ kind: 'exits-percent', value: 30, rampMonths: 4 }),
  lever({ kind: 'entrants-percent', value: -20 }),
  lever({ kind: 'moves', value: 1, groups: ['RES'], toGroup: 'FOS' }),
  lever({ kind: 'exits-number', value: 12, reference: 'sgo' }),
  lever({ kind: 'carers', value: 12, toGroup: 'FOS', groups: ['IFA'] }),
];

// Drawn rates leave the mean where it is: a child waits against a hazard that is not known no longer than against its mean.
describe.each([
  ['off and no lever', false, [] as Lever[], 'chain' as const],
  ['off and levers', false, levers, 'chain' as const],
  ['off and leaving by time in care', false, [] as Lever[], 'duration' as const],
  ['off, levers and leaving by time in care', false, levers, 'duration' as const],
  ['on and no lever', true, [] as Lever[], 'chain' as const],
  ['on and levers', true, levers, 'chain' as const],
  ['on and leaving by time in care', true, [] as Lever[], 'duration' as const],
])(
  'with rate draws %s, the mean of the paths is within 3 standard errors of the chain',
  (_, drawRates, acting, method) => {
    const plan = simulationPlan(input(acting, method), { seed: 42, drawRates });
    const paths = 4000;
    const range = simulatePaths(plan, 0, paths);
    const chain = projectDemand(input(acting, method));
    // Over many figures a few will lie beyond 3 of their own: the bound is widened to the number looked at (Bonferroni at 0.27 %).
    const reach = 4.6;

    const compare = (read: (path: number) => number, wanted: number, least: number) => {
      let [sum, squares] = [0, 0];
      for (let path = 0; path < paths; path += 1) {
        const value = read(path);
        sum += value;
        squares += value * value;
      }
      const mean = sum / paths;
      const error = Math.sqrt(Math.max(squares / paths - mean * mean, least) / paths);
      expect(Math.abs(mean - wanted) / error).toBeLessThan(reach);
      return Math.abs(mean - wanted) / error;
    };

    test('total stock, within 3', () => {
      const off = chain.months.map((month, at) =>
        compare(
          (path) =>
            plan.groups.reduce(
              (sum, _g, group) => sum + range.stock[(path * 14 + at) * plan.groups.length + group]!,
              0,
            ),
          plan.groups.reduce((sum, code) => sum + month.groups[code]!.stock, 0),
          1e-9,
        ),
      );
      expect(Math.max(...off)).toBeLessThan(3);
    });

    test('stock and child-days of each group, entrants and leavers', () => {
      chain.months.forEach((month, at) => {
        plan.groups.forEach((code, group) => {
          const index = (path: number) => (path * 14 + at) * plan.groups.length + group;
          compare((path) => range.stock[index(path)]!, month.groups[code]!.stock, 1e-9);
          compare((path) => range.childDays[index(path)]!, month.groups[code]!.childDays, 1e-9);
        });
        compare((path) => range.entrants[path * 14 + at]!, month.total.entrants, 1e-9);
        compare((path) => range.leavers[path * 14 + at]!, month.total.leavers, 1e-9);
      });
    });
  },
);

const bytes = ({ stock, childDays, entrants, leavers }: PathRange) =>
  [stock, childDays, entrants, leavers].map((array) => Buffer.from(array.buffer).toString('base64'));

test('the same seed gives the same bytes however the range is split; another seed does not', () => {
  const plan = simulationPlan(input(levers), { seed: 7, drawRates: true });
  const whole = simulatePaths(plan, 0, 40);
  const split = (...ends: number[]) =>
    joinRanges(
      ends
        .slice(1)
        .map((end, at) => simulatePaths(structuredClone(plan), ends[at]!, end))
        .reverse(),
    );
  expect(bytes(split(0, 20, 40))).toEqual(bytes(whole));
  expect(bytes(split(0, 7, 19, 33, 40))).toEqual(bytes(whole));
  const other = simulatePaths(simulationPlan(input(levers), { seed: 8, drawRates: true }), 0, 40);
  expect(bytes(other)).not.toEqual(bytes(whole));
  // One path by itself is what it is in a run of many: nothing is left over from the path before.
  for (const path of [3, 17, 39]) {
    const alone = simulatePaths(plan, path, path + 1);
    expect(
      bytes(
        joinRanges(
          [simulatePaths(plan, 0, path), alone, simulatePaths(plan, path + 1, 40)].slice(0, path === 39 ? 2 : 3),
        ),
      ),
    ).toEqual(bytes(whole));
  }
  expect(() => joinRanges([simulatePaths(plan, 0, 2), simulatePaths(plan, 3, 4)])).toThrow(/do not join/);
});

test('common random numbers: scenarios differ far less than unrelated runs do', () => {
  const small = [lever({ kind: 'exits-percent', value: 5 })];
  const run = (acting: Lever[], seed: number) =>
    simulatePaths(simulationPlan(input(acting), { seed, drawRates: true }), 0, 400);
  const last = ({ stock, groups, months }: PathRange, path: number) => {
    let sum = 0;
    for (let group = 0; group < groups; group += 1) sum += stock[(path * months + months - 1) * groups + group]!;
    return sum;
  };
  const spread = (a: PathRange, b: PathRange) => {
    const gaps = Array.from({ length: 400 }, (_, path) => last(a, path) - last(b, path));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / 400;
    return gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / 400;
  };
  const base = run([], 3);
  expect(spread(run(small, 3), base)).toBeLessThan(spread(run(small, 4), base) / 10);
});

test('the summary orders its percentiles, adds held groups and takes a total from path totals', () => {
  const plan = simulationPlan(input(), { seed: 7, drawRates: true });
  const summary = summarise(plan, simulatePaths(plan, 0, 500));
  const month = summary.months[13]!;
  for (const spread of [month.total, ...Object.values(month.groups), month.entrants, month.leavers]) {
    const order = [spread.low95, spread.p10, spread.p50, spread.p90, spread.high95];
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
  const groups = Object.values(month.groups);
  expect(month.total.mean).toBeCloseTo(
    groups.reduce((sum, spread) => sum + spread.mean, 0),
    6,
  );
  const width = groups.reduce((sum, spread) => sum + spread.p90 - spread.p10, 0);
  expect(month.total.p90 - month.total.p10).toBeLessThan(width);
  expect(month.groups.OTH!.p10).toBe(month.groups.OTH!.p90);
});

test('order statistics by counting agree with sorting', () => {
  const values = Int32Array.from({ length: 501 }, (_, at) => ((at * 7919) % 97) - 20);
  const sorted = [...values].sort((a, b) => a - b);
  const spread = spreadOf(values);
  expect(spread.p50).toBe(sorted[250]);
  expect(spread.p10).toBe(sorted[50]);
  expect(spread.p90).toBe(sorted[450]);
  expect(spread.low95).toBeCloseTo(sorted[12]! + 0.5 * (sorted[13]! - sorted[12]!), 12);
  expect(spread.mean).toBeCloseTo(sorted.reduce((sum, value) => sum + value, 0) / 501, 12);
  expect(spreadOf(Int32Array.of(4))).toEqual({ mean: 4, p10: 4, p50: 4, p90: 4, low95: 4, high95: 4 });
});

test('what is said of a drawn hazard, its mean over its variance, is what the draws have', () => {
  // Strong borrowing, so that the doubt of the group's own rate counts.
  const plan = simulationPlan({ ...input(), kappaDays: 20_000 }, { seed: 11, drawRates: true });
  const scales = hazardScales(plan);
  const wide = plan.groups.length + 1;
  const draws = 6000;
  const [sums, squares] = [new Float64Array(scales.length), new Float64Array(scales.length)];
  const drawn = Float64Array.from(plan.rates);
  const entrants = Float64Array.from(plan.entrants);
  const busiest = plan.entrants.indexOf(Math.max(...plan.entrants));
  let [arriving, arrivingSquares] = [0, 0];
  for (let path = 0; path < draws; path += 1) {
    drawRates(plan, path, drawn, entrants);
    arriving += entrants[busiest]!;
    arrivingSquares += entrants[busiest]! ** 2;
    for (let cell = 0; cell < scales.length; cell += 1) {
      let hazard = 0;
      for (let to = 0; to < wide; to += 1) hazard += drawn[cell * wide + to]!;
      sums[cell]! += hazard;
      squares[cell]! += hazard * hazard;
    }
  }
  let ratio = 0;
  for (let cell = 0; cell < scales.length; cell += 1) {
    const mean = sums[cell]! / draws;
    ratio += (squares[cell]! / draws - mean * mean) / (mean / scales[cell]!) / scales.length;
  }
  expect(ratio).toBeGreaterThan(0.97);
  expect(ratio).toBeLessThan(1.03);
  // Entrants seen so many times are Gamma of that shape: mean over deviation is its root.
  const mean = arriving / draws;
  const deviation = Math.sqrt(arrivingSquares / draws - mean * mean);
  expect(mean / deviation / Math.sqrt(plan.entrantShapes[busiest]!)).toBeCloseTo(1, 1);
});

test('a wait that is cut short by a birthday leaves what is left of its exponential', () => {
  for (const [wait, evidence] of [
    [0.3, 40],
    [2.5, 3],
    [0.01, 0.2],
  ] as const) {
    const whole = shortenWait(wait, evidence);
    expect(whole).toBeCloseTo(evidence * Math.log(1 + wait / evidence), 8);
    expect(exponentialLeft(wait, 0, evidence)).toBe(wait);
    expect(exponentialLeft(wait, whole, evidence)).toBeCloseTo(0, 8);
    // Passed so far in the first cell: c, against a hazard drawn from its Gamma; that much of X is gone.
    const passed = whole / 3;
    const gone = evidence * (Math.exp(passed / evidence) - 1);
    expect(exponentialLeft(wait, passed, evidence)).toBeCloseTo(wait - gone, 8);
  }
  expect([shortenWait(1.5, 0), shortenWait(1.5, Number.POSITIVE_INFINITY)]).toEqual([1.5, 1.5]);
  expect(exponentialLeft(1.5, 0.5, Number.POSITIVE_INFINITY)).toBe(1);
  expect(exponentialLeft(1.5, 0, 0)).toBe(1.5);
});

test('one run of steps or two with the same rates are the same paths', () => {
  for (const drawRates of [false, true]) {
    const plan = simulationPlan(input(), { seed: 9, drawRates });
    const [only] = plan.epochs;
    const followed = {
      ...plan,
      epochs: [only!, only!],
      epochOfStep: plan.epochOfStep.map((_, step) => (step < 7 ? 0 : 1)),
    };
    expect(simulatePaths(plan, 0, 400)).toEqual(simulatePaths(followed, 0, 400));
  }
});
