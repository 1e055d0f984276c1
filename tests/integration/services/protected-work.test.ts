import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canariesIn, canariesInClear } from '../../support/canary.ts';
import { keysIn } from '../../support/keys.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

test('unsaved work on a protected file asks for its passphrase at the next start; its rows and levers are under it', async () => {
  const folder = temporaryFolder();
  const [first, second] = [startedServices(join(folder, 'a')), startedServices(join(folder, 'b'))];
  const path = join(folder, 'secret.outturn');
  // The person at the computer agrees, outside the page.
  first.said.button = 1;
  first.answers.push(path);
  const begun = await first.handlers.scenarioCurrent({});
  await first.handlers.applyEdits({
    edits: [{ op: 'insert', register: 'funders', values: { code: 'CANARYCODE', name: 'CANARYFUNDER' } }],
    why: null,
  });
  await first.handlers.scenarioUpdate({ scenario: { ...begun.scenario, notes: 'CANARYNOTE' } });
  await first.handlers.passphraseSet({ current: null, passphrase: 'a long secret' });
  await first.handlers.scenarioSaveAs({});
  await first.close();

  const token = second.desktop.tokenOfPath(path, 'scenario-open');
  const opened = await second.handlers.scenarioOpenToken({ token, passphrase: 'a long secret' });
  await second.handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'CANARYNOTE again' } });
  await second.close();
  const profile = join(folder, 'b');
  expect(readdirSync(join(profile, 'working')).some((name) => name.endsWith('.sqlite'))).toBe(true);
  const canaries = ['CANARYNOTE', 'CANARYFUNDER', 'CANARYCODE'];
  expect(canariesInClear(join(profile, 'working'), canaries)).toEqual([]);
  // Not even who holds the keys of the profile reads it without the passphrase.
  expect(canariesIn(join(profile, 'working'), canaries, keysIn(profile))).toEqual([]);

  const third = startedServices(profile);
  const [left] = await third.handlers.recovered({});
  expect(left).toMatchObject({ name: 'secret.outturn' });
  const open = (passphrase: string | null) =>
    third.handlers.scenarioOpenToken({ token: left?.token ?? '', passphrase });
  await expect(open(null)).rejects.toMatchObject({ code: 'passphrase-needed' });
  await expect(open('wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  const back = await open('a long secret');
  expect(back).toMatchObject({ unsaved: true, protected: true, scenario: { notes: 'CANARYNOTE again' } });
  expect((await third.handlers.snapshot({})).funders.map((row) => row.name)).toContain('CANARYFUNDER');
  // It may be saved where it came from: its passphrase is known.
  await third.handlers.scenarioSave({ onConflict: 'refuse' });
  expect(await third.handlers.recovered({})).toEqual([]);
  await third.close();
}, 240_000);
