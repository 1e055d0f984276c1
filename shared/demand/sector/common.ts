/** What the sector's two models share (docs/sector-models.md §1, §2): input, categories, daily counts. */
import { type CivilDate, dateOfDay, dayNumber } from '../../model/calendar.ts';

/** Where the models start: raw episodes and headers, several years together, in file order, years ascending. */
export type SectorInput = {
  headers: readonly { childKey: string; birth: CivilDate; year: string | null }[];
  episodes: readonly SectorRow[];
};
export type SectorRow = {
  childKey: string;
  decom: CivilDate;
  dec: CivilDate | null;
  rne: string;
  place: string;
  provider: string;
  /** The file it came in: the core model orders files by the latest calendar year of DECOM. */
  file: string;
  year: string;
};

/** A cleaned episode, in day numbers. `before` and `after` are categories of the neighbours that abut. */
export type SectorEpisode = {
  childKey: string;
  birth: number;
  start: number;
  /** Null = still open at the end of the data. */
  end: number | null;
  rne: string;
  place: string;
  provider: string;
  /** Index of the age band at the start, and at the end (null = open). */
  band: number;
  endBand: number | null;
  category: string;
  before: string;
  after: string;
};

/** Stock by state for every day from `from` on; each series has one number a day. */
export type SectorStock = { from: CivilDate; days: number; states: string[]; series: Map<string, Int32Array> };

/** Daily rates from a state to another, entrants per day by state. */
export type SectorRates = { rates: Map<string, Map<string, number>>; entrants: Map<string, number> };

/** One number a day per state, from the day after the start date on. */
export type SectorForecast = {
  from: CivilDate;
  days: number;
  states: string[];
  series: Map<string, Float64Array>;
  /** Variance by state and day; null where the model gives none. */
  variance: Map<string, Float64Array> | null;
};

/** Days in a year, as both programs have it. */
export const sectorYear = 365.24;

/** Sorts and tidies raw rows: the common cleaning (steps 1–3 of the core model). `dropRepeatedEnd` is step 2. */
export function cleanRows(rows: readonly SectorRow[]): { row: SectorRow; start: number; end: number | null }[][] {
  const children = new Map<string, { row: SectorRow; start: number; end: number | null }[]>();
  for (const row of rows) {
    const item = { row, start: dayNumber(row.decom), end: row.dec === null ? null : dayNumber(row.dec) };
    const list = children.get(row.childKey);
    if (list) list.push(item);
    else children.set(row.childKey, [item]);
  }
  const cleaned = [];
  for (const list of children.values()) {
    list.sort((a, b) => a.start - b.start || (a.end ?? Number.NEGATIVE_INFINITY) - (b.end ?? Number.NEGATIVE_INFINITY));
    const starts = list.filter((item, index) => list[index + 1]?.start !== item.start);
    const ends = new Set<number | null>();
    const kept = starts.filter((item) => !ends.has(item.end) && ends.add(item.end));
    for (const [index, item] of kept.entries()) {
      const next = kept[index + 1];
      if (next && (item.end === null || item.end > next.start)) item.end = next.start;
    }
    cleaned.push(kept);
  }
  return cleaned;
}

/**
 * Stock of every state on every day of `[first, last]`: starts up to and including the day less ends up to and
 * including it, so that an end day is not counted.
 */
export function sectorStock(
  episodes: readonly SectorEpisode[],
  stateOf: (band: number, category: string) => string,
  first: number,
  last: number,
): SectorStock {
  const days = Math.max(0, last - first + 1);
  const series = new Map<string, Int32Array>();
  for (const episode of episodes) {
    const state = stateOf(episode.band, episode.category);
    let steps = series.get(state);
    if (!steps) {
      steps = new Int32Array(days);
      series.set(state, steps);
    }
    const from = Math.max(0, episode.start - first);
    if (from < days) steps[from] = (steps[from] ?? 0) + 1;
    if (episode.end !== null) {
      const to = Math.max(0, episode.end - first);
      if (to < days) steps[to] = (steps[to] ?? 0) - 1;
    }
  }
  for (const steps of series.values()) for (let day = 1; day < days; day++) steps[day]! += steps[day - 1]!;
  const states = [...series.keys()].sort();
  return { from: dateOfDay(first), days, states, series };
}

/** Stock of a state on a day: 0 before the data, its last value after (nothing more is known to have happened). */
export function sectorStockOn(stock: SectorStock, state: string, date: CivilDate): number {
  const at = Math.min(dayNumber(date) - dayNumber(stock.from), stock.days - 1);
  return stock.series.get(state)?.[at] ?? 0;
}

/** Adds to a number in a map of maps. */
export function addRate(rates: Map<string, Map<string, number>>, from: string, to: string, value: number): void {
  const row = rates.get(from);
  if (row) row.set(to, (row.get(to) ?? 0) + value);
  else rates.set(from, new Map([[to, value]]));
}
