import { listPublications, type Publication, recordPublication } from '../../../db/publications.ts';
import type { Store } from '../../../db/store.ts';
import { isStock, type StockTold } from '../../../shared/demand/published-demand.ts';
import type { PublishedStock } from '../../../shared/demand/published-stock.ts';
import { dayFigures } from '../../../shared/disclosure/day-figures.ts';
import type { DayFigures, Filter } from '../../../shared/disclosure/figures.ts';
import type { Told } from '../../../shared/disclosure/inference.ts';
import { publishDay, type Vintage } from '../../../shared/disclosure/publish-day.ts';
import { formatDate } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';

/** A stock for publication, and what has to be said of it. `asBefore`: the data have changed since, and it tells the earlier figures. */
export type StockPublication = PublishedStock & { day: string; uasc: Filter; notes: string[]; asBefore: boolean };

type Order = {
  day: string;
  filter: Filter;
  /** What it becomes part of, such as `stock`. */
  output: string;
  /** Why the day is published from the data as they are now, though it was published from others before. */
  revise: string | null;
};

/**
 * Publishes the children at the end of a day through the ledger of the local copy: nothing is told that, with all that was
 * told of that day before, gives a small number away. A day stays as it was first published until somebody revises it.
 * The ledger is written before this answers: what is printed is never missing from it.
 */
function publishOne(store: Store, snapshot: Snapshot, order: Order): StockPublication {
  const { council } = snapshot;
  const { day, filter, output } = order;
  const before = listPublications(store, { council, day });
  const now = dayFigures(snapshot, day);
  const last = before.at(-1) ?? null;
  const same = last !== null && canonicalJson(last.figures) === canonicalJson(now);
  const asBefore = last !== null && !same && order.revise === null;
  const begins = last === null || (!same && order.revise !== null);
  const figures = asBefore ? last.figures : now;
  const vintage = begins ? (last?.vintage ?? 0) + 1 : last.vintage;
  const why = begins && last !== null ? order.revise : null;
  const states = vintagesOf(before);
  const own = states.find((one) => one.vintage === vintage)?.told ?? [];
  const earlier = states.filter((one) => one.vintage < vintage);
  const made = publishDay(figures, filter, own, earlier);
  const known = before.some((one) => one.vintage === vintage && one.filter === filter && one.output === output);
  if (!known || begins)
    recordPublication(store, { council, day, vintage, filter, figures, told: made.told, output, why });
  return { day, uasc: filter, ...stockOf(made.told, figures), notes: notesOf(order, last, asBefore, made), asBefore };
}

/** The same for several tables: all are noted, or none. A day that several are of is revised once. */
export function publishStocks(store: Store, snapshot: Snapshot, orders: readonly Order[]): StockPublication[] {
  return store.transaction('publish stock', () => orders.map((order) => publishOne(store, snapshot, order)));
}

/**
 * What may be told of the stock of a day where a projection holds it as it was: a projected month that is the stock itself
 * goes through the ledger like the stock. `months`: whole children by group. Null where no month is.
 */
export function stockTold(
  store: Store,
  snapshot: Snapshot,
  day: string,
  output: string,
  months: readonly Readonly<Record<string, number>>[],
): StockTold | null {
  const figures = dayFigures(snapshot, day);
  if (!months.some((groups) => isStock(figures, groups))) return null;
  const [published] = publishStocks(store, snapshot, [{ day, filter: 'all', output, revise: null }]);
  if (!published) return null;
  const { total, groups, bands } = published;
  return { figures, published: { total, groups, bands } };
}

type State = Vintage & { vintage: number };

/** All that was told of a day, by the state of the data it was told from. */
function vintagesOf(before: readonly Publication[]): State[] {
  const states = new Map<number, { figures: DayFigures; told: Told[] }>();
  for (const { vintage, figures, told } of before) {
    const state = states.get(vintage) ?? { figures, told: [] };
    states.set(vintage, { figures, told: [...state.told, ...told] });
  }
  return [...states].map(([vintage, state]) => ({ vintage, ...state }));
}

function stockOf(told: readonly Told[], figures: DayFigures): PublishedStock {
  const of = (dimension: 'group' | 'band', codes: object) =>
    Object.fromEntries(
      Object.keys(codes).map((code): [string, number | null] => [
        code,
        told.find((one) => one.dimension === dimension && one.code === code)?.value ?? null,
      ]),
    );
  const total = told.find((one) => one.dimension === 'total')?.value ?? null;
  return { total, groups: of('group', figures.groups), bands: of('band', figures.bands) };
}

function notesOf(order: Order, last: Publication | null, asBefore: boolean, made: { whole: boolean }): string[] {
  const day = formatDate(order.day);
  return [
    ...(asBefore && last !== null
      ? [
          `The figures of ${day} are those published on ${formatDate(last.at.slice(0, 10))}; the data held now give others. To publish those, give the reason with --revise`,
        ]
      : []),
    ...(made.whole
      ? [
          `Nothing of this table of ${day} can be told: with what was published before, it would give small numbers away`,
        ]
      : []),
  ];
}
