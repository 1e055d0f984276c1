import { createHash, randomUUID } from 'node:crypto';
import { groupState } from '../../../db/change-log.ts';
import type { Store } from '../../../db/store.ts';
import { tables } from '../../../db/tables.ts';
import { travelling } from '../../../db/team-state.ts';
import {
  applyChanges,
  changeBetween,
  differences,
  keyText,
  rowName,
  type TeamCells,
  type TeamChange,
  type TeamState,
} from '../../../shared/team/change.ts';
import type { TeamGroup } from '../../../shared/team/group.ts';

type Logged = {
  group: number;
  at: string;
  who: string;
  label: string;
  why: string | null;
  entity: string;
  before: string | null;
  after: string | null;
};

/**
 * What a computer has to send: each of its own groups of the change log since `after` that stands, with who, why and when, cut
 * down to what still differs from the shared copy; then whatever else differs (undone since, scenarios, issued periods) as one
 * group more. Applied in order to `seen` they give `here` exactly.
 */
export function outgoingGroups(
  store: Store,
  seen: TeamState,
  here: TeamState,
  { after, children, origin }: { after: number; children: boolean; origin: string },
): TeamGroup[] {
  const rolling = new Map<string, TeamCells>(seen);
  const byNumber = new Map<number, TeamGroup>();
  const travels = new Set<string>(travelling(children));
  for (const row of loggedSince(store, after)) {
    if (!travels.has(row.entity)) continue;
    const { who: person, label, why, at: saidAt } = row;
    const group = byNumber.get(row.group) ?? { id: groupId(origin, row), person, label, why, saidAt, changes: [] };
    byNumber.set(row.group, group);
    for (const change of changesOf(row, rolling, here)) {
      applyChanges(rolling, [change]);
      group.changes.push(change);
    }
  }
  const groups = [...byNumber.values()];
  const rest = differences(rolling, here);
  if (rest.length > 0) {
    groups.push({
      ...{ id: randomUUID(), person: store.who, label: labelOf(rest, seen.size === 0), why: null },
      ...{ saidAt: store.now(), changes: rest },
    });
  }
  return groups.filter((group) => group.changes.length > 0);
}

type NamedGroup = Pick<Logged, 'group' | 'at' | 'who' | 'label' | 'why'>;

/**
 * A group's id is its own, whenever it is sent: one that arrived without an answer is known by it when it comes back. The time
 * is in it because a copy that was brought back from a backup counts its groups from there again.
 */
function groupId(origin: string, { group, at, who, label, why }: NamedGroup): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([origin, group, at, who, label, why]))
    .digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** The newest group of this copy's log among groups that came from the shared copy; `after` where there is none. */
export function newestOfOwn(store: Store, origin: string, after: number, ids: ReadonlySet<string>): number {
  const groups = store
    .prepare(`select id as "group", at, who, words as label, why from "change_groups" where id > ? order by id desc`)
    .all(after) as NamedGroup[];
  return groups.find((group) => ids.has(groupId(origin, group)))?.group ?? after;
}

const labelOf = (rest: readonly TeamChange[], first: boolean) => {
  if (first) return 'The copy as it was shared';
  const apart = new Set(['scenarios', 'issuedPeriods', 'forecastRuns']);
  if (rest.every(({ register }) => apart.has(register))) return 'Scenarios, issued periods and kept forecasts';
  return 'Changes that were undone or made outside the log';
};

function loggedSince(store: Store, after: number): Logged[] {
  return store
    .prepare(
      `select g.id as "group", g.at as at, g.who as who, g.words as label, g.why as why, c.entity as entity,
         c."before" as "before", c."after" as "after"
       from "change_groups" g join "changes" c on c.group_id = g.id
       where g.id > ? and g.undone = ${groupState.stands} and g.id not in (select group_id from "team_groups") order by c.id`,
    )
    .all(after) as Logged[];
}

/** What a logged change of a row is in the shared copy: nothing where the row or field is, in the end, as it is there. */
function changesOf({ entity, before, after }: Logged, rolling: TeamState, here: TeamState): TeamChange[] {
  const { key } = tables[entity as keyof typeof tables];
  const cells = [before, after].map((text) => (text === null ? null : (JSON.parse(text) as TeamCells)));
  const found: TeamChange[] = [];
  const [was, is] = [cells[0] ?? null, cells[1] ?? null];
  const [oldKey, newKey] = [was && keyText(key, was), is && keyText(key, is)];
  if (oldKey !== null && oldKey !== newKey) {
    const name = rowName(entity, oldKey);
    const there = rolling.get(name) ?? null;
    if (there && !here.has(name)) found.push({ register: entity, key: oldKey, before: there, after: null });
  }
  if (is && newKey !== null) {
    const name = rowName(entity, newKey);
    const [there, end] = [rolling.get(name) ?? null, here.get(name) ?? null];
    if (end === null) return found;
    if (there === null) return [...found, { register: entity, key: newKey, before: null, after: is }];
    const fields = Object.keys(is).filter((field) => was === null || (was[field] ?? null) !== (is[field] ?? null));
    // A field that ends as it began here need not travel to and fro.
    const moved = fields.filter((field) => (end[field] ?? null) !== (there[field] ?? null));
    const next = { ...there, ...Object.fromEntries(moved.map((field) => [field, is[field] ?? null])) };
    const change = changeBetween(entity, newKey, there, next);
    if (change) found.push(change);
  }
  return found;
}
