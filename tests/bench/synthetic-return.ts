/**
 * Synthetic SSDA903 returns with known rates, seeded: for benches, calibration and fuzzing. Every child's history is
 * simulated in continuous time from competing exponential hazards and written as a council would: one folder a year,
 * each with every episode that ran in it. No row describes a real child.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { addYears, dateOfDay, dayNumber, yearEnd, yearOf, yearStart } from '../../shared/model/calendar.ts';
import type { ReturnTable } from '../../shared/ssda903/types.ts';

export type SyntheticGroup = 'foster-in-house' | 'foster-agency' | 'residential-external' | 'supported';
export const syntheticGroups: readonly SyntheticGroup[] = [
  'foster-in-house',
  'foster-agency',
  'residential-external',
  'supported',
];
const codes: Record<SyntheticGroup, readonly [string, string]> = {
  'foster-in-house': ['U6', 'PR1'],
  'foster-agency': ['U6', 'PR4'],
  'residential-external': ['K2', 'PR4'],
  supported: ['H5', 'PR4'],
};

/** A hazard per child-day, in every band unless ages (whole years `[from, to)`) are given. `from` to itself is a change of carer. */
export type SyntheticRate = {
  from: SyntheticGroup;
  to: SyntheticGroup | 'exit';
  perDay: number;
  ages?: readonly [number, number];
};
export type SyntheticEntrants = { group: SyntheticGroup; ages: readonly [number, number]; perDay: number };

export type SyntheticOptions = {
  seed: number;
  /** First day simulated, and the last day of the last return (a 31 March). */
  from: string;
  to: string;
  /** Children in care on `from`, and how they are spread (weights). */
  opening: number;
  spread: readonly { group: SyntheticGroup; ages: readonly [number, number]; weight: number }[];
  rates: readonly SyntheticRate[];
  entrants: readonly SyntheticEntrants[];
  /** Share of entrants who come as UASC. */
  uascShare?: number;
};

/** Rates of the size seen in English returns: about a third of children leave in a year. */
export const usualRates: readonly SyntheticRate[] = [
  ...syntheticGroups.map((from) => ({ from, to: 'exit' as const, perDay: from === 'supported' ? 0.0019 : 0.0008 })),
  { from: 'foster-in-house', to: 'foster-in-house', perDay: 0.0012 },
  { from: 'foster-agency', to: 'foster-agency', perDay: 0.0012 },
  { from: 'residential-external', to: 'residential-external', perDay: 0.0015 },
  { from: 'supported', to: 'supported', perDay: 0.0015 },
  { from: 'foster-in-house', to: 'foster-agency', perDay: 0.0002 },
  { from: 'foster-agency', to: 'foster-in-house', perDay: 0.0001 },
  { from: 'foster-agency', to: 'residential-external', perDay: 0.0002 },
  { from: 'residential-external', to: 'foster-agency', perDay: 0.0004 },
  { from: 'foster-agency', to: 'supported', perDay: 0.0008, ages: [16, 18] },
  { from: 'residential-external', to: 'supported', perDay: 0.001, ages: [16, 18] },
];
export const usualSpread: SyntheticOptions['spread'] = [
  { group: 'foster-in-house', ages: [0, 10], weight: 30 },
  { group: 'foster-in-house', ages: [10, 17], weight: 20 },
  { group: 'foster-agency', ages: [2, 17], weight: 30 },
  { group: 'residential-external', ages: [10, 17], weight: 13 },
  { group: 'supported', ages: [16, 18], weight: 7 },
];
/** Entrants in the same mix, at `perYear` children a year. */
export const usualEntrants = (perYear: number): SyntheticEntrants[] =>
  usualSpread.map(({ group, ages, weight }) => ({ group, ages, perDay: (perYear * weight) / 100 / 365.25 }));

type Episode = { start: number; end: number | null; group: SyntheticGroup; reason: string };
type Child = { id: string; birth: number; uasc: boolean; sex: string; episodes: Episode[] };

/** The histories as children, and as the tables of yearly returns (header, episodes, uasc in a folder a year). */
export function syntheticReturn(options: SyntheticOptions): { children: Child[]; tables: ReturnTable[]; rows: number } {
  const generator = xoroshiro128plus(options.seed);
  const uniform = () => uniformFloat64(generator);
  const exponential = () => -Math.log(1 - uniform());
  const [first, end] = [dayNumber(options.from), dayNumber(options.to) + 1];
  const children: Child[] = [];
  const add = (start: number, group: SyntheticGroup, ages: readonly [number, number], entering: boolean) => {
    const age = ages[0] + uniform() * (ages[1] - ages[0]);
    const birth = Math.floor(start - age * 365.25);
    const uasc = entering && age >= 14 && uniform() < (options.uascShare ?? 0);
    const child: Child = {
      id: String(100_000 + children.length),
      birth,
      uasc,
      sex: uniform() < 0.5 ? 'M' : 'F',
      episodes: [],
    };
    live(child, start, group, end, options.rates, exponential, uniform);
    if (child.episodes.length > 0) children.push(child);
  };
  const total = options.spread.reduce((sum, part) => sum + part.weight, 0);
  for (let count = 0; count < options.opening; count++) {
    const part = pick(options.spread, (item) => item.weight, uniform() * total);
    if (part) add(first, part.group, part.ages, false);
  }
  for (const stream of options.entrants) {
    if (stream.perDay <= 0) continue;
    for (let time = first + exponential() / stream.perDay; time < end; time += exponential() / stream.perDay) {
      add(time, stream.group, stream.ages, true);
    }
  }
  const tables = tablesOf(children, options.from, options.to);
  const rows = tables.reduce(
    (sum, table) => sum + (table.file.endsWith('episodes.csv') ? table.rows.length - 1 : 0),
    0,
  );
  return { children, tables, rows };
}

/** The item whose share of the cumulated weights holds `at`. */
function pick<T>(items: readonly T[], weight: (item: T) => number, at: number): T | undefined {
  let left = at;
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items.at(-1);
}

function adult(birth: number): number {
  const date = dateOfDay(birth);
  const day = date.endsWith('02-29') ? '02-28' : date.slice(5);
  return dayNumber(`${Number(date.slice(0, 4)) + 18}-${day}`);
}

/** One child from `start` on: competing hazards, started anew at each birthday, until exit, 18 or the end. */
function live(
  child: Child,
  start: number,
  entryGroup: SyntheticGroup,
  end: number,
  rates: readonly SyntheticRate[],
  exponential: () => number,
  uniform: () => number,
): void {
  const leaves = adult(child.birth);
  let [time, group, began] = [start, entryGroup, Math.floor(start)];
  if (began >= leaves) return;
  const close = (day: number, reason: string) => {
    // Two events in one day: only the later group is seen at the day's end.
    if (day > began) child.episodes.push({ start: began, end: day, group, reason });
    else if (reason !== 'X1') {
      const last = child.episodes.at(-1);
      if (last) last.reason = reason;
    }
  };
  while (true) {
    const age = Math.floor((time - child.birth) / 365.25 + 1e-9);
    const birthday = child.birth + (age + 1) * 365.25;
    const open = rates.filter(
      (rate) => rate.from === group && (!rate.ages || (age >= rate.ages[0] && age < rate.ages[1])),
    );
    const hazard = open.reduce((sum, rate) => sum + rate.perDay, 0);
    const next = hazard > 0 ? time + exponential() / hazard : Number.POSITIVE_INFINITY;
    const stop = Math.min(next, birthday, leaves, end);
    time = stop;
    if (stop >= end) {
      child.episodes.push({ start: began, end: null, group, reason: '' });
      return;
    }
    if (stop >= leaves) {
      close(leaves, 'E7');
      return;
    }
    if (stop < next) continue;
    const rate = pick(open, (item) => item.perDay, uniform() * hazard);
    if (!rate) return;
    const day = Math.floor(time);
    if (rate.to === 'exit') {
      close(day, 'E4A');
      return;
    }
    close(day, 'X1');
    [group, began] = [rate.to, Math.max(day, began)];
  }
}

const british = (day: number) => dateOfDay(day).split('-').reverse().join('/');

function tablesOf(children: readonly Child[], from: string, to: string): ReturnTable[] {
  const tables: ReturnTable[] = [];
  for (let year = yearOf(from); yearStart(year) <= to; year = addYears(year, 1)) {
    const [open, close] = [dayNumber(yearStart(year)), dayNumber(yearEnd(year))];
    const header: string[][] = [['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB']];
    const uasc: string[][] = [['CHILD', 'SEX', 'DOB', 'DUC']];
    const episodes: string[][] = [
      'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'.split(','),
    ];
    for (const child of children) {
      const sex = year <= '2023/24' ? (child.sex === 'M' ? '1' : '2') : child.sex;
      let inCare = false;
      for (const [index, episode] of child.episodes.entries()) {
        if (episode.start >= close || (episode.end !== null && episode.end < open)) continue;
        inCare = true;
        const ended = episode.end !== null && episode.end < close;
        const [place, provider] = codes[episode.group];
        episodes.push([
          child.id,
          british(episode.start),
          index === 0 ? 'S' : 'P',
          'C2',
          'N1',
          place === 'H5' && year >= '2025/26' ? 'K3' : place,
          provider,
          ended && episode.end !== null ? british(episode.end) : '',
          ended ? episode.reason : '',
          '',
          'ZZ1 1ZZ',
          'ZZ1 1ZZ',
          '',
        ]);
      }
      if (!inCare) continue;
      header.push([child.id, sex, british(child.birth), 'WBRI', 'A000000000000', '', '']);
      if (child.uasc) uasc.push([child.id, sex, british(child.birth), '']);
    }
    const folder = `${year.replace('/', '-')}/`;
    tables.push({ file: `${folder}header.csv`, rows: header });
    tables.push({ file: `${folder}episodes.csv`, rows: episodes });
    tables.push({ file: `${folder}uasc.csv`, rows: uasc });
  }
  return tables;
}

/**
 * A return of about `children` children and `rows` episode rows over the three years to 31 March 2024: the rate of
 * changes of carer is set, by bisection on the same seed, so that the rows come out within 1 %.
 */
export function sizedReturn(children: number, rows: number, seed = 903): ReturnType<typeof syntheticReturn> {
  let [low, high] = [0, 0.1];
  let best = syntheticReturn(sized(children, 0, seed));
  for (let step = 0; step < 14 && Math.abs(best.rows - rows) > rows / 100; step++) {
    const middle = (low + high) / 2;
    best = syntheticReturn(sized(children, middle, seed));
    if (best.rows < rows) low = middle;
    else high = middle;
  }
  return best;
}

function sized(children: number, changes: number, seed: number): SyntheticOptions {
  const rates = usualRates.map((rate) => (rate.from === rate.to ? { ...rate, perDay: changes } : rate));
  const opening = Math.round(children * 0.55);
  const entrants = usualEntrants((children - opening) / 3);
  const window = { from: '2021-04-01', to: '2024-03-31' };
  return { seed, ...window, opening, spread: usualSpread, rates, entrants, uascShare: 0.1 };
}
