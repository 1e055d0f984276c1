import { describe, expect, test } from 'vitest';
import { driftOf } from '../../../shared/demand/backtest/vintages.ts';
import { projectDurationChain } from '../../../shared/demand/history/duration.ts';
import type { RateEdit } from '../../../shared/demand/history/rate-edits.ts';
import { seasonalIndex } from '../../../shared/demand/history/rates.ts';
import { readSpans } from '../../../shared/demand/history/spans.ts';
import { uascPosition } from '../../../shared/demand/history/uasc.ts';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { basePlan, prepare } from '../../../shared/demand/prepare.ts';
import { chainWithLevers, projectDemand } from '../../../shared/demand/project.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { projectionSteps } from '../../../shared/demand/steps.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { bands } from '../../../shared/model/bands.ts';
import { addDays, addMonths } from '../../../shared/model/calendar.ts';
import type { Lever, LeverKind } from '../../../shared/model/lever.ts';
import type { CapacityUnit, DemandCount } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { group, syntheticSnapshot, threeGroups } from './synthetic.ts';

/** Figures worked out here by hand, where a slip of a constant or a sign would else go unseen. */

const snapshot = syntheticSnapshot(300, 11);
const lever = (kind: LeverKind, value: number, part: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, kind, '2024-04-01'),
  value,
  ...part,
});
const input = (data: Snapshot, part: Partial<DemandInput> = {}): DemandInput => ({
  ...{ snapshot: data, levers: [], months: 6, method: 'chain', reference: null, kappaDays: 1095 },
  ...part,
});
const run = (data: Snapshot, ...levers: Lever[]) => projectDemand(input(data, { levers }));
const base = run(snapshot);
/** One exit rate for every age of FOS, and nothing else happening there. */
const leavingAt = (perDay: number): RateEdit[] =>
  bands.flatMap(({ code: band }) => [
    { band, group: 'FOS', to: null, perDay },
    { band, group: 'FOS', to: 'IFA', perDay: 0 },
    { band, group: 'FOS', to: 'RES', perDay: 0 },
  ]);

describe('time to leaving', () => {
  const rate = (edits: RateEdit[], weeks: number) => {
    const { months } = projectDemand(input(snapshot, { edits, levers: [lever('duration-weeks', weeks)] }));
    const { leavers, childDays } = months[0]!.groups.FOS!;
    return leavers / childDays;
  };

  test('five weeks off a mean of 200 days leaves 165', () => {
    expect(rate(leavingAt(1 / 200), 5)).toBeCloseTo(1 / 165, 12);
  });

  test('stops at a week, and leaves alone what is under a week already', () => {
    expect(rate(leavingAt(1 / 20), 5)).toBeCloseTo(1 / 7, 10);
    expect(rate(leavingAt(1 / 5), 5)).toBeCloseTo(1 / 5, 10);
  });
});

describe('places', () => {
  const unit = { id: 1, name: 'U', from: '2020-01-01', annualCostPence: 0, utilisationPercent: null, lineName: null };
  const foster = (places: number): Snapshot => ({
    ...snapshot,
    capacityUnits: [{ ...unit, code: 'U', kind: 'foster', groupCode: 'FOS', places } satisfies CapacityUnit],
  });
  const here = base.months[0]!.groups.FOS!.opening;
  const movedIn = (made: typeof base) => made.months[0]!.groups.FOS!.moversIn - base.months[0]!.groups.FOS!.moversIn;

  test('twelve carers a year bring one place a month', () => {
    const made = run(snapshot, lever('carers', 12, { toGroup: 'FOS', groups: ['IFA', 'RES'] }));
    const gained = made.months[0]!.groups.FOS!.stock - base.months[0]!.groups.FOS!.stock;
    expect(gained).toBeGreaterThan(0.9);
    expect(gained).toBeLessThanOrEqual(1);
  });

  test('what a block contract holds is not bought child by child, so fuller use of own places takes none of it', () => {
    const fuller = lever('utilisation', 10);
    expect(run(foster(here + 20), fuller).months[5]).not.toEqual(base.months[5]);
    const block = foster(here + 20);
    block.placements = block.placements.map((row) => (row.groupCode === 'FOS' ? row : { ...row, route: 'block' }));
    expect(run(block, fuller).months).toEqual(run(block).months);
  });

  test('a group with as many children as places takes no move; three free places are shared by two levers', () => {
    const moves = lever('moves', 2, { groups: ['RES'], toGroup: 'FOS' });
    expect(movedIn(run(foster(here), moves))).toBeCloseTo(0, 9);
    const both = run(foster(here + 3), moves, { ...moves, id: 'again', groups: ['IFA'] });
    expect(movedIn(both)).toBeGreaterThan(2.8);
    expect(movedIn(both)).toBeLessThanOrEqual(3);
    // One child over: the group also buys, and has no limit.
    expect(movedIn(run(foster(here - 1), moves))).toBeGreaterThan(1.8);
  });
});

describe('time in care', () => {
  const prepared = prepare(input(snapshot, { edits: leavingAt(0.004) }));
  const size = prepared.rates.groups.length;
  const steps = projectionSteps(snapshot.dataDate, 2);
  const leaving = (layer: number | null, entrants: boolean) => {
    const opening = Array.from({ length: 25 }, () => new Float64Array(216 * size));
    // A hundred children of ten, so many whole months in care.
    if (layer !== null) opening[layer]![125 * size] = 100;
    const plan = (view: { step: (typeof steps)[number] }) => {
      const own = basePlan(prepared, view.step);
      return { ...own, entrants: own.entrants.map((_, cell) => (entrants && cell === 3 * size ? 1 : 0)) };
    };
    const made = projectDurationChain(opening, size, steps, [1, 2, 3, 4, 5, 6], plan, prepared.cache);
    return made.map(({ leavers, childDays }) => leavers[3 * size]! / childDays[3 * size]! / 0.004);
  };

  test('two whole months pass evenly from the second class into the third over the month, three are of the third', () => {
    const [first, second] = leaving(2, false);
    expect(first).toBeCloseTo(2.5, 9);
    expect(second).toBeCloseTo(3, 9);
  });

  test('who enters is of the first class in the month', () => {
    expect(leaving(null, true)[0]).toBeCloseTo(1, 9);
  });
});

describe('from counts', () => {
  const count = (part: Partial<DemandCount>): DemandCount => ({
    ...{ id: 0, measure: 'stock', month: '2023-06-01', groupCode: '*', band: '*', uasc: 'all', source: 't', value: 0 },
    ...part,
  });
  const counted = (rows: Partial<DemandCount>[]): Snapshot => ({
    ...emptySnapshot('Counts', '2023-06-30'),
    placementGroups: [group('FOS', 'fostering', 0)],
    demandSeries: rows.map((row, id) => count({ id, ...row })),
  });

  test('leavers of a month stand over the mean of the children at both its ends', () => {
    const cell = { groupCode: 'FOS', band: '10-15' };
    const data = counted([
      { ...cell, month: '2023-05-01', value: 10 },
      { ...cell, value: 30 },
      { measure: 'leavers', value: 2 },
      { measure: 'entrants', value: 0 },
    ]);
    const reference = { from: '2023-06-01', to: '2023-06-30' };
    const { method, months } = projectDemand(input(data, { reference, kappaDays: 0, months: 1 }));
    expect(method).toBe('monthly-step');
    const july = months[0]!.groups.FOS!;
    expect(july.leavers).toBeCloseTo(30 * -Math.expm1((-31 * 2) / (20 * 30)), 9);
    expect(july.childDays).toBeCloseTo(((30 + july.stock) / 2) * 31, 9);
  });

  test('a trend brings the mean entrants of the last twelve months, by the days of the month', () => {
    const rows = Array.from({ length: 15 }, (_, back): Partial<DemandCount>[] => {
      const month = addMonths('2023-06-01', -back);
      return [
        { month, value: 50 },
        { month, measure: 'entrants', value: back < 12 ? back + 1 : 100 },
      ];
    });
    const { months } = projectDemand(input(counted(rows.flat()), { method: 'naive', months: 2 }));
    expect(months[0]!.total.entrants).toBeCloseTo((6.5 * 12 * 31) / 365.25, 9);
    expect(months[0]!.total.stock).toBe(50);
  });
});

test('a held group has its children every day of the month', () => {
  const constant = base.months[0]!.groups.OTH!;
  expect([0, 1].map((at) => base.months[at]!.groups.OTH!.childDays)).toEqual([
    constant.stock * 30,
    constant.stock * 31,
  ]);
});

test('as a hazard on the paths, what a lever moves on comes to its number over the child-days of the month', () => {
  const asked = input(snapshot, { levers: [lever('exits-number', 12, { from: '2024-05-01' })] });
  const plan = simulationPlan(asked, { seed: 1, drawRates: false });
  const may = chainWithLevers(prepare(asked), asked).steps[1]!;
  const wide = plan.groups.length + 1;
  const { extra } = plan.epochs[plan.epochOfStep[1]!]!;
  const gone = may.childDays.reduce((sum, days, cell) => sum + days * extra![cell * wide + wide - 1]!, 0);
  expect(gone).toBeCloseTo(1, 9);
});

test('the seasons are those of the last five years', () => {
  const like = snapshot.placements[0]!;
  // One a month for four years, before them thirteen in a January, and before those a hundred in a February.
  const starts = [
    ...Array.from({ length: 48 }, (_, at) => addMonths('2020-04-01', at)),
    ...Array.from({ length: 13 }, () => '2020-01-01'),
    ...Array.from({ length: 100 }, () => '2019-02-01'),
    '2018-01-01',
  ];
  const placements = starts.map((start, at) => ({
    ...like,
    ...{
      reference: `s${at}`,
      childKey: `s${at}`,
      birthMonth: '2015-01-01',
      start,
      end: addDays(start, 5),
      shortBreak: 0 as const,
    },
  }));
  const index = seasonalIndex(readSpans(placements, threeGroups), '2024-03-31')!;
  expect(index[0]! / index[2]!).toBeCloseTo(17 / 4, 9);
  expect(index[1]! / index[2]!).toBeCloseTo(31 / ((28 + 29 + 28 + 28) / 4), 1);
});

test('at the threshold there are no months left, whichever way the number goes', () => {
  expect(uascPosition(100_000, 0.001, 100, [2, 0, -1]).months).toEqual([0, 0, 0]);
});

test('a kept forecast is due at three months and overdue at six', () => {
  const dataDate = '2024-06-30';
  const data = { ...snapshot, dataDate };
  const states = [1, 2, 3, 5, 6, 7].map((age) => {
    const from = addDays(addMonths('2024-07-01', -age), -1);
    const figure = { mean: 500, low: 0, high: 1000 };
    const months = [{ on: addDays(addMonths(from, 2), -1), total: figure, groups: {} }];
    return driftOf([{ method: 'chain', dataDate: from, levers: 0, months }], data).state;
  });
  expect(states).toEqual(['fresh', 'fresh', 'due', 'due', 'overdue', 'overdue']);
});
