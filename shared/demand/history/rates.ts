import { formatDate } from '../../format/format.ts';
import { bandInCare, bands } from '../../model/bands.ts';
import { dayNumber } from '../../model/calendar.ts';
import { OutturnError } from '../../model/problem.ts';
import { type ExitRoute, exitRouteNames } from './exit-routes.ts';
import { eachFlow } from './flows.ts';
import { monthIndexDay, monthIndexOfDay } from './month-index.ts';
import { eachSpanIn, type Spans } from './spans.ts';

/**
 * Events and exposure of a window, and the rates they give (docs/model.md §3). `groups` are the modelled groups; cells
 * are band × groups + group. `events` and `rates` hold for each cell the destinations in group order, then leaving
 * care.
 */
export type DemandRates = {
  groups: readonly string[];
  window: { from: string; to: string };
  kappaDays: number;
  /** Child-days in each cell. */
  exposure: Float64Array;
  events: Float64Array;
  /** Of the events of leaving care those by a route a lever can name, route by route (exit-routes.ts) and cell by cell. */
  routeEvents: Float64Array;
  /** Per child-day. */
  rates: Float64Array;
  /** What each rate is shrunk to: its group's rate over all bands, per child-day. */
  parents: Float64Array;
  /** Children entering each cell in the window. */
  entrantEvents: Float64Array;
  /** Days of the window; with a seasonal index each counts as much as its month's index. */
  days: number;
  /** Per day. */
  entrants: Float64Array;
  /** Share of each cell's exposure and entrants that is unaccompanied children (0 to 1). */
  uascExposure: Float64Array;
  uascEntrants: Float64Array;
  /** Index by calendar month (January first, mean 1 over the year); null = none. */
  season: readonly number[] | null;
};

/**
 * λ = (events + κ·parent) / (exposure + κ), per child-day. Case FLOW-07. With κ = 0 the raw rate, nought where there is
 * neither event nor exposure. Throws `rate-without-exposure`, naming the cell, where there are events but no exposure.
 */
export function shrunkRate(
  events: number,
  exposureDays: number,
  parent: number,
  kappaDays: number,
  cell: string,
): number {
  if (events > 0 && !(exposureDays > 0)) {
    throw new OutturnError(
      'rate-without-exposure',
      `${cell}: ${events} events but no child-days in the reference window, so there is no rate. Choose a longer window.`,
      { cell, events },
    );
  }
  const weight = exposureDays + kappaDays;
  return weight > 0 ? (events + kappaDays * parent) / weight : 0;
}

export type RateOptions = {
  spans: Spans;
  /** All groups in the order of the span's group indexes; unmodelled ones count as outside care. */
  groups: readonly { code: string; modelled: 0 | 1 }[];
  /** Both inclusive. */
  window: { from: string; to: string };
  dataDate: string;
  kappaDays: number;
  seasonal?: boolean;
};

/**
 * Rates of a window. A night is exposure when it lies in the window and the next morning is known; an event on a day
 * belongs to the night before it, so that every event has exposure. Entrants count by the day and age they start at.
 */
export function measureRates(options: RateOptions): DemandRates {
  const { spans, groups, window, kappaDays } = options;
  const modelled = groups.filter((group) => group.modelled === 1).map((group) => group.code);
  const size = modelled.length;
  const position = groups.map((group) => (group.modelled === 1 ? modelled.indexOf(group.code) : -1));
  const cells = bands.length * size;
  const rates: DemandRates = {
    groups: modelled,
    window,
    kappaDays,
    exposure: new Float64Array(cells),
    events: new Float64Array(cells * (size + 1)),
    routeEvents: new Float64Array(cells * exitRouteNames.length),
    rates: new Float64Array(cells * (size + 1)),
    parents: new Float64Array(cells * (size + 1)),
    entrantEvents: new Float64Array(cells),
    days: dayNumber(window.to) - dayNumber(window.from) + 1,
    entrants: new Float64Array(cells),
    uascExposure: new Float64Array(cells),
    uascEntrants: new Float64Array(cells),
    season: options.seasonal ? seasonalIndex(spans, options.dataDate) : null,
  };
  if (rates.days <= 0) {
    throw new OutturnError(
      'invalid-input',
      `The reference window ends on ${formatDate(window.to)}, before it starts on ${formatDate(window.from)}.`,
    );
  }
  if (rates.season) {
    const weighted = seasonalDays(window, rates.season);
    if (weighted > 0) rates.days = weighted;
    else rates.season = null;
  }
  const first = dayNumber(window.from);
  const lastNight = Math.min(dayNumber(window.to), dayNumber(options.dataDate) - 1);
  countExposure(spans, position, rates, first, lastNight + 1);
  eachFlow(spans, dayNumber(options.dataDate), (kind, index, day, from, to) => {
    const source = from < 0 ? -1 : position[from]!;
    const target = to < 0 ? -1 : position[to]!;
    if (source >= 0 && kind !== 'birthday' && source !== target) {
      if (day - 1 < first || day - 1 > lastNight) return;
      const band = bandInCare(monthIndexOfDay(day - 1) - spans.birth[index]!);
      const at = (band * size + source) * (size + 1) + (target < 0 ? size : target);
      rates.events[at] = rates.events[at]! + 1;
      const route = kind === 'leaver' ? spans.exitRoute[index]! : 0;
      if (route > 0) rates.routeEvents[(route - 1) * cells + band * size + source]! += 1;
    } else if (source < 0 && target >= 0) {
      if (day < first || day > dayNumber(window.to)) return;
      const cell = bandInCare(monthIndexOfDay(day) - spans.birth[index]!) * size + target;
      rates.entrantEvents[cell] = rates.entrantEvents[cell]! + 1;
      if (spans.uasc[index] === 1) rates.uascEntrants[cell] = rates.uascEntrants[cell]! + 1;
    }
  });
  for (let cell = 0; cell < cells; cell += 1) {
    rates.entrants[cell] = rates.entrantEvents[cell]! / rates.days;
    if (rates.exposure[cell]! > 0) rates.uascExposure[cell] = rates.uascExposure[cell]! / rates.exposure[cell]!;
    if (rates.entrantEvents[cell]! > 0)
      rates.uascEntrants[cell] = rates.uascEntrants[cell]! / rates.entrantEvents[cell]!;
  }
  fillRates(rates);
  return rates;
}

function countExposure(
  spans: Spans,
  position: readonly number[],
  rates: DemandRates,
  first: number,
  end: number,
): void {
  const size = rates.groups.length;
  eachSpanIn(spans, position, first, end, (index, group, from, last) => {
    const birth = spans.birth[index]!;
    let day = from;
    for (let band = bandInCare(monthIndexOfDay(day) - birth); day < last && band < bands.length; band += 1) {
      // The part of the birthday month before the 18th birthday is the oldest band's.
      const until = band === bands.length - 1 ? last : Math.min(last, monthIndexDay(birth + bands[band]!.toMonth));
      const cell = band * size + group;
      rates.exposure[cell] = rates.exposure[cell]! + until - day;
      if (spans.uasc[index] === 1) rates.uascExposure[cell] = rates.uascExposure[cell]! + until - day;
      day = until;
    }
  });
}

/** Fills `rates` and `parents` from events and exposure: cell ← its group over all bands ← all groups. */
export function fillRates(rates: DemandRates): void {
  const size = rates.groups.length;
  const { exposure, events, kappaDays } = rates;
  const groupExposure = new Float64Array(size);
  const groupEvents = new Float64Array(size * (size + 1));
  for (let cell = 0; cell < exposure.length; cell += 1) {
    const group = cell % size;
    groupExposure[group] = groupExposure[group]! + exposure[cell]!;
    for (let to = 0; to <= size; to += 1) {
      const at = group * (size + 1) + to;
      groupEvents[at] = groupEvents[at]! + events[cell * (size + 1) + to]!;
    }
  }
  for (let to = 0; to <= size; to += 1) {
    let [allEvents, allExposure] = [0, 0];
    for (let group = 0; group < size; group += 1) {
      if (group === to) continue;
      allEvents += groupEvents[group * (size + 1) + to]!;
      allExposure += groupExposure[group]!;
    }
    const all = allExposure > 0 ? allEvents / allExposure : 0;
    for (let group = 0; group < size; group += 1) {
      if (group === to) continue;
      const name = cellName(rates, null, group, to);
      const parent = shrunkRate(groupEvents[group * (size + 1) + to]!, groupExposure[group]!, all, kappaDays, name);
      for (let band = 0; band < bands.length; band += 1) {
        const cell = band * size + group;
        const at = cell * (size + 1) + to;
        rates.parents[at] = parent;
        rates.rates[at] = shrunkRate(events[at]!, exposure[cell]!, parent, kappaDays, cellName(rates, band, group, to));
      }
    }
  }
}

/**
 * Rates of leaving by one route, per child-day by cell: events and κ child-days at the group's rate over all bands,
 * over exposure + κ. Nought in a group nobody left by it: unlike the rates of docs/model.md §3, what one group does
 * says nothing of another.
 */
export function routeRates(rates: DemandRates, route: ExitRoute): number[] {
  const { exposure, kappaDays, routeEvents } = rates;
  const size = rates.groups.length;
  const first = exitRouteNames.indexOf(route) * exposure.length;
  const groupEvents = new Array<number>(size).fill(0);
  const groupExposure = new Array<number>(size).fill(0);
  exposure.forEach((days, cell) => {
    groupExposure[cell % size]! += days;
    groupEvents[cell % size]! += routeEvents[first + cell]!;
  });
  return Array.from(exposure, (days, cell) => {
    const group = cell % size;
    const parent = groupEvents[group]! > 0 ? groupEvents[group]! / groupExposure[group]! : 0;
    return shrunkRate(routeEvents[first + cell]!, days, parent, kappaDays, cellName(rates, null, group, size));
  });
}

/** Entrants per day of a step: the rates' own, times the index of its calendar month where there is one. */
export function entrantsOf(rates: DemandRates, step: { start: string }): Float64Array {
  const index = rates.season?.[Number(step.start.slice(5, 7)) - 1];
  return index === undefined ? rates.entrants : rates.entrants.map((perDay) => perDay * index);
}

/** A cell in words: “10–15, Fostering to Residential”, for messages and tables. */
export function cellName(rates: Pick<DemandRates, 'groups'>, band: number | null, group: number, to: number): string {
  const where = band === null ? 'All ages' : bands[band]!.label;
  return `${where}, ${rates.groups[group]} to ${rates.groups[to] ?? 'leaving care'}`;
}

/** Days from `from` to `to`, both in it, each times the index of its month: what a year of even entrants would bring in. */
function seasonalDays({ from, to }: { from: string; to: string }, season: readonly number[]): number {
  const end = dayNumber(to) + 1;
  let total = 0;
  for (let day = dayNumber(from); day < end; ) {
    const month = monthIndexOfDay(day);
    const until = Math.min(end, monthIndexDay(month + 1));
    total += (until - day) * season[month % 12]!;
    day = until;
  }
  return total;
}

/** Entrants of each calendar month over the whole history held, per day, divided by their mean; null under two years. */
export function seasonalIndex(spans: Spans, dataDate: string): number[] | null {
  const lastMonth = monthIndexOfDay(dayNumber(dataDate) + 1) - 1;
  const counts = new Map<number, number>();
  eachFlow(spans, dayNumber(dataDate), (kind, _index, day) => {
    if (kind !== 'entrant') return;
    const month = monthIndexOfDay(day);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  });
  const firstMonth = Math.max(lastMonth - 59, Math.min(...counts.keys()) + 1);
  const years = Math.floor((lastMonth - firstMonth + 1) / 12);
  if (!(years >= 2)) return null;
  const index = new Array<number>(12).fill(0);
  for (let month = lastMonth - years * 12 + 1; month <= lastMonth; month += 1) {
    index[month % 12]! += (counts.get(month) ?? 0) / (monthIndexDay(month + 1) - monthIndexDay(month));
  }
  const mean = index.reduce((sum, value) => sum + value, 0) / 12;
  return mean > 0 ? index.map((value) => value / mean) : null;
}
