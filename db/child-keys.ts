import { openGroup } from './change-log.ts';
import { textTables } from './erase.ts';
import { chainAgain } from './log-chain.ts';
import { withoutGuards } from './log-guards.ts';
import type { Store } from './store.ts';

const pseudonyms = /\bck[1-9]\d{0,3}-[0-9a-f]{32}\b/g;

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
    for (const { table, columns } of textTables(store)) {
      withoutGuards(store, table, () => {
        for (const column of columns) {
          const rows = store
            .prepare(
              `select rowid as id, "${column}" as text from "${table}" where "${column}" glob '*ck[1-9]*-*' or "${column}" glob ?`,
            )
            .all(oldMark ? `*"${oldMark}"*` : '') as { id: number; text: string }[];
          const write = store.prepare(`update "${table}" set "${column}" = ? where rowid = ?`);
          for (const { id, text } of rows) {
            const next = renewed(text);
            if (next === text) continue;
            write.run(next, id);
            cells += 1;
          }
        }
        // What the log says has been rewritten on purpose: it is chained anew, and the change below says why.
        if (table === 'changes' && cells > 0) chainAgain(store, 0);
      });
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
