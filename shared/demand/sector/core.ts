/**
 * `d2i-core`: the sector's core demand model, reproduced so that a council can tie back to figures it has published
 * (docs/model.md §6, docs/sector-models.md §1; accepted by tests/fixtures/sector-small). Its known defects are kept here
 * and nowhere else: ageing is exponential, a day with no stock counts as a rate of nought, and it has no interval.
 */
import { type CivilDate, dateOfDay, dayNumber } from '../../model/calendar.ts';
import { OutturnError } from '../../model/problem.ts';
import {
  addRate,
  cleanRows,
  type SectorEpisode,
  type SectorForecast,
  type SectorInput,
  type SectorRates,
  type SectorRow,
  type SectorStock,
  sectorStock,
  sectorStockOn,
  sectorYear,
} from './common.ts';

/** Bands by age in years `[from, to)`, with the length of each in days that its ageing rate uses. */
export const coreBands = [
  { code: 'BIRTH_TO_ONE', from: -1, to: 1, days: 365 },
  { code: 'ONE_TO_FIVE', from: 1, to: 5, days: 1460 },
  { code: 'FIVE_TO_TEN', from: 5, to: 10, days: 1825 },
  { code: 'TEN_TO_SIXTEEN', from: 10, to: 16, days: 2190 },
  { code: 'SIXTEEN_TO_EIGHTEEN', from: 16, to: 30, days: 5110 },
] as const;
export const coreCategories = ['FOSTERING', 'OTHER', 'RESIDENTIAL', 'SUPPORTED'] as const;
export const coreNotInCare = 'NOT_IN_CARE';

/** The category of a PLACE code; anything not named is OTHER. */
export function coreCategory(place: string): (typeof coreCategories)[number] {
  if (/^U[1-6]$/.test(place)) return 'FOSTERING';
  if (place === 'K2' || place === 'R1') return 'RESIDENTIAL';
  return place === 'H5' || place === 'P2' ? 'SUPPORTED' : 'OTHER';
}

/** `BIRTH_TO_ONE|FOSTERING`. */
export const coreState = (band: number, category: string) => `${coreBands[band]?.code ?? 'NO_BAND'}|${category}`;

/** Band of an age at which days are divided by 365.24; −1 outside every band. */
function bandAt(birth: number, day: number): number {
  const age = (day - birth) / sectorYear;
  return coreBands.findIndex((band) => age >= band.from && age < band.to);
}

/** Files by the latest calendar year of DECOM, as the core model numbers them; rows keep their order inside. */
function inFileYearOrder(rows: readonly SectorRow[]): SectorRow[] {
  const years = new Map<string, string>();
  for (const row of rows) {
    const year = row.decom.slice(0, 4);
    if (year > (years.get(row.file) ?? '')) years.set(row.file, year);
  }
  return [...rows].sort((a, b) => (years.get(a.file) ?? '').localeCompare(years.get(b.file) ?? ''));
}

/** Raw rows to the model's episodes: headers' first birth date, steps 1–3, categories before and after. */
export function coreEpisodes(input: SectorInput): SectorEpisode[] {
  const births = new Map<string, number>();
  for (const header of input.headers) {
    if (!births.has(header.childKey)) births.set(header.childKey, dayNumber(header.birth));
  }
  const rows = inFileYearOrder(input.episodes).filter((row) => births.has(row.childKey));
  const episodes: SectorEpisode[] = [];
  for (const child of cleanRows(rows)) {
    for (const [index, { row, start, end }] of child.entries()) {
      const [previous, next] = [child[index - 1], child[index + 1]];
      const birth = births.get(row.childKey) ?? 0;
      episodes.push({
        childKey: row.childKey,
        birth,
        start,
        end,
        rne: row.rne,
        place: row.place,
        provider: row.provider,
        band: bandAt(birth, start),
        endBand: end === null ? null : bandAt(birth, end),
        category: coreCategory(row.place),
        before: previous?.end === start ? coreCategory(previous.row.place) : coreNotInCare,
        after: end !== null && next?.start === end ? coreCategory(next.row.place) : coreNotInCare,
      });
    }
  }
  return episodes;
}

/** Daily stock from the first DECOM to the last DECOM or DEC. Throws `no-data` when there is no episode. */
export function coreStock(episodes: readonly SectorEpisode[]): SectorStock {
  if (episodes.length === 0) {
    throw new OutturnError('no-data', 'There are no episodes of children with a header row to count. Import a return.');
  }
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const episode of episodes) {
    first = Math.min(first, episode.start);
    last = Math.max(last, episode.start, episode.end ?? episode.start);
  }
  return sectorStock(episodes, coreState, first, last);
}

/**
 * Rates over the inclusive window `[from, to]`: the mean over its days of endings on the day ÷ stock of the day before
 * (the first day uses its own), with nought over nought counted as nought; entrants ÷ (to − from).
 * Throws `rate-without-exposure`, naming the cell, where the program itself would give infinity.
 */
export function coreRates(
  episodes: readonly SectorEpisode[],
  stock: SectorStock,
  from: CivilDate,
  to: CivilDate,
): SectorRates {
  const [first, last, origin] = [dayNumber(from), dayNumber(to), dayNumber(stock.from)];
  const days = last - first + 1;
  if (days < 2)
    throw new OutturnError('invalid-input', 'The reference window must hold at least two days.', { from, to });
  const rates: SectorRates['rates'] = new Map();
  const entrants: SectorRates['entrants'] = new Map();
  const endings = new Map<string, number>();
  for (const episode of episodes) {
    const state = coreState(episode.band, episode.category);
    if (episode.before === coreNotInCare && episode.start >= first && episode.start <= last) {
      entrants.set(state, (entrants.get(state) ?? 0) + 1 / (last - first));
    }
    if (episode.end === null || episode.end < first || episode.end > last) continue;
    const key = `${state}\n${coreState(episode.band, episode.after)}\n${episode.end}`;
    endings.set(key, (endings.get(key) ?? 0) + 1);
  }
  for (const [key, count] of endings) {
    const [state = '', target = '', day = ''] = key.split('\n');
    const before = Math.max(Number(day) - 1, first);
    const children = stock.series.get(state)?.[before - origin] ?? 0;
    if (children <= 0) {
      throw new OutturnError(
        'rate-without-exposure',
        `A child leaves ${state} for ${target} on ${dateOfDay(Number(day))}, but no child was there the day before: no rate can be worked out.`,
        { from: state, to: target, date: dateOfDay(Number(day)) },
      );
    }
    addRate(rates, state, target, count / children / days);
  }
  return { rates, entrants };
}

/**
 * Daily forecast from the stock at `from` to `to` in steps of one day: out = clip(p·Σr, 0, p) shared in proportion
 * to r; p′ = p − out + in + λ, where r holds ageing at 1 ÷ band length. Unrounded children.
 * The buckets `band|NOT_IN_CARE` accumulate: leave them out of totals.
 */
export function coreForecast(rates: SectorRates, stock: SectorStock, from: CivilDate, to: CivilDate): SectorForecast {
  const states = coreBands
    .flatMap((band) => [...coreCategories, coreNotInCare].map((category) => `${band.code}|${category}`))
    .sort();
  const index = new Map(states.map((state, at) => [state, at]));
  const flows: { from: number; to: number; rate: number }[] = [];
  const total = new Float64Array(states.length);
  const add = (source: number, target: number, rate: number) => {
    total[source] = (total[source] ?? 0) + rate;
    flows.push({ from: source, to: target, rate });
  };
  for (const [source, targets] of rates.rates) {
    for (const [target, rate] of targets) {
      const [a, b] = [index.get(source), index.get(target)];
      if (a !== undefined && b !== undefined) add(a, b, rate);
    }
  }
  for (const [at, band] of coreBands.entries()) {
    for (const category of [...coreCategories, coreNotInCare]) {
      const target = index.get(coreState(at + 1, category)) ?? -1;
      add(index.get(coreState(at, category)) ?? 0, target, 1 / band.days);
    }
  }
  const entrants = states.map((state) => rates.entrants.get(state) ?? 0);
  let people = Float64Array.from(states, (state) => sectorStockOn(stock, state, from));
  const days = Math.max(0, dayNumber(to) - dayNumber(from));
  const lists = states.map(() => new Float64Array(days));
  for (let day = 0; day < days; day++) {
    const next = people.map((count, at) => count + (entrants[at] ?? 0));
    for (const { from: source, to: target, rate } of flows) {
      const count = people[source]!;
      const moved = (total[source]! > 1 ? count / total[source]! : count) * rate;
      next[source]! -= moved;
      if (target >= 0) next[target]! += moved;
    }
    people = next;
    for (const [at, list] of lists.entries()) list[day] = people[at]!;
  }
  const series = new Map(states.map((state, at) => [state, lists[at]!]));
  return { from: dateOfDay(dayNumber(from) + 1), days, states, series, variance: null };
}
