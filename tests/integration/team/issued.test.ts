import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { issuePeriod, listIssuedPeriods, reopenPeriod } from '../../../db/issued-periods.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { openConflicts } from '../../../db/team-link.ts';
import { settle } from '../../../electron/services/team/team-conflicts.ts';
import { linkCopy } from '../../../electron/services/team/team-links.ts';
import { pull, push } from '../../../electron/services/team/team-service.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { memoryTeam } from '../../support/memory-team.ts';
import { smallSnapshot, temporaryFolder } from '../db/helpers.ts';

let minute = 0;
async function laptop(name: string): Promise<Store> {
  const folder = join(temporaryFolder(), name);
  const clock = () => {
    minute += 1;
    return new Date(Date.parse('2024-02-10T09:00:00.000Z') + 60_000 * minute);
  };
  const store = await openStore(join(folder, 'workspace.sqlite'), {
    clock,
    backupFolder: join(folder, 'b'),
    who: name,
  });
  onTestFinished(() => store.close());
  return store;
}
const issue = (store: Store) =>
  issuePeriod(store, {
    scenario: 'Base',
    inputSha256: 'a'.repeat(64),
    document: { year: '2023/24', period: 9, engineVersion: '1' } as Forecast,
  });

test('an issued period travels and freezes there too; one that two people issued stands once, and an actual of it is asked', async () => {
  const team = memoryTeam();
  const [anna, ben] = [await laptop('anna'), await laptop('ben')];
  writeSnapshot(anna, smallSnapshot());
  linkCopy(anna, '{}', team.head());
  await push(anna, team.server);
  linkCopy(ben, '{}', team.head());
  await pull(ben, team.server);

  // Both issue the same period before they have heard of each other.
  issue(anna);
  issue(ben);
  await push(anna, team.server);
  await expect(pull(ben, team.server)).rejects.toMatchObject({ code: 'period-issued' });
  expect(listIssuedPeriods(ben).map(({ who }) => who)).toEqual(['ben']);
  reopenPeriod(ben, '2023/24', 9, 'Anna has issued it');
  await push(ben, team.server);
  await pull(anna, team.server);
  for (const store of [anna, ben]) {
    const issues = listIssuedPeriods(store).map(({ who, reopenedWhy }) => [who, reopenedWhy]);
    expect(issues.sort()).toEqual([
      ['anna', null],
      ['ben', 'Anna has issued it'],
    ]);
  }
  const actual = {
    ...{ year: '2023/24', period: 3, lineCode: 'PLC', expenditurePence: 5_00, incomePence: 0, source: 'ledger' },
  };
  const add = (store: Store) => applyEdits(store, [{ op: 'insert', register: 'actuals', values: actual }], null);
  expect(() => add(ben)).toThrow('has been issued');

  // Ben reopens Anna's, books an actual and sends it; Anna, who has issued a later one by then, is asked.
  reopenPeriod(ben, '2023/24', 9, 'A late invoice');
  add(ben);
  await push(ben, team.server);
  reopenPeriod(anna, '2023/24', 9, 'Once more');
  issue(anna);
  await pull(anna, team.server);
  const asked = openConflicts(anna);
  expect(asked).toContainEqual(
    expect.objectContaining({ register: 'actuals', reason: expect.stringContaining('issued here') }),
  );
  // Why the first was reopened, both have said: that is asked too, and theirs can be taken.
  const whys = asked.filter(({ register }) => register === 'issuedPeriods');
  expect(whys.map(({ field }) => field)).toContain('reopened_why');
  for (const { id } of whys) settle(anna, id, 'theirs', null);
  expect(listIssuedPeriods(anna).map(({ reopenedWhy }) => reopenedWhy)).toContain('A late invoice');
  expect(readSnapshot(anna).actuals).toEqual([]);
});
