import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/model/lever.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { childDayCosts } from '../../../shared/scenario/child-day-cost.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { goalSeekLever } from '../../../shared/scenario/goal-seek-lever.ts';
import { outturnRiskOf, riskInput } from '../../../shared/scenario/outturn-risk.ts';
import { outturnTornado } from '../../../shared/scenario/outturn-tornado.ts';
import { drawVariances } from '../../../shared/scenario/risk.ts';
import { cumulativeVariance, rangesByPeriod } from '../../../shared/scenario/risk-by-period.ts';
import { smallCouncil, steadyDemand } from './small-council.ts';

const snapshot = smallCouncil();
const base = newScenario('Base', '2023/24', 9);
const made = forecast(snapshot, base);
const mean = (values: Float64Array) => values.reduce((total, value) => total + value, 0) / values.length;

describe('the risk of an outturn', () => {
  const risk = outturnRiskOf(snapshot, base, made, []);

  test('is the same to the last bit for the same scenario, and another for another seed', () => {
    expect(outturnRiskOf(snapshot, base, made, [])).toEqual(risk);
    expect(outturnRiskOf(snapshot, { ...base, seed: 8 }, made, []).p90).not.toBe(risk.p90);
  });

  test('savings and counted pressures move the spread but not the mean; uncounted ones move the mean', () => {
    const input = riskInput(snapshot, base, made, []);
    expect(input.savings.length).toBeGreaterThan(0);
    expect(input.pressures.length).toBeGreaterThan(0);
    for (const saving of input.savings) {
      expect(saving.green + saving.amber * saving.amberChance).toBeCloseTo(saving.expected, 6);
    }
    const none = { ...input, price: { exposed: 0, logDeviation: 0 }, centralVariance: 0, draws: 200_000 };
    const expected = input.pressures.reduce((total, pressure) => {
      const impact = (pressure.minimum + pressure.likely + pressure.maximum) / 3;
      const taken = pressure.mitigations.reduce((sum, row) => sum + row.amount * row.chance, 0);
      return total + pressure.chance * (impact - taken) - pressure.counted;
    }, 0);
    const draws = drawVariances(none);
    const centre = mean(draws);
    const deviation = Math.sqrt(mean(draws.map((value) => (value - centre) ** 2)));
    expect(Math.abs(centre - expected)).toBeLessThan((4 * deviation) / Math.sqrt(draws.length));
    expect(draws.some((value) => Math.abs(value - expected) > 1000)).toBe(true);
  });

  test('demand paths move the distribution by what they cost', () => {
    const paths = [1, 2, 3].map((third) => new Float64Array(2).fill((5_000_000 * third) / 3));
    const dear = outturnRiskOf(snapshot, base, made, paths);
    expect(dear.p50 - risk.p50).toBeCloseTo(5_000_000, 3);
    expect(dear.outturn.p50 - dear.p50).toBe(made.total.currentBudget);
    expect(dear.components.find((part) => part.key === 'demand')).toMatchObject({ mean: 5_000_000, p10: 5_000_000 });
    expect(risk.notes[0]).toContain('held at the central forecast');
  });

  test('the way to the year’s end opens from the actuals and ends in the range of the outturn, to the bit', () => {
    const paths = [1, 2, 3].map((month) => Float64Array.from({ length: 50 }, (_, at) => (at - 25) * 40_000 * month));
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
    const alone = { ...riskInput(snapshot, base, made, paths[2] ?? []), savings: [], pressures: [] };
    const only = { ...alone, price: { exposed: 0, logDeviation: 0 } };
    const ranges = rangesByPeriod(made, only, paths);
    const spread = (at: number) => (ranges[at]?.p90 ?? 0) - (ranges[at]?.p10 ?? 0);
    expect(spread(0) * 3).toBeCloseTo(spread(2), 3);
    expect((ranges[0]?.p50 ?? 0) - (central[9] ?? 0)).toBeCloseTo(((ranges[2]?.p50 ?? 0) - (central[11] ?? 0)) / 3, 0);
  });

  test('what a late pressure adds is not felt before it starts', () => {
    const input = { ...riskInput(snapshot, base, made, []), savings: [], price: { exposed: 0, logDeviation: 0 } };
    const late = input.pressures.map((pressure) => ({ ...pressure, months: [0, 0, 1] }));
    const ranges = rangesByPeriod(made, { ...input, pressures: late }, []);
    expect(ranges[1]).toMatchObject({ p10: cumulativeVariance(made)[10], p90: cumulativeVariance(made)[10] });
    expect(ranges[2]?.p90).toBeGreaterThan(ranges[2]?.p10 ?? 0);
  });

  test('the reserve covers P80 beyond the central forecast', () => {
    expect(risk.reserveAtP80).toBe(Math.max(0, risk.p80 - risk.central));
    const draws = drawVariances(riskInput(snapshot, base, made, []));
    const above = (amount: number) => draws.filter((value) => value > amount).length / draws.length;
    expect(risk.probabilityOfOverspend).toBe(above(0));
    expect(made.total.agreedInvestment).toBeGreaterThan(0);
    expect(risk.probabilityOfNetOverspend).toBe(above(made.total.agreedInvestment));
  });

  test('a closed year has nothing left but what is not in its actuals', () => {
    const closed = { ...base, period: 12 };
    const full = forecast(snapshot, closed);
    expect(outturnRiskOf(snapshot, closed, full, [])).toMatchObject({
      p10: full.total.variance,
      p90: full.total.variance,
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

  test('a counted pressure at nought and at certainty is what the forecast makes of it', () => {
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
    expect(childDayCosts(smallCouncil(), newScenario('x', '2023/24', 12), steadyDemand(2))).toEqual({ FOS: 0, RES: 0 });
  });
});
