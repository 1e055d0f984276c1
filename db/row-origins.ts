import type { RowOrigin } from '../shared/api.ts';
import type { RegisterName } from '../shared/model/registers.ts';
import { groupState } from './change-log.ts';
import type { Store } from './store.ts';

/** The file and line that wrote a row. `file` names the sheet too: `savings.xlsx › Savings`. */
export type WrittenRow = { register: RegisterName; id: number; file: string; line: number };

/** A row per child would double what an import writes: their origin is the import as a whole. */
const apart: ReadonlySet<RegisterName> = new Set(['placements', 'placementPrices', 'turnArounds']);

/** Keeps where an import took its rows from. */
export function writeOrigins(store: Store, importId: number, rows: readonly WrittenRow[]): void {
  const at = store.now();
  const insert = store.prepare(
    'insert into "row_origins" (import_id, "register", row_id, "file", "line", created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { register, id, file, line } of rows) {
    if (!apart.has(register)) insert.run(importId, register, id, file, line, at, at);
  }
}

const cameFrom = `
  select o."file" as "file", o."line" as line, i.at as "when" from "row_origins" o
  join "imports" i on i.id = o.import_id join "change_groups" g on g.id = i.group_id
  where o."register" = ? and o.row_id = ? and g.undone = ${groupState.stands} order by o.id desc limit 1`;
const lastChange = `
  select g.at as at, g.who as who, i.id as "import" from "changes" c
  join "change_groups" g on g.id = c.group_id left join "imports" i on i.group_id = g.id
  where c.entity = ? and c.row_id = ? and g.undone = ${groupState.stands} order by c.id desc limit 1`;

/** Where rows came from: the last import that stands and wrote them, and who has edited them since. Rows with neither are left out. */
export function rowOrigins(store: Store, rows: readonly { register: RegisterName; id: number }[]): RowOrigin[] {
  return rows.flatMap(({ register, id }) => {
    const from = store.prepare(cameFrom).get(register, id) as Pick<RowOrigin, 'file' | 'line' | 'when'> | undefined;
    const last = store.prepare(lastChange).get(register, id) as
      | { at: string; who: string; import: number | null }
      | undefined;
    if (!from && !last) return [];
    const edited = last && last.import === null ? { at: last.at, who: last.who } : null;
    return [{ register, id, file: from?.file ?? null, line: from?.line ?? null, when: from?.when ?? null, edited }];
  });
}
