import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undo } from '../../db/changes.ts';
import { applyEdits } from '../../db/edits.ts';
import { writeSnapshot } from '../../db/snapshot.ts';
import { openStore, type Store } from '../../db/store.ts';
import { openConflicts } from '../../db/team-link.ts';
import { readTeamState } from '../../db/team-state.ts';
import { settle } from '../../electron/services/team/team-conflicts.ts';
import { linkCopy } from '../../electron/services/team/team-links.ts';
import { pull, push } from '../../electron/services/team/team-service.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import type { StoredGroup } from '../../shared/team/group.ts';
import { smallSnapshot } from '../integration/db/helpers.ts';
import { memoryTeam } from './memory-team.ts';
import { seeded } from './seeded.ts';

type Said = { laptop: number; register: string; id: number; field: string; value: string | number };
/** What came of it: `lost` edits and groups that are there `twice` must be none, `equal` the copies at the end. */
export type LaptopRun = { said: number; groups: number; asked: number; equal: boolean; lost: Said[]; twice: number };

const laptops = 5;
const skewHours = [-11, 0, 5, 0, 20];

/** Opens a laptop's copy, its clock hours off. */
const laptop = (folder: string, at: number): Promise<Store> =>
  openStore(join(folder, `person-${at}`, 'workspace.sqlite'), {
    clock: () => new Date(Date.parse('2024-02-10T09:00:00.000Z') + (skewHours[at] ?? 0) * 3600_000),
    backupFolder: join(folder, `person-${at}`, 'backups'),
    who: `person-${at}`,
  });

const ignoring = async (work: () => Promise<unknown>) => {
  try {
    await work();
  } catch (error) {
    if (error instanceof OutturnError && error.code !== 'team-conflicts') throw error;
  }
};

/**
 * Five laptops, so many random edits each, with cuts, lost answers, copies that are closed and opened again, and clocks that
 * are hours off; then everybody is back, and all is counted.
 */
export async function convergeLaptops(edits: number, seed: number): Promise<LaptopRun> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const folder = mkdtempSync(join(tmpdir(), 'outturn-laptops-'));
  const team = memoryTeam();
  const stores: Store[] = [];
  const said: Said[] = [];
  let number = 0;
  try {
    for (let at = 0; at < laptops; at += 1) {
      const store = await laptop(folder, at);
      stores.push(store);
      if (at === 0) writeSnapshot(store, smallSnapshot());
      linkCopy(store, '{}', team.head());
      if (at === 0) await push(store, team.server);
      else await pull(store, team.server);
    }
    await work();
    return reckon(stores, team.groups, said);
  } finally {
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true, force: true });
  }

  function sayNow(one: Said): void {
    // What a laptop itself overwrites before it is sent was never anybody else's.
    const at = said.findIndex(
      (other) =>
        other.laptop === one.laptop &&
        other.register === one.register &&
        other.id === one.id &&
        other.field === one.field,
    );
    if (at >= 0) said.splice(at, 1);
    said.push(one);
  }

  function edit(at: number): void {
    const store = stores[at] as Store;
    const { rows, ids } = readTeamState(store, true);
    number += 1;
    const choice = random();
    if (choice < 0.12) {
      const reference = `S-${at}-${number}`;
      const first = [...rows].find(([name]) => name.startsWith('savings '))?.[1] ?? smallSnapshot().savings[0]!;
      const { id: _, ...values } = { ...first, id: 0, reference, name: `New ${number}` };
      applyEdits(store, [{ op: 'insert', register: 'savings', values }], null);
      return;
    }
    const savings = [...ids].filter(([name]) => name.startsWith('savings '));
    if (choice < 0.2 && savings.length > 3) {
      applyEdits(store, [{ op: 'delete', register: 'savings', id: pick(savings)[1] }], null);
      return;
    }
    if (choice < 0.25) {
      try {
        undo(store);
      } catch {
        // Changed since: undo says so and does nothing.
      }
      return;
    }
    const lines = [...ids].filter(([name]) => name.startsWith('budgetLines '));
    const onLine = random() < 0.4 || savings.length === 0;
    const [name, id] = pick(onLine ? lines : savings);
    const field = onLine
      ? pick(['grossBudgetPence', 'name', 'position'])
      : pick(['targetPence', 'name', 'note', 'deliveryPercent']);
    const value =
      field === 'name' || field === 'note'
        ? `${field} ${number}`
        : field === 'deliveryPercent'
          ? number % 100
          : number * 100 + 1;
    const register = name.startsWith('savings') ? 'savings' : 'budgetLines';
    if (rows.get(name)?.[field] === value) return;
    applyEdits(store, [{ op: 'update', register, id, values: { [field]: value } }], null);
    sayNow({ laptop: at, register, id, field, value });
  }

  async function work(): Promise<void> {
    team.faults(0.15, random);
    for (let done = 0; done < edits * laptops; done += 1) {
      const at = Math.floor(random() * laptops);
      edit(at);
      const then = random();
      // A partition: most edits are made without the server.
      if (then < 0.12) await ignoring(() => push(stores[at] as Store, team.server));
      else if (then < 0.2) await ignoring(() => pull(stores[at] as Store, team.server));
      else if (then < 0.24) {
        for (const conflict of openConflicts(stores[at] as Store))
          settle(stores[at] as Store, conflict.id, pick(['mine', 'theirs']), 'Agreed');
      } else if (then < 0.26) {
        // The computer goes off and on again.
        stores[at]?.close();
        stores[at] = await laptop(folder, at);
      }
    }
    team.faults(0, random);
    // Everybody is back: each sends, choosing where asked, until nobody has anything left.
    for (let round = 0, quiet = false; !quiet; round += 1) {
      if (round === 20) throw new Error('They never come to rest.');
      const before = team.groups.length;
      for (const store of stores) {
        await ignoring(() => push(store, team.server));
        for (const conflict of openConflicts(store)) settle(store, conflict.id, pick(['mine', 'theirs']), 'Agreed');
        await push(store, team.server);
      }
      for (const store of stores) await pull(store, team.server);
      quiet = team.groups.length === before;
    }
  }
}

/** Every edit that its own person did not write over or take back was sent, or was asked with its value. */
function reckon(stores: readonly Store[], groups: readonly StoredGroup[], said: readonly Said[]): LaptopRun {
  const sent = new Set<string>();
  for (const { person, changes } of groups) {
    for (const { register, after } of changes) {
      for (const [field, value] of Object.entries(after ?? {})) sent.add(`${person} ${register} ${field} ${value}`);
    }
  }
  const asked = new Set<string>();
  for (const store of stores) {
    const rows = store.prepare('select register, mine from "team_conflicts"').all() as {
      register: string;
      mine: string | null;
    }[];
    for (const { register, mine } of rows) {
      for (const [field, value] of Object.entries(JSON.parse(mine ?? '{}') as object))
        asked.add(`${store.who} ${register} ${field} ${value}`);
    }
  }
  const lost = said.filter((one) => {
    const text = `person-${one.laptop} ${one.register} ${one.field} ${one.value}`;
    return !sent.has(text) && !asked.has(text) && !takenBack(stores[one.laptop] as Store, one);
  });
  const states = stores.map((store) => JSON.stringify([...readTeamState(store, true).rows].sort()));
  return {
    ...{ said: said.length, groups: groups.length, asked: asked.size, lost },
    equal: new Set(states).size === 1,
    twice: groups.length - new Set(groups.map((group) => group.id)).size,
  };
}

/** Undone, or deleted later by the same hand before anything was sent. */
function takenBack(store: Store, one: Said): boolean {
  const found = store
    .prepare(
      `select g.undone as undone, c."after" as "after" from "changes" c join "change_groups" g on g.id = c.group_id
       where c.entity = ? and c.row_id = ? and g.id not in (select group_id from "team_groups") order by c.id`,
    )
    .all(one.register, one.id) as { undone: number; after: string | null }[];
  const made = found.find(({ after }) => after !== null && JSON.parse(after)[one.field] === one.value);
  return made?.undone !== 0 || found.some(({ after }) => after === null);
}
