import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { undo } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { writeSnapshot } from '../../../db/snapshot.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { openConflicts } from '../../../db/team-link.ts';
import { readTeamState } from '../../../db/team-state.ts';
import { linkCopy, pull, push, settle } from '../../../electron/services/team/team-service.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { memoryTeam } from '../../support/memory-team.ts';
import { seeded } from '../../support/seeded.ts';
import { smallSnapshot, temporaryFolder } from '../db/helpers.ts';

const laptops = 5;
const seed = Number(process.env.OUTTURN_SEED ?? 20);
const edits = process.env.OUTTURN_SOAK ? 2000 : 60;

type Said = { laptop: number; register: string; id: number; field: string; value: string | number };
const open: Store[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

/** Opens a laptop's copy, its clock hours off. */
async function laptop(folder: string, name: string, skewHours: number): Promise<Store> {
  const store = await openStore(join(folder, name, 'workspace.sqlite'), {
    clock: () => new Date(Date.parse('2024-02-10T09:00:00.000Z') + skewHours * 3600_000),
    backupFolder: join(folder, name, 'backups'),
    who: name,
  });
  open.push(store);
  return store;
}

const ignoring = async (work: () => Promise<unknown>) => {
  try {
    await work();
  } catch (error) {
    if (error instanceof OutturnError && error.code !== 'team-conflicts') throw error;
  }
};

test(`${laptops} laptops × ${edits} random edits with cuts, lost answers, reopened copies and clocks off converge; every edit is in it or was asked (seed ${seed})`, async () => {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const folder = temporaryFolder();
  const team = memoryTeam();
  const stores: Store[] = [];
  for (let at = 0; at < laptops; at += 1) {
    const store = await laptop(folder, `person-${at}`, [-11, 0, 5, 0, 20][at] ?? 0);
    if (at === 0) writeSnapshot(store, smallSnapshot());
    linkCopy(store, '{}', team.head());
    if (at === 0) await push(store, team.server);
    else await pull(store, team.server);
    stores.push(store);
  }
  const said: Said[] = [];
  const sayNow = (one: Said) => {
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
  };
  let number = 0;
  const edit = (at: number) => {
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
  };

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
      const [store] = open.splice(open.indexOf(stores[at] as Store), 1);
      store?.close();
      stores[at] = await laptop(folder, `person-${at}`, [-11, 0, 5, 0, 20][at] ?? 0);
    }
  }
  team.faults(0, random);
  // Everybody is back: each sends, choosing where asked, until nobody has anything left.
  for (let round = 0, quiet = false; !quiet; round += 1) {
    expect(round).toBeLessThan(20);
    const before = team.groups.length;
    for (const store of stores) {
      await ignoring(() => push(store, team.server));
      for (const conflict of openConflicts(store)) settle(store, conflict.id, pick(['mine', 'theirs']), 'Agreed');
      await push(store, team.server);
    }
    for (const store of stores) await pull(store, team.server);
    quiet = team.groups.length === before;
  }
  const states = stores.map((store) => [...readTeamState(store, true).rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  for (const state of states.slice(1)) expect(state).toEqual(states[0]);

  // Nothing twice: each group once, and each follows from those before it (pull has held the chain and every before).
  expect(new Set(team.groups.map((group) => group.id)).size).toBe(team.groups.length);
  // Nothing lost: every edit that was not overwritten or taken back by its own person was sent, or was asked with its value.
  const sent = new Set<string>();
  for (const group of team.groups) {
    for (const { register, after } of group.changes) {
      for (const [field, value] of Object.entries(after ?? {}))
        sent.add(`${group.person} ${register} ${field} ${value}`);
    }
  }
  const asked = new Set<string>();
  for (const store of stores) {
    const rows = store.prepare('select register, mine, base from "team_conflicts"').all() as {
      register: string;
      mine: string | null;
    }[];
    for (const { register, mine } of rows) {
      for (const [field, value] of Object.entries(JSON.parse(mine ?? '{}') as object))
        asked.add(`${store.who} ${register} ${field} ${value}`);
    }
  }
  const takenBack = (one: Said) => {
    const store = stores[one.laptop] as Store;
    const found = store
      .prepare(
        `select g.undone as undone, c."after" as "after", c.id as id from "changes" c join "change_groups" g on g.id = c.group_id
         where c.entity = ? and c.row_id = ? order by c.id`,
      )
      .all(one.register, one.id) as { undone: number; after: string | null }[];
    const made = found.find(({ after }) => after !== null && JSON.parse(after)[one.field] === one.value);
    // Undone, or deleted later by the same hand before anything was sent.
    return made === undefined || made.undone !== 0 || found.some(({ after }) => after === null);
  };
  const missing = said.filter((one) => {
    const words = `person-${one.laptop} ${one.register} ${one.field} ${one.value}`;
    return !sent.has(words) && !asked.has(words) && !takenBack(one);
  });
  expect(missing).toEqual([]);
  expect(said.length).toBeGreaterThan(edits);
  expect(asked.size).toBeGreaterThan(0);
});
