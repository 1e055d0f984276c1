import { describe, expect, test } from 'vitest';
import { sequentialEffects, shapleyEffects } from '../../../shared/finance/attribution.ts';
import {
  avoidableSpotCost,
  perPlaceWeek,
  spanCost,
  starterPrice,
  unitCost,
  voidCost,
  weeksInYear,
} from '../../../shared/finance/placement-cost.ts';
import { priceVolumeMix } from '../../../shared/finance/price-volume-mix.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { daysBetween } from '../../../shared/model/calendar.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { priceFactor } from '../../../shared/scenario/finance-levers.ts';
import { pence, workedCase } from './cases.ts';

const price = (from: string, pounds: number, contribution = 0) => ({
  from,
  weeklyPence: pence(pounds),
  contributionPence: pence(contribution),
});

describe('placement cost', () => {
  test('COST-01 splits a span at an uplift and at the year end', () => {
    const { given, expect: wanted } = workedCase<
      { start: string; end_exclusive: string; 'weekly_£': number; uplift_pct: number; from: string },
      Record<'days_before' | 'days_after' | 'cost_£' | 'in_2022_23_£' | 'in_2023_24_£', number>
    >('COST-01');
    // As the product compounds it: a lever's factor on the price, from its date.
    const lever = { ...newLever('price-uplift', 'u', given.from), value: given.uplift_pct };
    const before = given['weekly_£'];
    const factor = priceFactor([lever], 'RES', given.from, given.end_exclusive);
    const prices = [price(given.start, before), price(given.from, before * factor)];
    const cost = (from: string, to: string) => spanCost(given.start, given.end_exclusive, prices, from, to).cost / 100;
    expect(daysBetween(given.start, given.from)).toBe(wanted.days_before);
    expect(daysBetween(given.from, given.end_exclusive)).toBe(wanted.days_after);
    expect(cost('2022-04-01', '2024-04-01')).toBeCloseTo(wanted['cost_£'], 2);
    expect(cost('2022-04-01', '2023-04-01')).toBeCloseTo(wanted['in_2022_23_£'], 2);
    expect(cost('2023-04-01', '2024-04-01')).toBeCloseTo(wanted['in_2023_24_£'], 2);
  });

  test('uplifts and reductions compound, whatever the order they are given in', () => {
    const lever = (kind: 'price-uplift' | 'price-reduction', from: string, value: number) => ({
      ...newLever(kind, `${kind}${from}`, from),
      value,
    });
    const levers = [
      lever('price-uplift', '2024-04-01', 5),
      lever('price-uplift', '2023-04-01', 3.2),
      lever('price-reduction', '2024-04-01', 2),
    ];
    const on = (list: Lever[], from: string, to: string) => priceFactor(list, 'RES', from, to);
    expect(on(levers, '2024-05-01', '2024-06-01')).toBeCloseTo(1.032 * 1.05 * 0.98, 12);
    expect(on([...levers].reverse(), '2024-05-01', '2024-06-01')).toBeCloseTo(1.032 * 1.05 * 0.98, 12);
    expect(on(levers, '2024-01-01', '2024-02-01')).toBeCloseTo(1.032, 12);
  });

  test('contributions run with the price and the first price covers earlier nights', () => {
    const prices = [price('2023-04-10', 700, 70), price('2023-04-20', 1400, 0)];
    expect(spanCost('2023-04-03', null, prices, '2023-04-01', '2023-04-27')).toEqual({
      cost: 17 * 10_000 + 7 * 20_000,
      contribution: 17 * 1_000,
    });
    expect(spanCost('2023-04-03', null, [], '2023-04-01', '2023-04-27')).toEqual({ cost: 0, contribution: 0 });
  });

  test('COST-03 a block contract costs the same whatever its use', () => {
    const { given, expect: wanted } = workedCase<
      { 'annual_£': number; places: number; utilisation: number[] },
      {
        'cost_£': number[];
        'per_place_week_£': number;
        'effective_per_occupied_week_£': number[];
        'void_cost_at_91_£': number;
      }
    >('COST-03');
    const annual = pence(given['annual_£']);
    const terms = [{ from: '2020-04-01', places: given.places, annualCostPence: annual }];
    const year = unitCost(terms, '2020-04-01', '2021-04-01');
    given.utilisation.forEach((use, at) => {
      expect(year.cost).toBeCloseTo(pence(wanted['cost_£'][at] ?? 0), 4);
      expect(perPlaceWeek(annual, given.places * use) / 100).toBeCloseTo(
        wanted['effective_per_occupied_week_£'][at] ?? 0,
        2,
      );
    });
    expect(year.placeDays).toBe(32 * 365);
    expect(perPlaceWeek(annual, given.places) / 100).toBeCloseTo(wanted['per_place_week_£'], 2);
    expect(voidCost(annual, 0.91) / 100).toBeCloseTo(wanted['void_cost_at_91_£'], 2);
  });

  test('a unit costs by days of its own year and changes with its terms', () => {
    const terms = [
      { from: '2023-10-01', places: 2, annualCostPence: 36_600 },
      { from: '2024-03-02', places: 3, annualCostPence: 73_200 },
    ];
    expect(unitCost(terms, '2023-04-01', '2024-04-01').cost).toBeCloseTo(153 * 100 + 30 * 200, 6);
    expect(unitCost(terms, '2024-03-31', '2024-04-02').cost).toBeCloseTo(200 + 73_200 / 365, 6);
    expect(unitCost(terms, '2022-04-01', '2023-04-01')).toEqual({ cost: 0, placeDays: 0 });
  });

  test('COST-04 a free block place avoids a whole spot place', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { voids: number; 'spot_annual_£': number; 'block_marginal_£': number },
      { 'spot_weekly_£': number; 'avoidable_£': number }
    >('COST-04');
    const saved = avoidableSpotCost(given.voids, pence(given['spot_annual_£']), pence(given['block_marginal_£']));
    expect(Math.abs(saved / 100 - wanted['avoidable_£'])).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(given['spot_annual_£'] / weeksInYear - wanted['spot_weekly_£'])).toBeLessThanOrEqual(tolerance);
  });

  test('COST-06 nothing for no nights; an open end runs to the period end', () => {
    const { given, expect: wanted } = workedCase<
      { weekly: number; cases: [string, string | null][]; period: [string, string] },
      { cost: number[] }
    >('COST-06');
    given.cases.forEach(([start, end], at) => {
      const { cost } = spanCost(start, end, [price(start, given.weekly)], ...given.period);
      expect(cost / 100).toBeCloseTo(wanted.cost[at] ?? Number.NaN, 2);
    });
  });

  test('the starter price is the mean of placements begun in the window, else of current ones', () => {
    const placed = [
      { start: '2023-02-01', prices: [price('2023-02-01', 100)] },
      { start: '2023-06-01', prices: [price('2023-06-01', 300, 30), price('2023-07-01', 900)] },
      { start: '2023-08-01', prices: [price('2023-08-01', 500)] },
    ];
    const current = [{ weeklyPence: 70_000, contributionPence: 0 }];
    expect(starterPrice(placed, current, '2023-04-01', '2024-03-31')).toEqual({
      weekly: 40_000,
      contribution: 1_500,
      basis: 'window',
    });
    expect(starterPrice(placed, current, '2024-04-01', '2025-03-31').basis).toBe('current');
    expect(starterPrice([], [], '2024-04-01', '2025-03-31')).toEqual({ weekly: 0, contribution: 0, basis: 'none' });
  });
});

describe('explaining a difference', () => {
  test('PVM-01 price, volume and mix sum to the total', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      Record<'n0' | 'n1' | 'price0_£pa' | 'price1', Record<string, number>>,
      Record<'volume' | 'mix' | 'price' | 'total', number>
    >('PVM-01');
    const groups = Object.keys(given.n0).map((group) => ({
      group,
      volume0: given.n0[group] ?? 0,
      volume1: given.n1[group] ?? 0,
      price0: given['price0_£pa'][group] ?? 0,
      price1: given.price1[group] ?? 0,
    }));
    const made = priceVolumeMix(groups);
    for (const key of ['volume', 'mix', 'price', 'total'] as const) {
      expect(Math.abs(made[key] - wanted[key])).toBeLessThanOrEqual(tolerance);
    }
  });

  test('ATT-01 sequential follows the order; Shapley does not', () => {
    const { given, expect: wanted } = workedCase<
      { base: Record<'Fos' | 'Res' | 'p_Fos' | 'p_Res', number> },
      {
        'base_£': number;
        'difference_£': number;
        sequential_in_listed_order: Record<string, number>;
        sequential_reverse: Record<string, number>;
        shapley: Record<string, number>;
      }
    >('ATT-01');
    const cost = (on: Readonly<Record<string, boolean>>) => {
      const { Fos, Res, p_Fos, p_Res } = given.base;
      const [volume, factor, moved] = [on.fewer_entrants ? 0.97 : 1, on.price ? 1.05 : 1, on.step_down ? 10 : 0];
      return 100 * volume * factor * ((Fos + moved) * p_Fos + (Res - moved) * p_Res);
    };
    const worth = (names: readonly string[]) => (applied: readonly boolean[]) =>
      cost(Object.fromEntries(names.map((name, at) => [name, applied[at] ?? false])));
    const inPence = (names: readonly string[], amounts: Record<string, number>) =>
      names.map((name) => pence(amounts[name] ?? Number.NaN));
    const listed = ['fewer_entrants', 'price', 'step_down'];
    const reverse = [...listed].reverse();
    expect(cost({})).toBe(pence(wanted['base_£']));
    expect(sequentialEffects(3, worth(listed))).toEqual(inPence(listed, wanted.sequential_in_listed_order));
    expect(sequentialEffects(3, worth(reverse))).toEqual(inPence(reverse, wanted.sequential_reverse));
    const shapley = shapleyEffects(3, worth(listed));
    expect(shapley).toEqual(inPence(listed, wanted.shapley));
    expect(shapleyEffects(3, worth(reverse))).toEqual([...shapley].reverse());
    expect(sum(shapley)).toBe(pence(wanted['difference_£']));
  });
});
