import { OutturnError } from '../shared/model/problem.ts';
import { withoutGuards } from './log-guards.ts';
import type { Store } from './store.ts';

/** Whom to erase: pseudonyms, and what a person has typed for them (an identifier), which may stand in texts. */
export type ErasedPeople = { children: ReadonlySet<string>; identifiers: readonly string[] };
/** How many rows of each kind were erased, or had the words taken out of them. */
export type ErasedCounts = Record<string, number>;

const erased = '[erased]';
const pseudonym = /\bck[1-9]\d{0,3}-[0-9a-f]{32}\b/g;

/** Finds what names the people in a text. */
type Finder = { names(text: string): boolean; without(text: string): string };

/**
 * Erases children from one copy, in one transaction: their rows of every register and return, what the log says of them
 * before and after, what problems of imports quote, and their names wherever else they stand. What was counted of them
 * (kept forecasts, issued periods, monthly counts) stays. Gives how many of each there were. Call `purge` afterwards:
 * until then what was deleted is still in the file's log.
 */
export function eraseChildren(store: Store, people: ErasedPeople): ErasedCounts {
  return store.transaction('erase children', () => {
    const counts: ErasedCounts = {};
    const count = (what: string, rows: number) => {
      if (rows > 0) counts[what] = (counts[what] ?? 0) + rows;
    };
    const references = referencesOf(store, people.children);
    const rows = deleteRows(store, people.children, references, count);
    const finder = finderOf(people, references);
    withoutGuards(store, 'changes', () => count('change log', emptyChanges(store, rows, finder)));
    count('import problems', emptyProblems(store, finder));
    for (const { table, columns } of textTables(store)) {
      if (['changes', 'import_problems', 'erasures'].includes(table)) continue;
      withoutGuards(store, table, () => count(`texts of ${table}`, takeOut(store, table, columns, finder)));
    }
    // The planner keeps samples of indexed columns: keys of children among them.
    for (const table of ['sqlite_stat1', 'sqlite_stat3', 'sqlite_stat4']) {
      if (tableExists(store, table)) store.prepare(`delete from "${table}"`).run();
    }
    return counts;
  });
}

/** Writes the file anew without what was deleted, and empties its log. Needs the copy to itself; throws `store-locked`. */
export function purge(store: Store): void {
  const emptied = () => {
    const [state] = store.prepare('pragma wal_checkpoint(truncate)').all() as { busy: number }[];
    return state?.busy === 0;
  };
  store.timed('purge', () => store.prepare('vacuum').run());
  if (emptied()) return;
  throw new OutturnError(
    'store-locked',
    'What was erased is gone from the local copy, but another program has it open, so its log could not be emptied yet. Close that program and run the same command again.',
  );
}

/** Children none of whose placements or episodes was open on `date` or later: everything of them is before it. */
export function childrenBefore(store: Store, date: string): Set<string> {
  const rows = store
    .prepare(
      `select child_key as child from (
        select child_key, coalesce("end", '9999-12-31') as until from placements
        union all select child_key, coalesce(ended, '9999-12-31') from episodes)
      group by child_key having max(until) < ?`,
    )
    .all(date) as { child: string }[];
  return new Set(rows.map((row) => row.child));
}

/** References of every placement a child has or, by the log, has had. */
export function referencesOf(store: Store, children: ReadonlySet<string>): Set<string> {
  const references = new Set<string>();
  for (const child of children) {
    for (const row of store.prepare('select reference from placements where child_key = ?').all(child)) {
      references.add((row as { reference: string }).reference);
    }
  }
  const logged = store.prepare(`select "before", "after" from "changes" where entity = 'placements'`);
  for (const { before, after } of logged.iterate() as IterableIterator<{
    before: string | null;
    after: string | null;
  }>) {
    for (const text of [before, after]) {
      if (text === null) continue;
      const { childKey, reference } = JSON.parse(text) as { childKey?: string; reference?: string };
      if (childKey !== undefined && children.has(childKey) && reference) references.add(reference);
    }
  }
  return references;
}

type Rows = Map<string, Set<number>>;

function deleteRows(
  store: Store,
  children: ReadonlySet<string>,
  references: ReadonlySet<string>,
  count: (what: string, rows: number) => void,
): Rows {
  const found: Rows = new Map();
  const remove = (entity: string, table: string, column: string, keys: ReadonlySet<string>) => {
    const ids = new Set<number>();
    const named = store.prepare(`select id from "${table}" where "${column}" = ?`);
    const drop = store.prepare(`delete from "${table}" where id = ?`);
    for (const key of keys) for (const row of named.all(key)) ids.add((row as { id: number }).id);
    for (const id of ids) drop.run(id);
    found.set(entity, ids);
    count(table.replaceAll('_', ' '), ids.size);
  };
  remove('placementPrices', 'placement_prices', 'placement_reference', references);
  remove('placements', 'placements', 'child_key', children);
  remove('turnArounds', 'turn_arounds', 'child_key', children);
  remove('episodes', 'episodes', 'child_key', children);
  let notes = 0;
  for (const [register, ids] of found) {
    const drop = store.prepare('delete from "source_values" where "register" = ? and source_row_id = ?');
    for (const id of ids) notes += drop.run(register, id).changes;
  }
  count('source values', notes);
  return found;
}

function finderOf({ children, identifiers }: ErasedPeople, references: ReadonlySet<string>): Finder {
  // Short references of other systems ("P1") stand in many texts that mean something else: only whole cells are theirs.
  const quoted = [...references].filter((one) => one.length < 6).map((one) => JSON.stringify(one));
  const whole = [...identifiers, ...[...references].filter((one) => one.length >= 6)].map(escaped);
  const spoken =
    whole.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${whole.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const keyed =
    quoted.length === 0
      ? null
      : new RegExp(`"(?:placementReference|reference|placement)":(?:${quoted.map(escaped).join('|')})`, 'g');
  const replaceAll = (text: string) => {
    let next = text.replace(pseudonym, (key) => (children.has(key) ? erased : key));
    if (spoken) next = next.replace(spoken, erased);
    if (keyed) next = next.replace(keyed, `"reference":"${erased}"`);
    return next;
  };
  return { names: (text) => replaceAll(text) !== text, without: replaceAll };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Takes away what the log says of the rows, before and after; the change itself, its time and its digest stay. */
function emptyChanges(store: Store, rows: Rows, finder: Finder): number {
  const all = store.prepare('select id, entity, row_id, "before", "after" from "changes"').all() as {
    id: number;
    entity: string;
    row_id: number;
    before: string | null;
    after: string | null;
  }[];
  const theirs = (entity: string, id: number) => rows.get(entity)?.has(id) === true;
  // Rows of theirs that were deleted earlier are known only by what the log says of them.
  const hit = all.filter(
    ({ entity, row_id, before, after }) => theirs(entity, row_id) || finder.names(`${before ?? ''} ${after ?? ''}`),
  );
  for (const { entity, row_id } of hit) rows.set(entity, (rows.get(entity) ?? new Set()).add(row_id));
  const empty = store.prepare('update "changes" set "before" = null, "after" = null, "salt" = null where id = ?');
  let emptied = 0;
  for (const { id, entity, row_id, before, after } of all) {
    const child =
      ['placements', 'placementPrices', 'turnArounds', 'episodes'].includes(entity) && theirs(entity, row_id);
    if (!child && !finder.names(`${before ?? ''} ${after ?? ''}`)) continue;
    if (before === null && after === null) continue;
    empty.run(id);
    emptied += 1;
  }
  return emptied;
}

/** Problems that quote one of them keep their code and their place. */
function emptyProblems(store: Store, finder: Finder): number {
  const all = store.prepare('select id, "message", "before", "after", "original" from "import_problems"').all() as {
    id: number;
    message: string;
    before: string | null;
    after: string | null;
    original: string | null;
  }[];
  const hit = all.filter(({ message, before, after, original }) =>
    finder.names([message, before, after, original].join(' ')),
  );
  const empty = store.prepare(
    'update "import_problems" set "message" = ?, "before" = null, "after" = null, "original" = null where id = ?',
  );
  for (const { id } of hit) empty.run(erased, id);
  return hit.length;
}

function takeOut(store: Store, table: string, columns: readonly string[], finder: Finder): number {
  let changed = 0;
  for (const column of columns) {
    const rows = store.prepare(`select rowid as id, "${column}" as text from "${table}" where "${column}" is not null`);
    const write = store.prepare(`update "${table}" set "${column}" = ? where rowid = ?`);
    for (const { id, text } of rows.all() as { id: number; text: string }[]) {
      const next = finder.without(String(text));
      if (next === text) continue;
      write.run(next, id);
      changed += 1;
    }
  }
  return changed;
}

function tableExists(store: Store, name: string): boolean {
  return store.prepare('select 1 from sqlite_master where name = ?').get(name) !== undefined;
}

/** Every table of the copy with its text columns, as the database itself names them. */
export function textTables(store: Store): { table: string; columns: string[] }[] {
  const tables = store
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .all() as { name: string }[];
  return tables.map(({ name }) => ({
    table: name,
    columns: (
      store.prepare("select name from pragma_table_info(?) where lower(type) = 'text'").all(name) as { name: string }[]
    ).map((column) => column.name),
  }));
}
