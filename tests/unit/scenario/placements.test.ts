import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DemandProjection } from '../../../shared/demand/projection.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import type { Lever, LeverKind } from '../../../shared/model/lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { noteTexts, row, rows, smallCouncil, steadyDemand } from './small-council.ts';

const scenario = (levers: Lever[] = [], period = 9) => ({ ...newScenario('Base', '2023/24', period), levers });
const lever = (kind: LeverKind, value: number, more: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, `${kind} ${value}`, '2024-01-01'),
  value,
  ...more,
});
const place = (snapshot: Snapshot, demand?: DemandProjection, levers: Lever[] = []) => {
  const made = forecast(snapshot, scenario(levers), demand);
  const line = made.lines.find((each) => each.code === 'PLACE');
  if (!line) throw new Error('PLACE');
  return { ...made, line };
};

describe('placements line', () => {
  test('stayers who come to more than the group are scaled down to it', () => {
    const full = place(smallCouncil(), steadyDemand(0));
    const fewer = steadyDemand(0);
    for (const month of fewer.months) {
      for (const cell of Object.values(month.groups)) cell.childDays /= 2;
    }
    const half = place(smallCouncil(), fewer);
    expect(half.placements.projected).toBe(0);
    expect(Math.abs(half.placements.committed * 2 - full.placements.committed)).toBeLessThanOrEqual(1);
    expect(half.placements.blockCost).toBe(full.placements.blockCost);
    expect(half.placements.voids).toBeGreaterThan(full.placements.voids);
  });

  test('voids are the empty places at their cost', () => {
    // One child in two places for 91 days of 366.
    expect(place(smallCouncil(), steadyDemand(0)).placements.voids).toBe((18_300_000 * 91) / 366);
  });

  test('a stated utilisation leaves places that are not filled, until the utilisation lever fills them', () => {
    const snapshot = smallCouncil();
    snapshot.capacityUnits = snapshot.capacityUnits.map((unit) => ({ ...unit, utilisationPercent: 50 }));
    const spot = (91 * 600_000) / 7;
    expect(place(snapshot, steadyDemand(1)).placements.projected).toBe(spot);
    const filled = place(snapshot, steadyDemand(1), [lever('utilisation', 25)]);
    expect(filled.placements.projected).toBe(spot / 2);
    expect(place(snapshot, steadyDemand(1), [lever('utilisation', 80)]).placements.projected).toBe(0);
  });

  test('groups outside the projection are held at their level', () => {
    const demand = steadyDemand(0);
    demand.groups = ['FOS'];
    for (const month of demand.months) delete month.groups.RES;
    const stored = place(smallCouncil(), demand);
    const whole = place(smallCouncil(), steadyDemand(0));
    expect(stored.line.outturn).toBe(whole.line.outturn);
    expect(stored.placements.months[5]?.groups.find((cell) => cell.group === 'RES')?.stock).toBe(3);
  });

  test('a placement with no price is costed at the starter price of its group, and that is said', () => {
    const snapshot = smallCouncil();
    snapshot.placementPrices = snapshot.placementPrices.filter((price) => price.placementReference !== 'P3');
    const made = place(snapshot, steadyDemand(0));
    expect(made.placements.committed).toBe((91 * (150_000 + 600_000 + 600_000)) / 7);
    expect(noteTexts(made.notes).join(' ')).toContain('1 placements have no price of their own');
  });

  test('days the register already covers cost such a placement at the starter price too', () => {
    // P8 closed, data to December: P3 without a price is 31 days of December at the starter price of its group.
    const snapshot = smallCouncil();
    snapshot.placementPrices = snapshot.placementPrices.filter((price) => price.placementReference !== 'P3');
    const at = (period: number) => forecast(snapshot, { ...scenario(), period }, steadyDemand(0)).placements.committed;
    expect(at(8) - at(9)).toBe(Math.round((31 * (150_000 + 600_000 + 600_000)) / 7));
  });

  test('an assumption sets a starter price in pounds a week', () => {
    const chosen = { ...scenario(), assumptions: { 'starter-weekly:RES': 7_000 } };
    const made = forecast(smallCouncil(), chosen, steadyDemand(2));
    expect(made.placements.projected).toBe((91 * 700_000) / 7);
    expect(made.changedAssumptions).toEqual([{ key: 'starter-weekly:RES', base: null, value: 7_000 }]);
    expect(noteTexts(made.notes)).toContain(
      'Assumption changed: Starter price a week: Residential is 7000 (base not set)',
    );
  });

  test('an assumption sets what partners pay of the cost of a group, per cent', () => {
    const chosen = { ...scenario(), assumptions: { 'contribution-percent:FOS': 10 } };
    const made = forecast(smallCouncil(), chosen, steadyDemand());
    const base = forecast(smallCouncil(), scenario(), steadyDemand());
    expect(made.placements.contributions - base.placements.contributions).toBe((-91 * 15_000) / 7);
    expect(made.total.incomeForecast - base.total.incomeForecast).toBe((-91 * 15_000) / 7);
  });

  test('a group whose line is forecast in another way adds nothing, and that is said', () => {
    const snapshot = smallCouncil();
    snapshot.placementGroups = snapshot.placementGroups.map((group) =>
      group.code === 'RES' ? { ...group, lineName: 'STAFF' } : group,
    );
    const made = place(snapshot, steadyDemand(0));
    expect(made.placements.committed).toBe((91 * 150_000) / 7);
    expect(made.placements.blockCost).toBe(0);
    expect(noteTexts(made.notes).join(' ')).toContain('Cost of Residential is in a line forecast in another way');
  });

  test('a unit on its own placements line carries its fixed cost there', () => {
    const snapshot = smallCouncil();
    snapshot.capacityUnits = snapshot.capacityUnits.map((unit) => ({ ...unit, lineName: 'LEGAL' }));
    snapshot.budgetLines = snapshot.budgetLines.map((line) =>
      line.code === 'LEGAL' ? { ...line, method: 'placements' as const } : line,
    );
    const made = place(snapshot, steadyDemand(0));
    expect(made.lines.find((line) => line.code === 'LEGAL')?.committed).toBe((36_600_000 * 91) / 366);
  });

  test('one child has one placement: an overlapping earlier one is cut', () => {
    const snapshot = smallCouncil();
    snapshot.placements = [
      ...snapshot.placements,
      row('placements', 9, {
        ...{ reference: 'P0', childKey: 'a', birthMonth: '2012-05-01', groupCode: 'RES', start: '2020-01-01' },
        route: 'spot',
      }),
    ];
    snapshot.placementPrices = [
      ...snapshot.placementPrices,
      row('placementPrices', 9, { placementReference: 'P0', from: '2020-01-01', weeklyPence: 900_000 }),
    ];
    expect(place(snapshot, steadyDemand(0)).line.outturn).toBe(place(smallCouncil(), steadyDemand(0)).line.outturn);
  });

  test('of two placements of a child that begin together the longer stands; one without a night ends nothing', () => {
    const whole = place(smallCouncil(), steadyDemand(0)).line.outturn;
    const besideP3 = (start: string, end: string) => {
      const snapshot = smallCouncil();
      const row9 = row('placements', 9, {
        ...{ reference: 'P9', childKey: 'c', birthMonth: '2009-02-01', groupCode: 'RES', start, end },
        route: 'spot',
      });
      const made = place({ ...snapshot, placements: [...snapshot.placements, row9] }, steadyDemand(0));
      return { outturn: made.line.outturn, children: made.placements.unitCosts[1]?.children };
    };
    expect(besideP3('2021-06-01', '2021-06-09')).toEqual({ outturn: whole, children: 3 });
    expect(besideP3('2023-05-05', '2023-05-05')).toEqual({ outturn: whole, children: 3 });
  });

  test('short breaks and children of 18 are not projected, and that is said', () => {
    const snapshot = smallCouncil();
    snapshot.placements = snapshot.placements.map((each) => {
      if (each.reference === 'P1') return { ...each, shortBreak: 1 as const };
      return each.reference === 'P2' ? { ...each, birthMonth: '2005-12-01' } : each;
    });
    const made = place(snapshot, steadyDemand(0));
    expect(noteTexts(made.notes).join(' ')).toContain('1 open short breaks are not projected');
    expect(noteTexts(made.notes).join(' ')).toContain('1 open placements are of children who had turned 18');
    expect(made.placements.unitCosts.find((cost) => cost.group === 'FOS')?.children).toBe(0);
  });

  test('with no children held, the line is its actuals and entries, and that is said', () => {
    const snapshot = { ...smallCouncil(), placements: [], placementPrices: [], capacityUnits: [] };
    const made = place(snapshot);
    expect(made.line.outturn).toBe(made.line.actualToPeriod);
    expect(noteTexts(made.notes).join(' ')).toContain('No placements and no monthly counts are held');
  });

  test('with monthly counts only, all cost is projected at the price that is set', () => {
    const counts = Array.from({ length: 24 }, (_, index) => {
      const month = `${2022 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
      return {
        measure: 'stock' as const,
        month,
        groupCode: 'FOS',
        band: '*',
        uasc: 'all' as const,
        source: 'x',
        value: 10,
      };
    });
    const snapshot: Snapshot = {
      ...smallCouncil(),
      ...{ placements: [], placementPrices: [], capacityUnits: [] },
      demandSeries: rows('demandSeries', counts),
    };
    const chosen = { ...scenario(), method: 'naive' as const, assumptions: { 'starter-weekly:FOS': 700 } };
    const made = forecast(snapshot, chosen);
    expect(made.placements.committed).toBe(0);
    expect(made.placements.projected).toBe(10 * 91 * 10_000);
  });
});

describe('placements with the demand engine', () => {
  test('months of the year come to the line; later months are shown and not counted', () => {
    const made = place(smallCouncil());
    expect(made.placements.months).toHaveLength(36);
    const year = made.placements.months.slice(0, 3).flatMap((month) => month.groups);
    expect(Math.abs(sum(year.map((cell) => cell.committed)) - made.placements.committed)).toBeLessThanOrEqual(2);
    expect(Math.abs(sum(year.map((cell) => cell.projected)) - made.placements.projected)).toBeLessThanOrEqual(2);
    const { committed, projected, contributions, blockCost } = made.placements;
    const ahead = made.line.committed + made.line.projected;
    expect(Math.abs(ahead - committed - projected - contributions - blockCost)).toBeLessThanOrEqual(3);
  });

  test('a data date inside a month costs the register up to it and the projection after', () => {
    const snapshot = { ...smallCouncil(), dataDate: '2024-01-17' };
    const made = place(snapshot);
    const january = made.months[9];
    const register = (17 * (70_000 + 80_000 + 500_000 + 600_000)) / 7;
    expect(january?.committed ?? 0).toBeGreaterThan(register);
    expect(made.placements.months[0]?.month).toBe('2024-01-01');
    const whole = place({ ...smallCouncil(), dataDate: '2023-12-31' });
    expect(Math.abs((january?.committed ?? 0) / (whole.months[9]?.committed ?? 1) - 1)).toBeLessThan(0.05);
  });

  test('cost rises with children, never falls below fixed cost, and fixed places are never more than full', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 30 }), (days, percent) => {
        const snapshot = { ...smallCouncil(), dataDate: addDays('2023-04-01', days) };
        const made = forecast(snapshot, scenario([lever('entrants-percent', percent)], 0));
        const { committed, projected, blockCost, voids, contributions } = made.placements;
        expect(Math.min(committed, projected, blockCost, voids)).toBeGreaterThanOrEqual(0);
        expect(voids).toBeLessThanOrEqual(blockCost + 1);
        expect(contributions).toBeLessThanOrEqual(0);
        const base = forecast(snapshot, scenario([], 0));
        expect(made.total.outturn - base.total.outturn).toBeGreaterThanOrEqual(-5_000_000);
      }),
      { numRuns: 25 },
    );
  });
});
