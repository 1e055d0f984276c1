import { openGroup } from './change-log.ts';
import type { Store } from './store.ts';

const pseudonyms = /\bck[1-9]\d?-[0-9a-f]{32}\b/g;

/**
 * Replaces every pseudonym in the copy, wherever it stands — rows, episodes, the log's before and after — in one
 * transaction, so that undo works as before and no old pseudonym is left. `rekey` gives the new one of an old one; `mark`
 * is the mark of the new secret. The change is in the log without values; it is not undone from the screen: bring back
 * the backup made before it. Gives how many children and cells were changed.
 */
export function rekeyChildren(
  store: Store,
  rekey: (pseudonym: string) => string,
  mark: string,
): { children: number; cells: number } {
  return store.transaction('change the key of the pseudonyms', () => {
    const children = new Set<string>();
    let cells = 0;
    const oldMark = (
      store.prepare(`select "value" as mark from "settings" where "key" = 'child_key'`).get() as
        | { mark: string | null }
        | undefined
    )?.mark;
    const renewed = (text: string) => {
      const marked = oldMark ? text.replaceAll(`"${oldMark}"`, `"${mark}"`) : text;
      return marked.replace(pseudonyms, (pseudonym) => {
        children.add(pseudonym);
        return rekey(pseudonym);
      });
    };
    for (const { table, columns } of textColumns(store)) {
      const triggers = store
        .prepare(
          "select name, sql from sqlite_master where type = 'trigger' and tbl_name = ? and sql like '%before update%'",
        )
        .all(table) as { name: string; sql: string }[];
      let dropped = false;
      for (const column of columns) {
        const rows = store
          .prepare(
            `select rowid as id, "${column}" as text from "${table}" where "${column}" glob '*ck[1-9]*-*' or "${column}" glob ?`,
          )
          .all(oldMark ? `*"${oldMark}"*` : '') as { id: number; text: string }[];
        for (const { id, text } of rows) {
          const next = renewed(text);
          if (next === text) continue;
          // The log refuses changes; for this one, which must reach it, its guards are lifted inside the transaction.
          if (!dropped) for (const trigger of triggers) store.prepare(`drop trigger "${trigger.name}"`).run();
          dropped = true;
          store.prepare(`update "${table}" set "${column}" = ? where rowid = ?`).run(next, id);
          cells += 1;
        }
      }
      if (dropped) for (const trigger of triggers) store.prepare(trigger.sql).run();
    }
    openGroup(store, 'Change the key of the pseudonyms', null);
    const at = store.now();
    store
      .prepare(
        `insert into "settings" ("key", "value", created_at, updated_at) values ('child_key', ?, ?, ?)
         on conflict ("key") do update set "value" = excluded."value", updated_at = excluded.updated_at`,
      )
      .run(mark, at, at);
    return { children: children.size, cells };
  });
}

/** Every table of the copy with its text columns, as the database itself names them. */
function textColumns(store: Store): { table: string; columns: string[] }[] {
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
