import { createHash } from 'node:crypto';
import { frozenThrough } from '../../../db/issued-periods.ts';
import type { Store } from '../../../db/store.ts';
import { keepConflicts, openConflicts, type TeamLink, writeTeamLink } from '../../../db/team-link.ts';
import {
  applyTeamChanges,
  isChildRegister,
  readSeen,
  readTeamState,
  teamReferences,
  withUnknown,
  writeSeen,
} from '../../../db/team-state.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { applyChanges, rowName, type TeamCells, type TeamChange } from '../../../shared/team/change.ts';
import { linkText, type StoredGroup } from '../../../shared/team/group.ts';
import { askDangling, mergeStates } from '../../../shared/team/merge.ts';
import type { TeamStatus } from '../../../shared/team/status.ts';
import { outgoingGroups } from './outgoing.ts';
import { bringUpToDate } from './team-conflicts.ts';
import type { CopyHead, LinkedGroup, TeamServer } from './team-database.ts';
import { checkedHead, linkOf, refuse, requireClock, requireUnchanged, rewritten } from './team-links.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Sendings without an answer that are remembered: one that hangs on the server may yet arrive after those that follow it. */
const mostAttempts = 8;

export function teamStatus(store: Store, head: CopyHead | null): TeamStatus {
  const link = linkOf(store);
  bringUpToDate(store, link);
  const groups = toSend(store, link).groups;
  return {
    ...{ name: link.name, role: head?.role ?? link.role, children: link.children, seq: link.seq },
    behind: head ? head.seq - link.seq : null,
    groups: groups.length,
    changes: groups.reduce((sum, group) => sum + group.changes.length, 0),
    conflicts: openConflicts(store),
  };
}

function toSend(store: Store, link: TeamLink) {
  const seen = readSeen(store);
  const here = withUnknown(readTeamState(store, link.children).rows, seen, link.children);
  return {
    seen,
    here,
    groups: outgoingGroups(store, seen, here, {
      after: link.pushedGroup,
      children: link.children,
    }),
  };
}

export type Pulled = { groups: number; taken: number; conflicts: number; seq: number };

/** Takes what the others did since: merged by row and field; what both changed is kept as a conflict, to be chosen in. */
export async function pull(store: Store, server: TeamServer): Promise<Pulled> {
  const link = linkOf(store);
  const head = checkedHead(await server.head(link.copy), link);
  const none = { groups: 0, taken: 0, conflicts: 0, seq: link.seq };
  if (head.seq === link.seq) {
    if (head.chain !== link.chain) throw rewritten();
    return none;
  }
  const groups = await server.pull(link.copy, link.seq);
  return takeGroups(store, link, { ...head, groups });
}

function takeGroups(store: Store, link: TeamLink, { groups: all, role }: CopyHead & { groups: StoredGroup[] }): Pulled {
  const seen = readSeen(store);
  // What was sent from here and never answered is the first of them, since it was taken on top of what was seen: it is no
  // change of others, and is not sent again.
  const attempt = link.attempts.find(({ ids }) => ids[0] === all[0]?.id);
  const own = all.slice(0, attempt?.ids.length ?? 0);
  const groups = all.slice(own.length);
  const base = new Map(seen);
  const ownLink = { ...link, seq: link.seq + own.length, chain: followed(own, link, base) };
  const theirs = new Map(base);
  const chain = followed(groups, ownLink, theirs);
  return store.transaction('take from a shared copy', () => {
    requireUnchanged(store, link);
    const local = readTeamState(store, link.children);
    const mine = withUnknown(local.rows, base, link.children);
    const merged = askDangling(
      mergeStates(base, mine, theirs, { refuse: (change) => frozenReason(store, change) }),
      mine,
      teamReferences,
    );
    refuseSecondIssue(merged.take, mine);
    const people = [...new Set(groups.map((group) => group.person))].join(', ');
    const label = `Taken from “${link.name}”: ${groups.length === 1 ? groups[0]?.label : `${groups.length} changes`} (${people})`;
    const reasons = [...new Set(groups.flatMap((group) => group.why ?? []))].join('; ');
    applyTeamChanges(store, local, merged.take, label.slice(0, 500), reasons === '' ? null : reasons.slice(0, 2000));
    keepConflicts(store, merged.conflicts, (conflict) => lastTouch(groups, conflict.register, conflict.key));
    writeSeen(store, seen, theirs);
    const seq = link.seq + all.length;
    const pushedGroup = attempt?.pushedGroup ?? link.pushedGroup;
    writeTeamLink(store, { ...link, role, seq, chain, pushedGroup, attempts: attempt ? [] : link.attempts });
    return { groups: groups.length, taken: merged.take.length, conflicts: merged.conflicts.length, seq };
  });
}

/** Applies groups to what was seen, each held against the chain and against what it says was there. Gives the new link. */
function followed(groups: readonly StoredGroup[], link: TeamLink, theirs: Map<string, TeamCells>): string {
  let chain = link.chain;
  groups.forEach((group, at) => {
    if (group.seq !== link.seq + at + 1 || sha256(linkText(chain, group)) !== group.chain) throw rewritten();
    if (!link.children && group.changes.some((change) => isChildRegister(change.register))) {
      throw refuse(
        'The server sent rows of children, which this shared copy was not created to hold. Nothing was taken.',
      );
    }
    if (applyChanges(theirs, group.changes)) {
      throw refuse(
        `Change ${group.seq} of the shared copy, by ${group.person}, does not follow from those before it. Nothing was taken.`,
      );
    }
    chain = group.chain;
  });
  return chain;
}

/** One period is not issued twice: who issued it here reopens it, or the others do, and then it is taken. */
function refuseSecondIssue(take: readonly TeamChange[], mine: ReadonlyMap<string, TeamCells>): void {
  const after = new Map(mine);
  for (const { register, key, after: cells } of take) {
    if (register !== 'issuedPeriods' || cells === null) continue;
    after.set(rowName(register, key), { ...after.get(rowName(register, key)), ...cells });
  }
  const standing = new Set<string>();
  for (const [name, cells] of after) {
    if (!name.startsWith('issuedPeriods ') || (cells.reopened_at ?? null) !== null) continue;
    const period = `P${cells.period} ${cells.year}`;
    if (standing.has(period)) {
      throw new OutturnError(
        'period-issued',
        `${period} has been issued here and by others, and stands once. Reopen one of the two, giving the reason, and take again. Nothing was taken.`,
        { year: String(cells.year), period: Number(cells.period) },
      );
    }
    standing.add(period);
  }
}

/** Why a row of a period that is issued here is not changed by a merge. */
function frozenReason(store: Store, { register, before, after, key }: TeamChange): string | null {
  if (register !== 'actuals' && register !== 'forecastEntries') return null;
  const named = JSON.parse(key) as (string | number)[];
  const cells = { ...before, ...after };
  const [year, period] = [String(cells.year ?? named[0]), Number(cells.period ?? named[1])];
  return period <= frozenThrough(store, year) ? 'The period is issued here, and its rows are frozen.' : null;
}

function lastTouch(groups: readonly StoredGroup[], register: string, key: string): { who: string; why: string | null } {
  const group = groups.findLast(({ changes }) =>
    changes.some((change) => change.register === register && change.key === key),
  );
  return { who: group?.person ?? groups.at(-1)?.person ?? '', why: group?.why ?? null };
}

export type Pushed = { groups: number; changes: number; seq: number; pulled: Pulled | null };

/**
 * Sends what is new here, where nobody has been before; else takes theirs first, and tries again. Stops, having sent nothing,
 * while there is a conflict to choose in. Sent twice it is there once: what arrived but was not acknowledged is recognised.
 */
export async function push(
  store: Store,
  server: TeamServer,
  now: () => number = () => Date.parse(store.now()),
): Promise<Pushed> {
  let taken: Pulled | null = null;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const pulled = await pull(store, server);
    if (pulled.groups > 0)
      taken = taken
        ? {
            ...pulled,
            groups: taken.groups + pulled.groups,
            taken: taken.taken + pulled.taken,
            conflicts: taken.conflicts + pulled.conflicts,
          }
        : pulled;
    const open = openConflicts(store);
    if (open.length > 0) {
      throw new OutturnError(
        'team-conflicts',
        `${open.length === 1 ? 'One thing has' : `${open.length} things have`} been changed here and by others: choose first (outturn team conflicts, outturn team settle). Nothing was sent; nothing is lost.`,
        { conflicts: open.length },
      );
    }
    const link = linkOf(store);
    const head = await server.head(link.copy);
    requireClock(head, now());
    const newestGroup = store.prepare('select coalesce(max(id), 0) as id from "change_groups"').get() as { id: number };
    const { seen, here, groups } = toSend(store, link);
    if (groups.length === 0) {
      store.transaction('note what is sent', () => writeTeamLink(store, { ...link, pushedGroup: newestGroup.id }));
      return { groups: 0, changes: 0, seq: link.seq, pulled: taken };
    }
    let chain = link.chain;
    const linked: LinkedGroup[] = groups.map((group) => {
      chain = sha256(linkText(chain, group));
      return { ...group, chain };
    });
    const pushedGroup = newestGroup.id;
    const attempts = [...link.attempts.slice(-mostAttempts), { ids: linked.map(({ id }) => id), pushedGroup }];
    store.transaction('note what is being sent', () => {
      requireUnchanged(store, link);
      writeTeamLink(store, { ...link, attempts });
    });
    const seq = await server.push(link.copy, link.seq, linked, isChildRegister);
    if (seq === null) continue;
    store.transaction('note what is sent', () => {
      requireUnchanged(store, link);
      writeSeen(store, seen, here);
      writeTeamLink(store, { ...link, seq, chain, pushedGroup, attempts: [] });
    });
    const changes = groups.reduce((sum, group) => sum + group.changes.length, 0);
    return { groups: groups.length, changes, seq, pulled: taken };
  }
  throw new OutturnError(
    'source-unreachable',
    'Others keep writing to the shared copy. Try again in a moment; nothing is lost.',
  );
}
