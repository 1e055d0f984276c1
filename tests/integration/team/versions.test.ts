import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { openConflicts, readTeamLink } from '../../../db/team-link.ts';
import { listTeamScenarios, putScenario, readSeen } from '../../../db/team-state.ts';
import { settle } from '../../../electron/services/team/team-conflicts.ts';
import { linkCopy } from '../../../electron/services/team/team-links.ts';
import { pull, push, teamStatus } from '../../../electron/services/team/team-service.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { applyChanges, type TeamCells, type TeamChange } from '../../../shared/team/change.ts';
import { linkText } from '../../../shared/team/group.ts';
import { memoryTeam } from '../../support/memory-team.ts';
import { smallSnapshot } from '../db/helpers.ts';
import { laptop } from './laptop.ts';

/** This program on a shared copy, and a newer one that writes what this one does not know, by the format alone. */
async function withNewer() {
  const team = memoryTeam();
  const store = await laptop('anna');
  writeSnapshot(store, smallSnapshot());
  putScenario(store, { ...newScenario('Plan B', '2023/24', 9), levers: [newLever('price-uplift', 'a', '2024-01-01')] });
  linkCopy(store, '{}', team.head());
  await push(store, team.server);
  const state = () => {
    const rows = new Map<string, TeamCells>();
    for (const group of team.groups) expect(applyChanges(rows, group.changes)).toBeNull();
    return rows;
  };
  const newer = (...changes: TeamChange[]) => {
    const group = { id: randomUUID(), person: 'nora', label: 'Newer', why: null, saidAt: '2024-02-10', changes };
    const chain = createHash('sha256').update(linkText(team.head().chain, group)).digest('hex');
    team.groups.push({ ...group, seq: team.groups.length + 1, login: 'nora', at: '2024-02-10', chain });
  };
  return { team, store, state, newer };
}
const key = '["2023/24","S1"]';
const saving = (store: Store) => readSnapshot(store).savings[0];
const edit = (store: Store, values: Record<string, string | number>) =>
  applyEdits(store, [{ op: 'update', register: 'savings', id: saving(store)!.id, values }], 'Agreed');

test('a register and a field of a newer program pass through the older one whole, whatever it edits, deletes or merges', async () => {
  const { team, store, state, newer } = await withNewer();
  newer(
    { register: 'carbon', key: '["C1"]', before: null, after: { code: 'C1', tonnes: 4 } },
    { register: 'savings', key, before: { colour: null, note: null }, after: { colour: 'green', note: 'From nora' } },
    { register: 'scenarios', key: '["Plan B"]', before: { mood: null }, after: { mood: 'calm' } },
  );
  await pull(store, team.server);
  expect(saving(store)?.note).toBe('From nora');
  // Nothing of it looks like an edit of the older program's own.
  expect(teamStatus(store, null)).toMatchObject({ groups: 0, conflicts: [] });

  edit(store, { targetPence: 5_00 });
  putScenario(store, { ...listTeamScenarios(store)[0]!.scenario!, seed: 77 });
  await push(store, team.server);
  expect(state().get('carbon ["C1"]')).toEqual({ code: 'C1', tonnes: 4 });
  expect(state().get(`savings ${key}`)).toMatchObject({ colour: 'green', note: 'From nora', targetPence: 5_00 });
  expect(state().get('scenarios ["Plan B"]')).toMatchObject({ mood: 'calm', seed: 77 });

  // Both change the row: theirs in a field that is not known here, and in one that is.
  edit(store, { note: 'From anna' });
  newer({
    ...{ register: 'savings', key, before: { colour: 'green', note: 'From nora' } },
    after: { colour: 'red', note: 'Again nora' },
  });
  await pull(store, team.server);
  const [conflict, ...others] = openConflicts(store);
  expect(others).toEqual([]);
  expect(conflict).toMatchObject({ field: 'note', mine: { note: 'From anna' }, theirs: { note: 'Again nora' } });
  settle(store, conflict!.id, 'mine', null);
  await push(store, team.server);
  expect(state().get(`savings ${key}`)).toMatchObject({ colour: 'red', note: 'From anna' });

  // A deletion here says the whole row as it was there, what is not known with it.
  applyEdits(store, [{ op: 'delete', register: 'savings', id: saving(store)!.id }], null);
  await push(store, team.server);
  expect(state().has(`savings ${key}`)).toBe(false);
  expect(readSeen(store).get('carbon ["C1"]')).toEqual({ code: 'C1', tonnes: 4 });
});

test('a field of a newer program that is asked is chosen in by a program that knows it; here it is never lost', async () => {
  const { team, store, state, newer } = await withNewer();
  newer({ register: 'carbon', key: '["C1"]', before: null, after: { code: 'C1' } });
  await pull(store, team.server);
  newer({ register: 'carbon', key: '["C1"]', before: { code: 'C1' }, after: null });
  await pull(store, team.server);
  await push(store, team.server);
  expect(state().has('carbon ["C1"]')).toBe(false);
});

test('a scenario with a lever of a newer program is kept, said, and never written over by the older one', async () => {
  const { team, store, state, newer } = await withNewer();
  const lever = '[1500,{"id":"z","kind":"tides"}]';
  newer({ register: 'scenarios', key: '["Plan B"]', before: { 'lever:z': null }, after: { 'lever:z': lever } });
  await pull(store, team.server);
  expect(listTeamScenarios(store)).toEqual([{ name: 'Plan B', scenario: null, beyond: [] }]);
  expect(() => putScenario(store, newScenario('Plan B', '2023/24', 9))).toThrow('newer Outturn');
  edit(store, { note: 'Still at work' });
  await push(store, team.server);
  expect(state().get('scenarios ["Plan B"]')?.['lever:z']).toBe(lever);
});

test('a value that this program does not know in a field it does is refused in words; the copy here is as it was', async () => {
  const { team, store, newer } = await withNewer();
  newer({ register: 'savings', key, before: { recurring: 1 }, after: { recurring: 'sometimes' } });
  const before = JSON.stringify([readSnapshot(store), readTeamLink(store)]);
  edit(store, { note: 'Mine' });
  const mine = JSON.stringify(readSnapshot(store));
  for (const ask of [pull, push]) {
    await expect(ask(store, team.server)).rejects.toMatchObject({
      code: 'row-invalid',
      message: expect.stringContaining('Nothing was taken'),
    });
  }
  expect(JSON.stringify(readSnapshot(store))).toBe(mine);
  expect(JSON.stringify(readTeamLink(store))).toBe(JSON.stringify(JSON.parse(before)[1]));
  expect(team.groups).toHaveLength(2);
});

test('a hostile server: groups out of order, twice, cut off, of another history, or of a copy that goes backwards', async () => {
  const { team, store, newer } = await withNewer();
  newer({ register: 'savings', key, before: { note: null }, after: { note: 'One' } });
  newer({ register: 'savings', key, before: { note: 'One' }, after: { note: 'Two' } });
  const sent = team.groups.slice(1);
  const before = JSON.stringify([readSnapshot(store), readTeamLink(store)]);
  const bad: [string, unknown[]][] = [
    ['rewritten', [...sent].reverse()],
    ['rewritten', [sent[0], sent[0]]],
    ['rewritten', [sent[1]]],
    ['rewritten', [{ ...sent[0], person: 'somebody else' }]],
    ['rewritten', [{ ...sent[0], changes: [] }]],
    ['rewritten', [{ ...sent[0], chain: 'f'.repeat(64) }]],
  ];
  for (const [said, groups] of bad) {
    const hostile = { ...team.server, pull: async () => structuredClone(groups) as never };
    for (const ask of [pull, push]) await expect(ask(store, hostile)).rejects.toThrow(said);
  }
  const older = { ...team.server, head: async () => ({ ...team.head(), seq: 0, chain: '' }) };
  for (const ask of [pull, push]) await expect(ask(store, older)).rejects.toThrow('earlier backup');
  const children = { ...team.server, head: async () => ({ ...team.head(), children: false }) };
  for (const ask of [pull, push]) await expect(ask(store, children)).rejects.toThrow('other kinds of rows');
  const later = { ...team.server, head: async () => ({ ...team.head(), format: 99 }) };
  for (const ask of [pull, push]) await expect(ask(store, later)).rejects.toThrow('newer Outturn');
  expect(JSON.stringify([readSnapshot(store), readTeamLink(store)])).toBe(before);
  // An honest one after all of that is taken as ever.
  await pull(store, team.server);
  expect(saving(store)?.note).toBe('Two');
});

test('a local copy that was brought back from a backup takes what it had sent itself, and goes on', async () => {
  const { team, store, newer } = await withNewer();
  const { database } = { database: readSnapshot(store) };
  const backup = await laptop('anna');
  writeSnapshot(backup, database);
  const link = readTeamLink(store)!;
  linkCopy(backup, '{}', { ...team.head(), seq: 0, chain: '' });
  await pull(backup, team.server);
  expect(readTeamLink(backup)).toMatchObject({ seq: link.seq, chain: link.chain });
  edit(store, { targetPence: 9_00 });
  await push(store, team.server);
  newer({ register: 'savings', key, before: { note: null }, after: { note: 'Nora' } });
  await pull(backup, team.server);
  expect(saving(backup)).toMatchObject({ targetPence: 9_00, note: 'Nora' });
  expect(openConflicts(backup)).toEqual([]);
});
