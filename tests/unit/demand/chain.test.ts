import { describe, expect, test } from 'vitest';
import { type ChainStep, projectChain } from '../../../shared/demand/chain.ts';
import { projectionSteps } from '../../../shared/demand/steps.ts';
import { bands } from '../../../shared/model/bands.ts';
import { demandCase } from './cases.ts';

type Given = {
  groups: string[];
  data_date: string;
  to: string;
  rates: { bands: string[]; from: string; to: string; per_child_day: number }[];
  entrants: { band: string; group: string; per_day: number }[];
  children: { age_months: number; group: string; count: number }[];
};
type Expect = {
  months: {
    stock_on: string;
    total: number;
    by_group: Record<string, number>;
    by_band: Record<string, number>;
    child_days: Record<string, number>;
    entrants: number;
    leavers: number;
    reaching_18_next_day: number;
  }[];
};

function run(given: Given): ChainStep[] {
  const size = given.groups.length;
  const rates = new Float64Array(bands.length * size * (size + 1));
  const entrants = new Float64Array(bands.length * size);
  const opening = new Float64Array(216 * size);
  for (const rate of given.rates) {
    for (const band of rate.bands) {
      const cell = bands.findIndex(({ code }) => code === band) * size + given.groups.indexOf(rate.from);
      rates[cell * (size + 1) + (rate.to === 'exit' ? size : given.groups.indexOf(rate.to))] = rate.per_child_day;
    }
  }
  for (const { band, group, per_day } of given.entrants) {
    entrants[bands.findIndex(({ code }) => code === band) * size + given.groups.indexOf(group)] = per_day;
  }
  for (const { age_months, group, count } of given.children) {
    opening[age_months * size + given.groups.indexOf(group)]! += count;
  }
  return projectChain(opening, size, projectionSteps(given.data_date, 240, given.to), () => ({
    rates,
    entrants,
    forced: [],
  }));
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe.each(['CHAIN-01', 'CHAIN-02'])('case %s', (id) => {
  const { given, expect: expected, tolerance } = demandCase<Given, Expect>(id);
  const steps = run(given);
  const size = given.groups.length;
  const near = (value: number, wanted: number) => expect(Math.abs(value - wanted)).toBeLessThan(tolerance);

  test('every figure of every month', () => {
    expect(steps).toHaveLength(expected.months.length);
    expected.months.forEach((month, at) => {
      const step = steps[at]!;
      near(sum(step.stock), month.total);
      near(sum(step.entrants), month.entrants);
      near(sum(step.leavers), month.leavers);
      near(sum(step.agedOut), month.reaching_18_next_day);
      given.groups.forEach((group, index) => {
        near(sum(bands.map((_, band) => step.stock[band * size + index]!)), month.by_group[group]!);
        near(sum(bands.map((_, band) => step.childDays[band * size + index]!)), month.child_days[group]!);
      });
      bands.forEach(({ code }, band) => {
        near(sum(step.stock.subarray(band * size, (band + 1) * size)), month.by_band[code]!);
      });
    });
  });

  test('the identities hold to 1e-9', () => {
    let opening = sum(steps[0]!.opening);
    for (const step of steps) {
      expect(Math.abs(sum(step.opening) - opening)).toBeLessThan(1e-9);
      expect(Math.abs(opening + sum(step.entrants) - sum(step.leavers) - sum(step.stock))).toBeLessThan(1e-9);
      opening = sum(step.stock) - sum(step.agedOut);
    }
  });
});
