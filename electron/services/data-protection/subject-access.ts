import { referencesOf } from '../../../db/erase.ts';
import type { Store } from '../../../db/store.ts';

type Row = Record<string, unknown>;

/** All that a copy holds about one child, in the words of its columns. */
export type ChildData = {
  madeAt: string;
  found: boolean;
  pseudonyms: string[];
  registers: Record<string, Row[]>;
  changes: Row[];
  problems: Row[];
  purposes: string;
};

/** Gathers it. `identifier`: as the child was named, where that was no pseudonym; it is looked for in texts. */
export function childData(
  store: Store,
  children: ReadonlySet<string>,
  identifier: string | null,
  now: Date,
): ChildData {
  const references = referencesOf(store, children);
  const rows = (
    entity: 'placements' | 'placementPrices' | 'turnArounds' | 'episodes',
    column: string,
    keys: ReadonlySet<string>,
  ) => (store.statement(entity, 'all').all() as Row[]).filter((row) => keys.has(String(row[column])));
  const registers: Record<string, Row[]> = {
    placements: rows('placements', 'childKey', children),
    placementPrices: rows('placementPrices', 'placementReference', references),
    turnArounds: rows('turnArounds', 'childKey', children),
    episodes: rows('episodes', 'childKey', children),
  };
  const names = [...children, ...references].map((name) => JSON.stringify(name));
  const says = (text: unknown) =>
    typeof text === 'string' &&
    (names.some((name) => text.includes(name)) || (identifier !== null && text.includes(identifier)));
  const logged = store.prepare(
    `select c.id as id, g.at as "at", g.who as who, g.words as words, g.why as why, c.entity as register, c.row_id as rowId,
      c."before" as "before", c."after" as "after"
     from "changes" c join "change_groups" g on g.id = c.group_id order by c.id`,
  );
  const changes = (logged.all() as Row[]).filter((row) => says(row.before) || says(row.after));
  const problems = (
    store
      .prepare(
        'select "file", "row", "column_header" as "column", "code", "message", "before", "after", "original" from "import_problems"',
      )
      .all() as Row[]
  ).filter((row) =>
    [row.message, row.before, row.after, row.original].some((text) => mentions(text, children, identifier)),
  );
  const found =
    changes.length + problems.length + Object.values(registers).reduce((sum, list) => sum + list.length, 0) > 0;
  return {
    madeAt: now.toISOString(),
    found,
    pseudonyms: [...children],
    registers,
    changes,
    problems,
    purposes:
      'Held to forecast the cost of children’s services. Identifiers were replaced by a pseudonym on the way in; names, addresses, ethnicity and health are not held in columns of their own. How long: docs/data-protection.md §4, or outturn retain.',
  };
}

const mentions = (text: unknown, children: ReadonlySet<string>, identifier: string | null): boolean =>
  typeof text === 'string' &&
  ([...children].some((child) => text.includes(child)) ||
    (identifier !== null && text.toUpperCase().includes(identifier.toUpperCase())));
