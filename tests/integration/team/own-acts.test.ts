import { expect, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { openConflicts } from '../../../db/team-link.ts';
import { settle } from '../../../electron/services/team/team-conflicts.ts';
import type { TeamServer } from '../../../electron/services/team/team-database.ts';
import { linkCopy } from '../../../electron/services/team/team-links.ts';
import { pull, push } from '../../../electron/services/team/team-service.ts';
import { memoryTeam } from '../../support/memory-team.ts';
import { smallSnapshot } from '../db/helpers.ts';
import { laptop } from './laptop.ts';

async function two() {
  const team = memoryTeam();
  const [anna, ben] = [await laptop('anna'), await laptop('ben')];
  writeSnapshot(anna, smallSnapshot());
  linkCopy(anna, '{}', team.head());
  await push(anna, team.server);
  linkCopy(ben, '{}', team.head());
  await pull(ben, team.server);
  return { team, anna, ben };
}
const saving = (store: Store) => readSnapshot(store).savings[0];
const change = (store: Store, values: Record<string, string | number>) =>
  applyEdits(store, [{ op: 'update', register: 'savings', id: saving(store)!.id, values }], 'Agreed');

test('acts that arrived without an answer are sent no second time, nor are those of colleagues that were taken twice', async () => {
  const { team, anna, ben } = await two();
  change(anna, { targetPence: 1_00 });
  change(anna, { targetPence: 2_00 });
  // It is written there, and the answer never arrives.
  const cut: TeamServer = {
    ...team.server,
    async push(...given) {
      await team.server.push(...given);
      throw new Error('The connection was cut.');
    },
  };
  await expect(push(anna, cut)).rejects.toThrow('cut');
  change(anna, { targetPence: 3_00 });
  await push(anna, team.server);
  const said = () => team.groups.map(({ person, changes }) => [person, changes[0]?.after?.targetPence]).slice(1);
  expect(said()).toEqual([
    ['anna', 1_00],
    ['anna', 2_00],
    ['anna', 3_00],
  ]);

  // Ben takes two acts apart, one by one, and then changes the same field: he sends his own and nobody else's.
  await pull(ben, team.server);
  change(anna, { targetPence: 4_00 });
  await push(anna, team.server);
  await pull(ben, team.server);
  change(ben, { targetPence: 5_00 });
  await push(ben, team.server);
  expect(said().slice(3)).toEqual([
    ['anna', 4_00],
    ['ben', 5_00],
  ]);
});

test('a row that others delete takes in what was asked of its fields: who chooses in a field never loses the row', async () => {
  const { team, anna, ben } = await two();
  change(anna, { targetPence: 1_00 });
  change(ben, { targetPence: 2_00, note: 'Mine alone' });
  await push(anna, team.server);
  await pull(ben, team.server);
  expect(openConflicts(ben).map(({ field }) => field)).toEqual(['targetPence']);
  applyEdits(anna, [{ op: 'delete', register: 'savings', id: saving(anna)!.id }], null);
  await push(anna, team.server);
  await pull(ben, team.server);
  const [whole, ...others] = openConflicts(ben);
  expect(others).toEqual([]);
  expect(whole).toMatchObject({ field: null, mine: { note: 'Mine alone', targetPence: 2_00 }, theirs: null });
  settle(ben, whole!.id, 'mine', null);
  await push(ben, team.server);
  await pull(anna, team.server);
  expect(saving(anna)).toMatchObject({ note: 'Mine alone', targetPence: 2_00 });
});
