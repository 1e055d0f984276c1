/** The postings behind the ledger’s totals: kept with the import that brought them, read by line and period. */
import type { LinePostings } from '../shared/api.ts';
import { groupState } from './change-log.ts';
import type { Store } from './store.ts';

/** One posting as an import keeps it; pence. */
export type StoredPosting = {
  file: string;
  row: number;
  costCentre: string | null;
  document: string | null;
  posted: string | null;
  kind: string | null;
  expenditurePence: number;
  incomePence: number;
};
/** Whose postings: a row of `actuals` by its key. */
export type PostingsKey = { year: string; period: number; lineCode: string; source: string };
export type WrittenPostings = PostingsKey & { postings: readonly StoredPosting[] };

const columns = `p."file" as "file", p."row" as "row", p."cost_centre" as "costCentre", p."document" as "document",
  p."posted" as "posted", p."kind" as "kind", p."expenditure_pence" as "expenditurePence", p."income_pence" as "incomePence"`;
/** The last import that stands and brought postings of one total. */
const latest = `select p.import_id as id from "postings" p
  join "imports" i on i.id = p.import_id join "change_groups" g on g.id = i.group_id
  where p."line_code" = ? and p."year" = ? and p."period" = ? and p."source" = ? and g.undone = ${groupState.stands}
  order by p.import_id desc limit 1`;
const ofImport = `select ${columns} from "postings" p
  where p."line_code" = ? and p."year" = ? and p."period" = ? and p."source" = ? and p.import_id = ? order by p.id`;

function latestPostings(store: Store, { year, period, lineCode, source }: PostingsKey): StoredPosting[] {
  const key = [lineCode, year, period, source];
  const last = store.prepare(latest).get(...key) as { id: number } | undefined;
  return last ? (store.prepare(ofImport).all(...key, last.id) as StoredPosting[]) : [];
}

/** Keeps the postings of an import. Those of a total that are as they were kept before are not written again. */
export function writePostings(store: Store, importId: number, at: string, totals: Iterable<WrittenPostings>): void {
  const insert = store.prepare(
    `insert into "postings" (import_id, "year", "period", "line_code", "source", "file", "row", "cost_centre", "document", "posted", "kind", "expenditure_pence", "income_pence", created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const textOf = (postings: readonly StoredPosting[]) =>
    JSON.stringify(postings.map((one) => [one.document, one.posted, one.kind, one.expenditurePence, one.incomePence]));
  for (const { year, period, lineCode, source, postings } of totals) {
    const before = latestPostings(store, { year, period, lineCode, source });
    if (before.length === postings.length && textOf(before) === textOf(postings)) continue;
    for (const one of postings)
      insert.run(
        importId,
        year,
        period,
        lineCode,
        source,
        one.file,
        one.row,
        one.costCentre,
        one.document,
        one.posted,
        one.kind,
        one.expenditurePence,
        one.incomePence,
        at,
        at,
      );
  }
}

/** Most postings that are listed at once; their sums are of all. */
export const mostPostings = 2000;

/**
 * The postings of a line in one period, or in every period up to `to`, in pence; each total of the ledger beside what its
 * postings come to, which differs where the total has been changed since.
 */
export function linePostings(
  store: Store,
  { year, lineCode, from, to }: { year: string; lineCode: string; from: number; to: number },
): LinePostings {
  const totals = store
    .prepare(
      `select "period" as "period", "source" as "source", "expenditure_pence" + "income_pence" as "pence" from "actuals"
       where "year" = ? and "line_code" = ? and "period" between ? and ? order by "period", "source"`,
    )
    .all(year, lineCode, from, to) as { period: number; source: string; pence: number }[];
  const result: LinePostings = { year, lineCode, totals: [], postings: [], more: 0 };
  for (const { period, source, pence } of totals) {
    const own = latestPostings(store, { year, period, lineCode, source });
    const posted = own.reduce((sum, one) => sum + one.expenditurePence + one.incomePence, 0);
    result.totals.push({ period, source, pence, postings: own.length, postedPence: own.length > 0 ? posted : null });
    const room = mostPostings - result.postings.length;
    result.postings.push(...own.slice(0, room).map((one) => ({ period, source, ...one })));
    result.more += Math.max(0, own.length - room);
  }
  return result;
}
