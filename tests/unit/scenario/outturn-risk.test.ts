import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { childDayCosts } from '../../../shared/scenario/child-day-cost.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { goalSeekLever } from '../../../shared/scenario/goal-seek-lever.ts';
import { lineUncertainties } from '../../../shared/scenario/line-risk.ts';
import { centralPath, outturnRiskOf, riskInput } from '../../../shared/scenario/outturn-risk.ts';
import { outturnTornado } from '../../../shared/scenario/outturn-tornado.ts';
import { cumulativeVariance, rangesOf } from '../../../shared/scenario/risk-by-period.ts';
import { drawOutturn } from '../../../shared/scenario/risk-draws.ts';
import { smallCouncil, steadyDemand } from './small-council.ts';

const snapshot = smallCouncil();
const base = newScenario('Base', '2023/24', 9);
const made = forecast(snapshot, base);
const mean = (values: Float64Array) => values.reduce((total, value) => total + value, 0) / values.length;

describe('the risk of an outturn', () => {
  const risk = outturnRiskOf(snapshot, base, made, []);
  const bare = {
    levers: [],
    lines: [],
    savings: [],
    pressures: [],
    price: { exposed: [0, 0, 0], monthlyDeviation: 0 },
  };

  test('is the same to the last bit for the same scenario, and another for another seed', () => {
    expect(outturnRiskOf(snapshot, base, made, [])).toEqual(risk);
    expect(outturnRiskOf(snapshot, { ...base, seed: 8 }, made, []).p90).not.toBe(risk.p90);
  });

  test('the mean of the draws is the forecast; with pressures not counted it is the risk-weighted one', () => {
    const input = riskInput(snapshot, base, made, [], 200_000);
    expect(input.savings.length).toBeGreaterThan(0);
    expect(input.pressures.some((pressure) => pressure.counted !== null)).toBe(true);
    expect(input.pressures.some((pressure) => pressure.counted === null)).toBe(true);
    for (const saving of input.savings)
      expect(saving.low + (saving.high - saving.low) * saving.chance).toBeCloseTo(saving.expected, 6);
    const drawn = drawOutturn(input, centralPath(made), []);
    const near = (draws: Float64Array, wanted: number) => {
      const centre = mean(draws);
      const deviation = Math.sqrt(mean(draws.map((value) => (value - centre) ** 2)));
      expect(Math.abs(centre - wanted)).toBeLessThan((4 * deviation) / Math.sqrt(draws.length) + 2);
    };
    const year = drawn.periods.at(-1)!;
    near(year, made.total.variance);
    const beside = made.pressures.notCounted?.expected ?? 0;
    expect(beside).not.toBe(0);
    near(drawn.notCounted, beside);
    expect(risk.figure).toBe(made.total.variance);
    expect(risk.riskWeighted.figure).toBe(made.total.variance + beside);
  });

  test('demand paths move the distribution by what they cost', () => {
    const paths = [1, 2, 3].map((third) => new Float64Array(2).fill((5_000_000 * third) / 3));
    const own = { ...base, assumptions: { 'demand-price-correlation': 0 } };
    const [dear, plain] = [outturnRiskOf(snapshot, own, made, paths), outturnRiskOf(snapshot, own, made, [])];
    expect(dear.p50 - plain.p50).toBeCloseTo(5_000_000, 3);
    expect(dear.outturn.p50 - dear.p50).toBeCloseTo(made.total.currentBudget, 3);
    expect(dear.components.find((part) => part.key === 'demand')).toMatchObject({ mean: 5_000_000, p10: 5_000_000 });
    expect(risk.notes[0]?.text).toContain('held at the central forecast');
  });

  test('the way to the year’s end opens from the actuals and ends in the range of the outturn, to the bit', () => {
    const paths = [1, 2, 3].map((month) => Float64Array.from({ length: 50 }, (_, at) => (at - 24.5) * 40_000 * month));
    const drawn = outturnRiskOf(snapshot, base, made, paths);
    expect(drawn.byPeriod.map((range) => range.period)).toEqual([10, 11, 12]);
    expect(drawn.byPeriod[2]).toMatchObject({ p10: drawn.p10, p50: drawn.p50, p90: drawn.p90 });
    const central = cumulativeVariance(made);
    expect(Math.abs((central[11] ?? Number.NaN) - made.total.variance)).toBeLessThanOrEqual(1);
    let width = 0;
    for (const range of drawn.byPeriod) {
      const edges = [range.p10, range.p25, range.p50, range.p75, range.p90];
      expect(edges).toEqual([...edges].sort((a, b) => a - b));
      expect(range.p90 - range.p10).toBeGreaterThan(width);
      width = range.p90 - range.p10;
    }
    // With demand alone, a third of the way is a third of the spread about what the forecast has by then.
    const only = { ...riskInput(snapshot, base, made, paths[2] ?? []), ...bare };
    const ranges = rangesOf(made, drawOutturn(only, centralPath(made), paths).periods);
    const spread = (at: number) => (ranges[at]?.p90 ?? 0) - (ranges[at]?.p10 ?? 0);
    expect(spread(0) * 3).toBeCloseTo(spread(2), 3);
    expect((ranges[0]?.p50 ?? 0) - (central[9] ?? 0)).toBeCloseTo(((ranges[2]?.p50 ?? 0) - (central[11] ?? 0)) / 3, 0);
  });

  test('what a late pressure adds is not felt before it starts', () => {
    const input = riskInput(snapshot, base, made, []);
    const late = input.pressures.map((pressure) => ({ ...pressure, months: [0, 0, 1] }));
    const ranges = rangesOf(made, drawOutturn({ ...input, ...bare, pressures: late }, centralPath(made), []).periods);
    expect(ranges[1]).toMatchObject({ p10: cumulativeVariance(made)[10], p90: cumulativeVariance(made)[10] });
    expect(ranges[2]?.p90).toBeGreaterThan(ranges[2]?.p10 ?? 0);
  });

  test('the reserve covers P80 beyond the forecast', () => {
    expect(risk.reserveAtP80).toBe(Math.max(0, risk.p80 - risk.figure));
    const draws = drawOutturn(riskInput(snapshot, base, made, []), centralPath(made), []).periods.at(-1)!;
    const above = (amount: number) => draws.filter((value) => value > amount).length / draws.length;
    expect(risk.probabilityOfOverspend).toBe(above(0));
    expect(made.total.agreedInvestment).toBeGreaterThan(0);
    expect(risk.probabilityOfNetOverspend).toBe(above(made.total.agreedInvestment));
  });

  test('a saving that is stated to deliver all of its plan delivers all of it and never more', () => {
    const sure = {
      ...snapshot,
      savings: snapshot.savings.map((row) => (row.reference === 'S1' ? { ...row, deliveryPercent: 100 } : row)),
      savingRatings: snapshot.savingRatings.map((row) => ({ ...row, amberPence: 900_000, redPence: 0, greenPence: 0 })),
    };
    const input = riskInput(sure, base, forecast(sure, base), []);
    expect(input.savings.filter((saving) => saving.key === 'S1')).toEqual([]);
    const half = {
      ...sure,
      savings: sure.savings.map((row) => (row.reference === 'S1' ? { ...row, deliveryPercent: 50 } : row)),
    };
    const own = riskInput(half, base, forecast(half, base), []).savings.find((saving) => saving.key === 'S1')!;
    expect(own.low).toBeGreaterThanOrEqual(0);
    expect(own.high).toBeCloseTo(own.expected * 2, 6);
  });

  test('every line is uncertain: by what is set, else by its own past years, else as assumed', () => {
    const shares = (data: Snapshot, assumptions = {}) =>
      lineUncertainties(data, { year: '2023/24', period: 9, assumptions }).get('STAFF');
    expect(shares(snapshot)).toEqual({ code: 'STAFF', share: 0.03, basis: 'assumed', years: 0 });
    expect(shares(snapshot, { 'line-risk': 5 })?.share).toBe(0.05);
    expect(shares(snapshot, { 'line-risk:STAFF': 1 })).toMatchObject({ share: 0.01, basis: 'set' });
    const year = '2022/23';
    const past = {
      ...snapshot,
      budgetLines: [
        ...snapshot.budgetLines,
        { ...snapshot.budgetLines[0]!, id: 90, year, profile: '1 1 1 1 1 1 1 1 1 1 1 1' },
      ],
      actuals: [
        ...snapshot.actuals,
        ...Array.from({ length: 12 }, (_, at) => ({
          ...snapshot.actuals[0]!,
          ...{
            id: 900 + at,
            year,
            lineCode: 'STAFF',
            period: at + 1,
            expenditurePence: at < 9 ? 10_000_000 : 11_000_000,
          },
          incomePence: -1_000_000,
        })),
      ],
    };
    // £300,000 a month, less £30,000 of income, was £30,000 more in each of the last three: a tenth of £270,000 off by … 1/9.
    const off = 1 / 9;
    expect(shares(past)).toMatchObject({ basis: 'own past', years: 1 });
    expect(shares(past)?.share).toBeCloseTo(Math.sqrt((off ** 2 + 0.03 ** 2) / 2), 9);
  });

  test('a closed year has nothing left but what is not in its actuals', () => {
    const ninth = snapshot.actuals.filter((row) => row.period === 9);
    const whole = {
      ...snapshot,
      actuals: [
        ...snapshot.actuals,
        ...[10, 11, 12].flatMap((period) => ninth.map((row) => ({ ...row, id: row.id + period, period }))),
      ],
    };
    const closed = { ...base, period: 12 };
    const full = forecast(whole, closed);
    expect(outturnRiskOf(whole, closed, full, [])).toMatchObject({
      p10: full.total.variance,
      p90: full.total.variance,
      byPeriod: [],
    });
  });
});

describe('tornado', () => {
  test('turns each assumption alone, widest first, and leaves the scenario as it is', () => {
    const { central, bars } = outturnTornado(snapshot, base);
    expect(central).toBe(made.total.outturn);
    expect(bars.map((bar) => bar.swing)).toEqual([...bars.map((bar) => bar.swing)].sort((a, b) => b - a));
    const price = bars.find((bar) => bar.key === 'price');
    const dearer = { ...newLever('price-uplift', 'x', '2024-01-01'), value: 2 };
    expect(price?.atHigh).toBe(forecast(snapshot, { ...base, levers: [dearer] }).total.outturn - central);
    expect(price?.atLow).toBeLessThan(0);
    expect(bars.some((bar) => bar.key.startsWith('saving:'))).toBe(true);
  });

  test('a counted pressure at zero and at certainty is what the forecast makes of it', () => {
    const { central, bars } = outturnTornado(snapshot, base);
    const bar = bars.find((each) => each.key.startsWith('pressure:') && each.atLow < 0);
    const reference = bar?.key.slice('pressure:'.length) ?? '';
    const at = (value: number) => {
      const lever = { ...newLever('pressure-probability', 'x', '2024-01-01'), value, reference };
      return forecast(snapshot, { ...base, levers: [lever] }).total.outturn - central;
    };
    expect(Math.abs((bar?.atLow ?? Number.NaN) - at(0))).toBeLessThanOrEqual(1);
    expect(Math.abs((bar?.atHigh ?? Number.NaN) - at(100))).toBeLessThanOrEqual(1);
  });
});

describe('goal seek on a lever', () => {
  const uplift = { ...newLever('price-uplift', 'p', '2024-01-01'), value: 0 };
  const oneOff = { ...newLever('one-off', 'o', '2024-02-01'), reference: 'STAFF' };
  const scenario = { ...base, levers: [uplift, oneOff] };
  const seek = (id: string, value: number, line: string | null = null, data: Snapshot = snapshot) =>
    goalSeekLever(data, scenario, id, { line, measure: 'outturn', value });

  test('finds the value that meets a total', () => {
    const target = made.total.outturn + 123_456;
    const goal = seek('p', target);
    expect(goal.found).toBe(true);
    const levers = scenario.levers.map((lever) => (lever.id === 'p' ? { ...lever, value: goal.value } : lever));
    expect(Math.abs(forecast(snapshot, { ...scenario, levers }).total.outturn - target)).toBeLessThanOrEqual(100);
  });

  test('meets the target of one line', () => {
    const line = made.lines.find((each) => each.code === 'STAFF');
    const goal = seek('o', (line?.outturn ?? 0) - 1_000_000, 'STAFF');
    expect(goal).toMatchObject({ found: true });
    expect(Math.abs(goal.value + 10_000)).toBeLessThanOrEqual(1);
  });

  test('says how far it reaches when no value does', () => {
    const goal = seek('p', made.total.outturn * 10);
    expect(goal.found).toBe(false);
    expect(goal.value).toBe(30);
    expect(goal.message).toContain('Out of reach: from −20 to 30 %');
    expect(seek('o', 1e12).message).toContain('Out of reach: from −£20.000m to £20.000m, “One-off”');
    expect(goal.reach.high).toBe(goal.achieved);
  });

  test('refuses a lever or a line that is not there', () => {
    expect(() => seek('gone', 1)).toThrow('no longer in the scenario');
    expect(() => seek('p', 1, 'NONE')).toThrow('no budget line NONE');
  });
});

describe('what a child-day more or fewer costs', () => {
  const costs = (more: number, levers: Scenario['levers'] = [], data: Snapshot = smallCouncil()) =>
    childDayCosts(data, { ...newScenario('x', '2023/24', 9), levers }, steadyDemand(more));
  const daily = (weekly: number) => expect.closeTo(weekly / 7, 1);

  test('is the starter price less what partners pay, once the free places are full; half of it at their edge', () => {
    expect(costs(2)).toMatchObject({ RES: daily(600_000 - 60_000) });
    // With one free place taken, one more pays the price; one fewer saves nothing but loses the partners’ part.
    expect(costs(1)).toMatchObject({ RES: daily((600_000 - 60_000 - 60_000) / 2) });
    // Three more pay the price three times; of three fewer one left a free place and two stayers go.
    const wide = childDayCosts(smallCouncil(), newScenario('x', '2023/24', 9), steadyDemand(1), { RES: 3 });
    expect(wide.RES).toBeGreaterThan((costs(1).RES ?? 0) * 1.3);
  });

  test('heeds price levers, and is nothing in a group that is not in the outturn or a year that is closed', () => {
    const uplift = { ...newLever('price-uplift', 'p', '2024-01-01'), value: 10 };
    expect(costs(2, [uplift])).toMatchObject({ RES: daily(660_000 - 60_000) });
    const elsewhere = smallCouncil().placementGroups.map((group) => ({ ...group, lineName: 'LEGAL' }));
    expect(costs(2, [], { ...smallCouncil(), placementGroups: elsewhere })).toEqual({ FOS: 0, RES: 0 });
    const data = smallCouncil();
    const last = data.actuals.find((row) => row.period === 9)!;
    data.actuals.push({ ...last, id: 999, period: 12 });
    expect(childDayCosts(data, newScenario('x', '2023/24', 12), steadyDemand(2))).toEqual({ FOS: 0, RES: 0 });
  });
});
