import type { DayFigures, Filter } from '../shared/disclosure/figures.ts';
import type { Told } from '../shared/disclosure/inference.ts';
import type { Store } from './store.ts';

/** One table that was published of the children of a day. */
export type Publication = {
  id: number;
  /** `YYYY-MM-DDTHH:MM:SS.sssZ` */
  at: string;
  council: string;
  /** The day it tells of. */
  day: string;
  /** Counts the states of the data that this day was published from, from 1. */
  vintage: number;
  filter: Filter;
  figures: DayFigures;
  told: Told[];
  /** What it was part of, such as `stock`. */
  output: string;
  /** Why the day was published from newer data; null for the first time. */
  why: string | null;
  who: string;
};

/** Everything published, oldest first; of one day of one council when they are given. */
export function listPublications(store: Store, of: { council: string; day: string } | null = null): Publication[] {
  let query = store.query.selectFrom('publications').selectAll().orderBy('id');
  if (of) query = query.where('day', '=', of.day).where('council', '=', of.council);
  return store.rows(query).map((row) => ({
    id: Number(row.id),
    at: row.created_at,
    council: row.council,
    day: row.day,
    vintage: row.vintage,
    filter: row.filter as Filter,
    figures: JSON.parse(row.figures) as DayFigures,
    told: JSON.parse(row.told) as Told[],
    output: row.output,
    why: row.why,
    who: row.who,
  }));
}

/** Notes a table that is being published. It stays: no later edit of the data takes back what was printed. */
export function recordPublication(store: Store, made: Omit<Publication, 'id' | 'at' | 'who'>): void {
  const at = store.now();
  const { figures, told, ...rest } = made;
  const row = { ...rest, figures: JSON.stringify(figures), told: JSON.stringify(told), who: store.who };
  store.run(store.query.insertInto('publications').values({ ...row, created_at: at, updated_at: at }));
}
