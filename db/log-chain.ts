import { digestOfChange, type Link, linkOf, newSalt } from './log-digest.ts';
import type { Store } from './store.ts';

/** The link of the newest change; empty before the first. */
export function headOfLog(store: Store): string {
  const last = store.prepare('select "chain" from "changes" order by id desc limit 1').get() as
    | { chain: string | null }
    | undefined;
  return last?.chain ?? '';
}

/** What the looking through of the whole log finds. */
export type LogState = { changes: number; erased: number; head: string; brokenAt: number | null };

type Row = Link & {
  id: number;
  before: string | null;
  after: string | null;
  salt: string | null;
  chain: string;
};

/** Looks through the whole log: where the chain breaks, or a change no longer says what it said, is `brokenAt`. */
export function examineLog(store: Store): LogState {
  const state: LogState = { changes: 0, erased: 0, head: '', brokenAt: null };
  const rows = store.prepare(
    'select id, group_id, entity, row_id, created_at, "before", "after", "salt", "digest", "chain" from "changes" order by id',
  );
  for (const row of rows.iterate() as IterableIterator<Row>) {
    const erased = row.salt === null && row.before === null && row.after === null;
    const says = erased || (row.salt !== null && digestOfChange(row.salt, row.before, row.after) === row.digest);
    if (!says || linkOf(state.head, row) !== row.chain) {
      return { ...state, brokenAt: row.id };
    }
    state.changes += 1;
    if (erased) state.erased += 1;
    state.head = row.chain;
  }
  return state;
}

/**
 * Makes the digests and links of the log again from change `from` on, where what it says was rewritten on purpose (a new
 * key of the pseudonyms). The caller has lifted the guards of the log. Gives the new head.
 */
export function chainAgain(store: Store, from: number): string {
  const before = store.prepare('select "chain" from "changes" where id < ? order by id desc limit 1').get(from) as
    | { chain: string }
    | undefined;
  let head = before?.chain ?? '';
  const rows = store
    .prepare(
      'select id, group_id, entity, row_id, created_at, "before", "after", "salt", "digest" from "changes" where id >= ? order by id',
    )
    .all(from) as Row[];
  const write = store.prepare('update "changes" set "salt" = ?, "digest" = ?, "chain" = ? where id = ?');
  for (const row of rows) {
    const erased = row.salt === null && row.before === null && row.after === null;
    const salt = erased ? null : newSalt();
    const digest = salt === null ? row.digest : digestOfChange(salt, row.before, row.after);
    head = linkOf(head, { ...row, digest });
    write.run(salt, digest, head, row.id);
  }
  return head;
}
