import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { prepareSnapshot } from '../../../shared/scenario/prepare.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const scenario = (part: Partial<Scenario> = {}): Scenario => ({ ...newScenario('x', '2023/24', 9), ...part });
const placements = (of: Snapshot = snapshot, part: Partial<Scenario> = {}) => forecast(of, scenario(part)).placements;
const base = placements();
/** 1 January to 31 March 2024, after the data and in the year. */
const [days, daysOfYear] = [91, 366];
type Case = { id: string; given: { voids: number }; expect: { avoidable_: number } };
const cost04 = (
  JSON.parse(
    readFileSync(new URL('../../fixtures/cases/finance.json', import.meta.url), 'utf8').replaceAll('_£', '_'),
  ) as { cases: Case[] }
).cases.find(({ id }) => id === 'COST-04');

describe('the cost of demand in the placements lines of the sample', () => {
  test('COST-04 on the engine: filling the 2.88 empty block places avoids as many at the spot price, and costs nothing', () => {
    const voids = cost04?.given.voids ?? Number.NaN;
    const fill = {
      ...newLever('utilisation', 'fill', '2024-01-01'),
      value: (voids / 32) * 100,
      groups: ['RESI-EXTERNAL'],
    };
    const filled = placements(snapshot, { levers: [fill] });
    const spot = base.unitCosts.find(({ group }) => group === 'RESI-EXTERNAL')!.starterWeekly;
    // At first there are too few new children to fill them; once there are enough, each place avoids a spot place.
    const projectedIn = ({ months }: typeof base, at: number) =>
      months[at]!.groups.find(({ group }) => group === 'RESI-EXTERNAL')!.projected;
    for (const at of [6, 12, 20]) {
      const { month } = base.months[at]!;
      const nights = (Date.parse(base.months[at + 1]!.month) - Date.parse(month)) / 86_400_000;
      const avoided = projectedIn(base, at) - projectedIn(filled, at);
      expect(Math.abs(avoided - (voids * spot * nights) / 7), month).toBeLessThan(5);
    }
    const avoided = base.projected - filled.projected;
    expect(avoided).toBeGreaterThan(0);
    expect(avoided).toBeLessThanOrEqual((voids * spot * days) / 7);
    expect(filled.blockCost).toBe(base.blockCost);
    expect(filled.committed).toBe(base.committed);
    // What is filled is no void any more, at the block's own sum a place.
    expect(base.voids).toBeGreaterThan(filled.voids);
    const placeNight = 514_319_300 / 32 / daysOfYear;
    expect(Math.abs((base.voids - filled.voids) / placeNight - (avoided * 7) / spot)).toBeLessThan(0.01);
  });

  test('committed and projected are apart: with nobody new, all is committed; a year on, less is', () => {
    const { months } = base;
    const of = (at: number, key: 'committed' | 'projected') =>
      months[at]!.groups.reduce((sum, group) => sum + group[key], 0);
    expect(of(0, 'committed')).toBeGreaterThan(10 * of(0, 'projected'));
    for (let at = 1; at < 24; at += 1) {
      const days = (index: number) => Date.parse(months[index + 1]!.month) - Date.parse(months[index]!.month);
      expect(of(at, 'committed') / days(at)).toBeLessThan((of(at - 1, 'committed') / days(at - 1)) * 1.001);
    }
    expect(of(12, 'projected')).toBeGreaterThan(of(12, 'committed') / 4);
  });

  test('a child in a unit with a fixed sum costs that sum and no price of its own', () => {
    const prepared = prepareSnapshot(snapshot);
    const inUnits = new Set(prepared.placements.filter(({ fixed }) => fixed).map(({ row }) => row.reference));
    expect(inUnits.size).toBeGreaterThan(20);
    const tenfold = {
      ...snapshot,
      placementPrices: snapshot.placementPrices.map((row) =>
        inUnits.has(row.placementReference) ? { ...row, weeklyPence: row.weeklyPence * 10 + 100_000 } : row,
      ),
    };
    const { contributions: _, ...now } = placements(tenfold);
    const { contributions: __, ...then } = base;
    expect(now).toEqual(then);
  });

  test('twice the fixed sum costs that much more and moves no child and no spot cost', () => {
    const dearer = {
      ...snapshot,
      capacityUnits: snapshot.capacityUnits.map((unit) => ({ ...unit, annualCostPence: unit.annualCostPence * 2 })),
    };
    const twice = placements(dearer);
    expect(twice.committed).toBe(base.committed);
    expect(twice.projected).toBe(base.projected);
    expect(twice.blockCost).toBe(base.blockCost * 2);
    expect(Math.abs(twice.voids - base.voids * 2)).toBeLessThan(2);
  });

  test('without the units their children are bought: the outturn holds the one or the other, never both', () => {
    const without = placements({ ...snapshot, capacityUnits: [] });
    expect(without.blockCost).toBe(0);
    expect(without.voids).toBe(0);
    expect(without.committed + without.projected).toBeGreaterThan(base.committed + base.projected);
    expect(base.voids).toBeGreaterThan(0);
    expect(base.voids).toBeLessThan(base.blockCost);
  });
});
