import { describe, expect, test } from 'vitest';
import { projectDemand } from '../../../shared/demand/project.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import { demandInput } from '../../../shared/scenario/demand-cache.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

// The operational drivers of Nottingham's savings programme, each as the one lever an officer would set.
const from = '2024-01-01';
const drivers: Record<string, Lever> = {
  avoided: { ...newLever('entrants-number', 'avoided', from), value: -35 / 12, name: '35 more avoided a year' },
  sgo: { ...newLever('exits-number', 'sgo', from), value: 20, reference: 'sgo', name: '20 to SGO' },
  reunified: { ...newLever('exits-number', 'reunified', from), value: 4, reference: 'reunification', name: '4 home' },
  shorter: { ...newLever('duration-weeks', 'shorter', from), value: 5, name: 'five weeks shorter' },
  carers: { ...newLever('carers', 'carers', from), value: 11, name: '11 more carers' },
  beds: { ...newLever('block-beds', 'beds', from), value: 10, name: '10 more block beds' },
};
const snapshot = sampleSnapshot();
const scenario = (levers: Lever[]): Scenario => ({ ...newScenario('x', '2023/24', 9), levers });
const project = (...levers: Lever[]) => projectDemand(demandInput(snapshot, scenario(levers)));
const base = project();
const at = 11;
const total = (levers: Lever[], month = at) => project(...levers).months[month]!.total.stock;
/** Placements in what is left of the year, January to March, pence: own and starter prices, fixed units, contributions. */
function costOf(...levers: Lever[]): number {
  const { committed, projected, blockCost, contributions } = forecast(snapshot, scenario(levers)).placements;
  return committed + projected + blockCost + contributions;
}
/** Own and starter prices over two years. */
const spotOf = (...levers: Lever[]) =>
  forecast(snapshot, scenario(levers))
    .placements.months.slice(0, 24)
    .reduce((sum, { groups }) => sum + groups.reduce((all, cell) => all + cell.committed + cell.projected, 0), 0);
const results = new Map(
  Object.entries(drivers).map(([name, lever]) => [name, { lever, months: project(lever).months }]),
);
const change = (name: string, month = at) =>
  results.get(name)!.months[month]!.total.stock - base.months[month]!.total.stock;

describe('the operational drivers of Nottingham as levers', () => {
  test('fewer children after a year, never by more than the driver says', () => {
    // After twelve months a year's worth has acted; some of those children would have left anyway.
    for (const [name, most] of [
      ['avoided', 35],
      ['sgo', 20],
      ['reunified', 4],
    ] as const) {
      expect(change(name)).toBeLessThan(0);
      expect(change(name)).toBeGreaterThan(-most - 1e-9);
      expect(Math.abs(change(name))).toBeGreaterThan(most / 2);
    }
    expect(change('shorter')).toBeLessThan(0);
    expect(change('avoided')).toBeLessThan(change('sgo'));
    expect(change('sgo')).toBeLessThan(change('reunified'));
    // Five times as many, less those who would have left by themselves: fewer of the settled children under connected carers.
    expect(change('sgo') / change('reunified')).toBeGreaterThan(5);
    expect(change('sgo') / change('reunified')).toBeLessThan(5.5);
  });

  test('each route takes children from where they leave by it', () => {
    const part = (name: string, group: string) =>
      (results.get(name)!.months[at]!.groups[group]!.stock - base.months[at]!.groups[group]!.stock) / change(name);
    // Connected carers become special guardians; nobody leaves them for home.
    expect(part('sgo', 'FOSTER-CONNECTED')).toBeGreaterThan(0.85);
    expect(part('reunified', 'FOSTER-CONNECTED')).toBeLessThan(0.1);
  });

  test('exactly the stated number enter less and leave more in a year', () => {
    const over = (name: string, key: 'entrants' | 'leavers') =>
      results
        .get(name)!
        .months.slice(0, 12)
        .reduce((sum, month, index) => {
          return sum + month.total[key] - base.months[index]!.total[key];
        }, 0);
    expect(over('avoided', 'entrants')).toBeCloseTo(-35, 6);
    // Those who left by the lever cannot leave by themselves later, so a little under twenty more leave.
    expect(over('sgo', 'leavers')).toBeLessThan(20);
    expect(over('sgo', 'leavers')).toBeGreaterThan(17);
  });

  test('carers and beds change where children live, not how many there are', () => {
    expect(change('carers')).toBeCloseTo(0, 0);
    const { months } = results.get('carers')!;
    const moved = (group: string) => months[at]!.groups[group]!.stock - base.months[at]!.groups[group]!.stock;
    expect(moved('FOSTER-INHOUSE')).toBeGreaterThan(4);
    expect(moved('FOSTER-INHOUSE')).toBeLessThan(11);
    expect(moved('FOSTER-IFA')).toBeLessThan(-4);
    expect(change('beds')).toBeCloseTo(0, 6);
  });

  test('each saves money; the beds cost their fixed sum and take children from spot purchase', () => {
    const nothing = costOf();
    const saved = (name: string) => nothing - costOf(drivers[name]!);
    for (const name of ['avoided', 'sgo', 'reunified', 'shorter', 'carers', 'beds']) {
      expect(saved(name), name).toBeGreaterThan(0);
    }
    expect(saved('avoided')).toBeGreaterThan(saved('sgo'));
    expect(saved('sgo')).toBeGreaterThan(saved('reunified'));
    const all = costOf(...Object.values(drivers));
    expect(nothing - all).toBeGreaterThan(saved('avoided'));
    // Together they save less than the sum of each alone: a child avoided cannot also be stepped down.
    expect(nothing - all).toBeLessThan(Object.keys(drivers).reduce((sum, name) => sum + saved(name), 0) * 1.05);
    // Over two years too, without the fixed sums, which only the beds change.
    const spot = spotOf();
    for (const [name, lever] of Object.entries(drivers)) expect(spotOf(lever), name).toBeLessThan(spot);
    const { placements } = forecast(snapshot, scenario([drivers.beds!]));
    const fixed = placements.blockCost - forecast(snapshot, scenario([])).placements.blockCost;
    // Ten beds at what the block's 32 cost a place, £160,725 a year, for 91 days of 366.
    expect(Math.abs(fixed - ((514_319_300 / 32) * 10 * 91) / 366)).toBeLessThan(2);
  });

  test('nothing acts before its date; a ramp comes in by a straight line; a switched-off lever is the base to the bit', () => {
    for (const lever of Object.values(drivers)) {
      const later = project({ ...lever, from: '2024-07-01' });
      expect(later.months.slice(0, 6)).toEqual(base.months.slice(0, 6));
      if (lever.kind !== 'block-beds') expect(later.months[11]).not.toEqual(base.months[11]);
      expect(project({ ...lever, on: false }).months).toEqual(base.months);
    }
    const ramped = total([{ ...drivers.avoided!, rampMonths: 12 }]);
    expect(ramped).toBeGreaterThan(total([drivers.avoided!]));
    expect(ramped).toBeLessThan(base.months[at]!.total.stock);
  });

  test('asking for more than there are is capped and said', () => {
    const none = project({ ...drivers.avoided!, value: -2000 });
    expect(none.months.every((month) => month.total.entrants >= 0)).toBe(true);
    expect(none.months[at]!.total.entrants).toBe(0);
    expect(none.notes.join(' ')).toContain('entrants are capped at zero');
    const gone = project({ ...drivers.sgo!, value: 60_000 });
    expect(gone.notes.join(' ')).toContain('more are to leave than there are children');
    for (const month of gone.months)
      for (const cell of Object.values(month.groups)) expect(cell.stock).toBeGreaterThanOrEqual(-1e-9);
    const short = project({ ...drivers.shorter!, value: 5000 });
    expect(short.notes.join(' ')).toContain('cannot fall under a week');
    const many = project({ ...drivers.carers!, value: 3000 });
    expect(many.notes.join(' ')).toContain('too few new placements to fill every place');
    for (const month of many.months) {
      const { opening, entrants, leavers, stock } = month.total;
      expect(opening + entrants - leavers - stock).toBeCloseTo(0, 8);
      for (const cell of Object.values(month.groups)) expect(cell.stock).toBeGreaterThanOrEqual(-1e-9);
    }
  });
});
