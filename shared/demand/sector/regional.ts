/**
 * `d2i-regional`: the sector's regional demand model, reproduced so that a council can tie back to figures it has
 * published (docs/model.md §6, docs/sector-models.md §2; accepted by tests/fixtures/sector-small). Its interval
 * (`round(p) ± 2√ΣV`) is about twice too wide: kept as published, and labelled so.
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
  type SectorStock,
  sectorStock,
  sectorStockOn,
  sectorYear,
} from './common.ts';

/** Bands and the age in years at which each ends. */
export const regionalBands = [
  { code: 'Birth to 1', to: 1 },
  { code: '1 to 5', to: 5 },
  { code: '5 to 10', to: 10 },
  { code: '10 to 16', to: 16 },
  { code: '16 to 18+', to: Number.POSITIVE_INFINITY },
] as const;
export const regionalCategories = ['Fostering', 'Other', 'Residential', 'Supported'] as const;
export const regionalNotInCare = 'Not in care';

/** The category of a PLACE code; anything not named is Other. */
export function regionalCategory(place: string): (typeof regionalCategories)[number] {
  if (/^U[1-6]$/.test(place)) return 'Fostering';
  if (['K2', 'R1', 'P3', 'S1'].includes(place)) return 'Residential';
  return ['H5', 'P2', 'K3'].includes(place) ? 'Supported' : 'Other';
}

/** `Birth to 1 - Fostering`. */
export const regionalState = (band: number, category: string) =>
  `${regionalBands[band]?.code ?? 'No band'} - ${category}`;

const bandAt = (birth: number, day: number) => regionalBands.findIndex((band) => (day - birth) / sectorYear < band.to);

/** The birthday `years` on; 29 February falls on the 28th where there is none. */
function birthday(birth: number, years: number): number {
  const [year, rest] = [Number(dateOfDay(birth).slice(0, 4)) + years, dateOfDay(birth).slice(4)];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return dayNumber(`${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`);
}

type Piece = { start: number; end: number | null; band: number; endBand: number | null };

/** Splits a span at the birthdays that end a band and that it reaches. `horizon` stands for the end of an open span. */
function splitAtBirthdays(birth: number, start: number, end: number | null, horizon: number): Piece[] {
  const pieces: Piece[] = [];
  const lastBand = bandAt(birth, end ?? horizon);
  let [from, band] = [start, bandAt(birth, start)];
  for (; band < lastBand; band++) {
    const cut = birthday(birth, regionalBands[band]!.to);
    // A span that begins on the birthday is, by 365.24, a moment under age: the program makes a piece of no days of it, which
    // is in no day's stock but comes in, or is moved to, in the younger band and goes on to the older.
    pieces.push({ start: from, end: cut, band, endBand: band + 1 });
    from = cut;
  }
  pieces.push({ start: from, end, band, endBand: lastBand });
  return pieces;
}

/** Last day of the data: the last DECOM or DEC of the rows. */
const lastDay = (rows: SectorInput['episodes']) =>
  rows.reduce((last, row) => Math.max(last, dayNumber(row.decom), row.dec === null ? 0 : dayNumber(row.dec)), 0);

/** Raw rows to the model's episodes: latest header, common cleaning, runs of one carer merged, split at birthdays. */
export function regionalEpisodes(input: SectorInput): SectorEpisode[] {
  const births = new Map<string, { birth: number; year: string }>();
  for (const header of input.headers) {
    const known = births.get(header.childKey);
    if (!known || (header.year ?? '') >= known.year) {
      births.set(header.childKey, { birth: dayNumber(header.birth), year: header.year ?? '' });
    }
  }
  const rows = input.episodes.filter((row) => births.has(row.childKey));
  const ordered = [...rows].sort((a, b) => a.year.localeCompare(b.year));
  const horizon = lastDay(rows);
  const episodes: SectorEpisode[] = [];
  for (const child of cleanRows(ordered)) {
    const runs: typeof child = [];
    for (const item of child) {
      const run = runs.at(-1);
      if (run && run.end === item.start && /^[LTU]$/.test(item.row.rne)) run.end = item.end;
      else runs.push({ ...item });
    }
    const first = episodes.length;
    for (const { row, start, end } of runs) {
      const birth = births.get(row.childKey)?.birth ?? 0;
      const category = regionalCategory(row.place);
      const { childKey, rne, place, provider } = row;
      for (const piece of splitAtBirthdays(birth, start, end, horizon)) {
        episodes.push({ ...piece, childKey, birth, rne, place, provider, category, before: '', after: '' });
      }
    }
    for (let at = first; at < episodes.length; at++) {
      const [episode, previous, next] = [episodes[at]!, at > first ? episodes[at - 1] : undefined, episodes[at + 1]];
      episode.before = previous?.end === episode.start ? previous.category : regionalNotInCare;
      episode.after = episode.end !== null && next?.start === episode.end ? next.category : regionalNotInCare;
    }
  }
  return episodes;
}

/** Daily stock from 1 April before the earliest return's year end to the 31 March on or after the last event. */
export function regionalStock(episodes: readonly SectorEpisode[], input: SectorInput): SectorStock {
  if (episodes.length === 0) {
    throw new OutturnError('no-data', 'There are no episodes of children with a header row to count. Import a return.');
  }
  let firstYear = '9999';
  for (const row of input.episodes) if (row.year < firstYear) firstYear = row.year;
  const last = dateOfDay(lastDay(input.episodes));
  const lastYear = Number(last.slice(0, 4)) + (last.slice(5) > '03-31' ? 1 : 0);
  return sectorStock(
    episodes,
    regionalState,
    dayNumber(`${firstYear.slice(0, 4)}-04-01`),
    dayNumber(`${lastYear}-03-31`),
  );
}

/**
 * Rates over the inclusive window: the mean, over the days that follow a day with stock, of endings ÷ that stock;
 * entrants ÷ days in the window. Throws `rate-without-exposure` for an ending where there was no stock.
 */
export function regionalRates(
  episodes: readonly SectorEpisode[],
  stock: SectorStock,
  from: CivilDate,
  to: CivilDate,
): SectorRates {
  const [first, last, origin] = [dayNumber(from), dayNumber(to), dayNumber(stock.from)];
  if (last < first)
    throw new OutturnError('invalid-input', 'The reference window ends before it begins.', { from, to });
  const exposed = new Map<string, number>();
  for (const [state, series] of stock.series) {
    let days = 0;
    for (let day = first; day <= last; day++) if ((series[day - 1 - origin] ?? 0) > 0) days += 1;
    exposed.set(state, days);
  }
  const rates: SectorRates['rates'] = new Map();
  const entrants: SectorRates['entrants'] = new Map(stock.states.map((state) => [state, 0]));
  const endings = new Map<string, number>();
  for (const episode of episodes) {
    const state = regionalState(episode.band, episode.category);
    if (episode.before === regionalNotInCare && episode.start >= first && episode.start <= last) {
      entrants.set(state, (entrants.get(state) ?? 0) + 1);
    }
    if (episode.end === null || episode.end < first || episode.end > last) continue;
    // An ending at a birthday goes to the next band; a child who leaves care is counted as leaving the band it was in.
    const stays = episode.after !== regionalNotInCare && episode.endBand !== null;
    const target = regionalState(stays ? (episode.endBand ?? episode.band) : episode.band, episode.after);
    const key = `${state}\n${target}\n${episode.end}`;
    endings.set(key, (endings.get(key) ?? 0) + 1);
  }
  for (const [state, count] of entrants) entrants.set(state, count / (last - first + 1));
  for (const [key, count] of endings) {
    const [state = '', target = '', day = ''] = key.split('\n');
    // The day before the first of the data is not known: the program has no figure for it, and counts neither.
    if (Number(day) <= origin) continue;
    const children = stock.series.get(state)?.[Number(day) - 1 - origin] ?? 0;
    if (children <= 0) {
      throw new OutturnError(
        'rate-without-exposure',
        `A child leaves ${state} for ${target} on ${dateOfDay(Number(day))}, but no child was there the day before: no rate can be worked out.`,
        { from: state, to: target, date: dateOfDay(Number(day)) },
      );
    }
    addRate(rates, state, target, count / children / (exposed.get(state) ?? 1));
  }
  return { rates, entrants };
}

/**
 * Daily forecast from the stock at `from` to `to`: p′ = Mp + λ, V′ = V + (M∘(1−M))p + λ, unrounded children.
 * The buckets `band - Not in care` accumulate: leave them out of totals.
 */
export function regionalForecast(
  rates: SectorRates,
  stock: SectorStock,
  from: CivilDate,
  to: CivilDate,
): SectorForecast {
  const names = new Set(stock.states);
  for (const [source, targets] of rates.rates) for (const name of [source, ...targets.keys()]) names.add(name);
  const states = [...names].sort();
  const index = new Map(states.map((state, at) => [state, at]));
  const size = states.length;
  const matrix = states.map((_, at) => Float64Array.from({ length: size }, (_value, to) => (to === at ? 1 : 0)));
  for (const [source, targets] of rates.rates) {
    for (const [target, rate] of targets) {
      if (source === target) continue;
      const [a, b] = [index.get(source)!, index.get(target)!];
      matrix[a]![b]! += rate;
      matrix[a]![a]! -= rate;
    }
  }
  const flows: { from: number; to: number; stay: number; spread: number }[] = [];
  for (const [a, row] of matrix.entries()) {
    for (const [b, stay] of row.entries())
      if (stay !== 0) flows.push({ from: a, to: b, stay, spread: stay * (1 - stay) });
  }
  const entrants = states.map((state) => rates.entrants.get(state) ?? 0);
  let people = Float64Array.from(states, (state) => sectorStockOn(stock, state, from));
  const variance = new Float64Array(size);
  const days = Math.max(0, dayNumber(to) - dayNumber(from));
  const [lists, variances] = [states.map(() => new Float64Array(days)), states.map(() => new Float64Array(days))];
  for (let day = 0; day < days; day++) {
    const next = Float64Array.from(entrants);
    for (const [at, arriving] of entrants.entries()) variance[at]! += arriving;
    for (const flow of flows) {
      next[flow.to]! += flow.stay * people[flow.from]!;
      variance[flow.to]! += flow.spread * people[flow.from]!;
    }
    people = next;
    for (let at = 0; at < size; at++) {
      lists[at]![day] = people[at]!;
      variances[at]![day] = variance[at]!;
    }
  }
  return {
    from: dateOfDay(dayNumber(from) + 1),
    days,
    states,
    series: new Map(states.map((state, at) => [state, lists[at]!])),
    variance: new Map(states.map((state, at) => [state, variances[at]!])),
  };
}
