import { randomUUID } from 'node:crypto';
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
  { after, children }: { after: number; children: boolean },
): TeamGroup[] {
  const rolling = new Map<string, TeamCells>(seen);
  const byNumber = new Map<number, TeamGroup>();
  const travels = new Set<string>(travelling(children));
  for (const row of loggedSince(store, after)) {
    if (!travels.has(row.entity)) continue;
    const { who: person, label, why, at: saidAt } = row;
    const group = byNumber.get(row.group) ?? { id: randomUUID(), person, label, why, saidAt, changes: [] };
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
