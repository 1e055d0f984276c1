import type { TeamCells } from '../shared/team/change.ts';
import type { TeamRole } from '../shared/team/group.ts';
import type { OpenConflict, TeamConflict } from '../shared/team/merge.ts';
import type { Store } from './store.ts';

/** The shared copy a local copy belongs to, and how far the two have seen each other. */
export type TeamLink = {
  copy: string;
  name: string;
  /** Server, port, database, user and authority as JSON; never a password. */
  address: string;
  children: boolean;
  role: TeamRole;
  /** Number and link of the newest group that was seen. */
  seq: number;
  chain: string;
  /** What this computer's groups are known by. */
  origin: string;
  /** The newest group of the change log that has been sent, or needs no sending. */
  pushedGroup: number;
  /** What was sent and not answered yet: the groups as they would be there, and the newest group of the log they end with. */
  attempts: TeamAttempt[];
};
type TeamAttempt = { ids: string[]; pushedGroup: number };

export function readTeamLink(store: Store): TeamLink | null {
  const row = store
    .prepare(
      'select "copy", "name", "address", "children", "role", "seq", "chain", "origin", "pushed_group" as "pushedGroup", "attempts" from "team_link"',
    )
    .get() as (Omit<TeamLink, 'children' | 'attempts'> & { children: number; attempts: string }) | undefined;
  return row ? { ...row, children: row.children === 1, attempts: JSON.parse(row.attempts) as TeamAttempt[] } : null;
}

export function writeTeamLink(store: Store, link: TeamLink): void {
  const at = store.now();
  store
    .prepare(
      `insert or replace into "team_link" (id, "copy", "name", "address", "children", "role", "seq", "chain", "origin",
         "pushed_group", "attempts", created_at, updated_at) values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[link.copy, link.name, link.address, link.children ? 1 : 0, link.role, link.seq, link.chain, link.origin],
      ...[link.pushedGroup, JSON.stringify(link.attempts), at, at],
    );
}

/** Deletes what is kept of the shared copy: its address and its rows as they were last seen. What was chosen in stays on record. */
export function deleteTeamLink(store: Store): void {
  for (const table of ['team_link', 'team_rows']) store.prepare(`delete from "${table}"`).run();
}

type Row = Omit<OpenConflict, 'base' | 'mine' | 'theirs' | 'ownWhy'> & {
  base: string | null;
  mine: string | null;
  theirs: string | null;
};
const read = (text: string | null) => (text === null ? null : (JSON.parse(text) as TeamCells));

/** Conflicts nobody has chosen in, oldest first. */
export function openConflicts(store: Store): OpenConflict[] {
  const rows = store
    .prepare(
      `select id, "register", "key", "field", "reason", "base", "mine", "theirs", "who", "why", created_at as "at"
       from "team_conflicts" where "choice" is null order by id`,
    )
    .all() as Row[];
  return rows.map((row) => {
    const [base, mine, theirs] = [read(row.base), read(row.mine), read(row.theirs)];
    return { ...row, base, mine, theirs, ownWhy: ownWhyOf(store, row, mine) };
  });
}

/** Why what is here was last said so, by the change log's groups of this copy that are no merges. */
function ownWhyOf(store: Store, { register, field }: Row, mine: TeamCells | null): string | null {
  const value = field === null ? null : (mine?.[field] ?? null);
  if (field === null || value === null) return null;
  const row = store
    .prepare(
      `select g.why as why from "changes" c join "change_groups" g on g.id = c.group_id
       where c.entity = ? and g.why is not null and json_extract(c."after", '$."' || ? || '"') = ?
         and g.id not in (select group_id from "team_groups") order by c.id desc limit 1`,
    )
    .get(register, field, value) as { why: string } | undefined;
  return row?.why ?? null;
}

/**
 * Keeps conflicts; one that is open of the same row or field is brought up to date. One of a whole row takes in those of its
 * fields: who chose in a field would choose for the row without having seen it.
 */
export function keepConflicts(
  store: Store,
  conflicts: readonly TeamConflict[],
  who: (conflict: TeamConflict) => { who: string; why: string | null },
): void {
  const at = store.now();
  const text = (cells: TeamCells | null) => cells && JSON.stringify(cells);
  for (const conflict of conflicts) {
    const { register, key, field, reason, base, mine, theirs } = conflict;
    store
      .prepare(
        'delete from "team_conflicts" where "choice" is null and "register" = ? and "key" = ? and ("field" is ? or ? is null)',
      )
      .run(register, key, field, field);
    const by = who(conflict);
    store
      .prepare(
        `insert into "team_conflicts" ("register", "key", "field", "reason", "base", "mine", "theirs", "who", "why", created_at,
           updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(register, key, field, reason, text(base), text(mine), text(theirs), by.who, by.why, at, at);
  }
}

/** Notes a choice; the conflict stays on record. */
export function settleConflict(store: Store, id: number, choice: 'mine' | 'theirs'): void {
  const at = store.now();
  store
    .prepare(
      'update "team_conflicts" set "choice" = ?, "settled_at" = ?, "settled_who" = ?, updated_at = ? where id = ?',
    )
    .run(choice, at, store.who, at, id);
}

/** What is here by now, in a conflict nobody has chosen in. */
export function setMine(store: Store, id: number, mine: TeamCells | null): void {
  store
    .prepare('update "team_conflicts" set "mine" = ? where id = ? and "choice" is null')
    .run(mine && JSON.stringify(mine), id);
}
