import { addDays, dateOfDay, dayNumber } from '../../../shared/model/calendar.ts';
import type { Placement, PlacementGroup } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import type { Feature } from './features.ts';
import { SimulatorStream } from './stream.ts';

/** Days since 1970 of the first day after the origin of every simulated history, and the last day of it as a date. */
export const origin = '2023-03-31';
const dayZero = dayNumber(origin) + 1;
const monthDays = 365.25 / 12;
const settling = 264;
const ahead = 25;

const named = (code: string, careType: PlacementGroup['careType'], position: number): PlacementGroup => ({
  ...{ id: position + 1, code, name: code, careType, position },
  modelled: 1,
  lineName: null,
});
export const simulatedGroups: readonly PlacementGroup[] = [
  named('FOS', 'fostering', 0),
  named('IFA', 'fostering', 1),
  named('RES', 'residential', 2),
  named('SUP', 'supported', 3),
];
/** Age at entry: the chance of each span of years, and the chance of each group at that age. */
const entryAges = [
  { from: 0, to: 1, weight: 19, groups: [62, 36, 2, 0] },
  { from: 1, to: 5, weight: 20, groups: [58, 40, 2, 0] },
  { from: 5, to: 10, weight: 19, groups: [50, 44, 6, 0] },
  { from: 10, to: 16, weight: 27, groups: [38, 42, 18, 2] },
  { from: 16, to: 17.6, weight: 15, groups: [20, 20, 10, 50] },
];
/** Leaving care and moving on, a year and child, by group. */
const exits = [0.36, 0.32, 0.34, 0.8];
const moves = [
  [0, 0.06, 0.05, 0.03],
  [0.05, 0, 0.07, 0.03],
  [0.05, 0.09, 0, 0.14],
  [0.02, 0.02, 0.03, 0],
];
/** Children in care for each one who enters a year, from a long run of the constant council: years a child stays. */
const stays = new Map<number, number>();

/** What is wanted of the pieces: the whole history, of which a forecaster sees what `seen` gives. */
export type History = { snapshot: Snapshot; recordedFrom: string };

/**
 * One history as placement records on civil dates, to 25 months after the origin; children who left before the history
 * held began are not in it. Births fall on any day; records hold the month. Deterministic in the feature and seed.
 */
export function simulateHistory(feature: Feature, seed: number): History {
  const years = 6 + (seed % 3);
  const recorded = dayZero - Math.round(years * 365.25);
  const stay = stays.get(feature.shape) ?? meanStay(feature.shape);
  stays.set(feature.shape, stay);
  const levels = levelsOf(feature, seed, Math.round(years * 12));
  const stream = new SimulatorStream(seed, 3);
  const rows: Placement[] = [];
  const perMonth = feature.children / stay / 12;
  let child = 0;
  levels.entries.forEach((level, month) => {
    const mean = perMonth * level;
    const lumpy = feature.dispersion > 1 ? stream.gammaOfVariance((feature.dispersion - 1) / mean) : 1;
    const households = stream.poisson((mean * lumpy) / feature.household);
    for (let household = 0; household < households; household += 1) {
      const time = startOf(month) + stream.uniform() * monthDays;
      const age = stream.pick(entryAges.map(({ weight }) => weight));
      const group = stream.pick(entryAges[age]!.groups);
      do {
        const { from, to } = entryAges[age]!;
        const years = from + stream.uniform() * (to - from);
        follow(feature, stream, levels.exits, `c${child}`, time, time - years * 365.25, group, recorded, rows);
        child += 1;
      } while (stream.uniform() > 1 / feature.household);
    }
  });
  const snapshot = emptySnapshot('Simulated', origin);
  snapshot.placementGroups = [...simulatedGroups];
  snapshot.placements = rows;
  return { snapshot, recordedFrom: dateOfDay(recorded) };
}

const startOf = (month: number) => dayZero + (month - settling) * monthDays;

/** Factors of entry and of leaving by month, from `settling` months before the origin. Walks begin 3 years before the data. */
function levelsOf(feature: Feature, seed: number, recorded: number): { entries: number[]; exits: number[] } {
  const stream = new SimulatorStream(seed, 5);
  const upward = stream.uniform() < 0.5;
  const breakMonth = settling - 2 - Math.floor(stream.uniform() * 9);
  let [entry, exit] = [0, 0];
  const entries: number[] = [];
  const exitsBy: number[] = [];
  for (let month = 0; month < settling + ahead; month += 1) {
    const walking = month >= settling - recorded - 36;
    const [one, other] = [stream.normal(), stream.normal()];
    if (walking) {
      entry += (one * feature.entryWalk) / Math.sqrt(12);
      exit += (other * feature.exitWalk) / Math.sqrt(12);
    }
    const after = feature.break && month >= breakMonth;
    const changed = (factor: number) => (after ? (upward ? factor : 1 / factor) : 1);
    const season = 1 + feature.season * Math.sin((2 * Math.PI * (month + 3)) / 12);
    entries.push(Math.exp(entry) * season * changed(feature.break?.entries ?? 1));
    exitsBy.push(Math.exp(exit) * changed(feature.break?.exits ?? 1));
  }
  return { entries, exits: exitsBy };
}

function follow(
  feature: Feature,
  stream: SimulatorStream,
  levels: readonly number[],
  childKey: string,
  entry: number,
  birth: number,
  entryGroup: number,
  recorded: number,
  rows: Placement[],
): void {
  const adult = birth + 18 * 365.25;
  const last = dayZero + ahead * monthDays;
  const birthMonth = `${dateOfDay(Math.floor(birth)).slice(0, 7)}-01`;
  let [time, group] = [entry, entryGroup];
  while (time < Math.min(last, adult)) {
    const [until, left] = nextEvent(feature, stream, levels, entry, time, group);
    const [start, end] = [Math.floor(time), Math.floor(Math.min(until, adult))];
    if (end > start && end > recorded) {
      rows.push({
        id: rows.length + 1,
        reference: `P${rows.length + 1}`,
        ...{ childKey, birthMonth, birthDate: null, uasc: 0 as const },
        groupCode: simulatedGroups[group]!.code,
        ...{ provider: null, route: 'spot' as const, start: dateOfDay(start) },
        end: end >= last ? null : dateOfDay(end),
        ...{ expectedEnd: null, area: null, unitCode: null, shortBreak: 0 as const, endReason: null },
      } as Placement);
    }
    if (left || until >= adult) return;
    time = until;
    group = stream.pick(moves[group]!);
  }
}

/** Time of the next event of a child and whether it is leaving care; month by month, the factor of the month in force. */
function nextEvent(
  { shape }: Feature,
  stream: SimulatorStream,
  levels: readonly number[],
  entry: number,
  from: number,
  group: number,
): [number, boolean] {
  const moving = moves[group]!.reduce((sum, rate) => sum + rate, 0) / 365.25;
  let wait = stream.exponential();
  let time = from;
  for (;;) {
    const month = Math.floor((time - dayZero) / monthDays) + settling;
    if (month >= levels.length) return [Number.POSITIVE_INFINITY, false];
    const next = startOf(month + 1);
    // The Weibull hazard at the middle of what is left of the month; capped in the first days.
    const inCare = Math.max(10, (time + next) / 2 - entry) / 365.25;
    const leaving = (exits[group]! * shape * inCare ** (shape - 1) * Math.max(0, levels[month]!)) / 365.25;
    const hazard = leaving + moving;
    if (hazard * (next - time) <= wait) {
      wait -= hazard * (next - time);
      time = next;
      continue;
    }
    time += wait / hazard;
    return [time, stream.uniform() * hazard < leaving];
  }
}

/** Mean time in care, years, of the constant council with a shape of leaving: 20,000 children followed once. */
function meanStay(shape: number): number {
  const stream = new SimulatorStream(1, 99);
  const flat = new Array<number>(12 * 20 + settling).fill(1);
  let total = 0;
  const children = 20_000;
  for (let child = 0; child < children; child += 1) {
    const age = entryAges[stream.pick(entryAges.map(({ weight }) => weight))]!;
    const years = age.from + stream.uniform() * (age.to - age.from);
    const adult = dayZero + (18 - years) * 365.25;
    let [time, group, left] = [dayZero, stream.pick(age.groups), false];
    while (time < adult && !left) {
      [time, left] = nextEvent({ shape } as Feature, stream, flat, dayZero, time, group);
      if (!left) group = stream.pick(moves[group]!);
    }
    total += Math.min(time, adult) - dayZero;
  }
  return total / children / 365.25;
}

/** What a forecaster at the origin would hold: later starts are not there and later ends are not known. */
export function seenAtOrigin({ snapshot }: History): Snapshot {
  const next = addDays(origin, 1);
  return {
    ...snapshot,
    placements: snapshot.placements
      .filter((row) => row.start < next)
      .map((row) => (row.end !== null && row.end >= next ? { ...row, end: null } : row)),
  };
}
