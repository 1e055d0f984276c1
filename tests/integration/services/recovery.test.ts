import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startedServices, temporaryFolder } from './services-helpers.ts';

/** A scenario file with data of its own, open in a profile with a change that is not saved. */
async function unsavedOn(folder: string) {
  const path = join(folder, 'plan.outturn');
  const maker = startedServices(join(folder, 'maker'));
  await maker.handlers.applyEdits({
    edits: [{ op: 'insert', register: 'funders', values: { code: 'A', name: 'Northshire' } }],
    why: null,
  });
  maker.answers.push(path);
  await maker.handlers.scenarioSaveAs({});
  await maker.close();
  const profile = join(folder, 'profile');
  const services = startedServices(profile);
  services.answers.push(path);
  const opened = await services.handlers.scenarioOpen({ passphrase: null });
  await services.handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'not saved' } });
  return { path, profile, services };
}

async function recoveredIn(profile: string) {
  const next = startedServices(profile);
  onTestFinished(next.close);
  const [found] = await next.handlers.recovered({});
  const open = await next.handlers.scenarioOpenToken({ token: found?.token ?? '', passphrase: null });
  return { open, handlers: next.handlers };
}

test.each(['gone', 'damaged'])('levers that were not saved are offered though their rows are %s', async (how) => {
  const { profile, services } = await unsavedOn(temporaryFolder());
  await services.close();
  const working = join(profile, 'working');
  const data = join(working, readdirSync(working).find((name) => name.endsWith('.sqlite')) ?? '');
  if (how === 'gone') rmSync(data);
  else writeFileSync(data, Buffer.alloc(20_000, 0xee));
  const { open } = await recoveredIn(profile);
  expect(open).toMatchObject({ scenario: { notes: 'not saved' }, unsaved: true, fileName: null });
  expect(open.dataNotice).toContain('can no longer be read');
});

test('a save that was whole when the process ended is not taken for somebody else’s change', async () => {
  const folder = temporaryFolder();
  const { profile, services } = await unsavedOn(folder);
  const working = join(profile, 'working');
  const aside = join(folder, 'as when it ended');
  cpSync(working, aside, { recursive: true });
  await services.handlers.scenarioSave({ onConflict: 'refuse' });
  await services.close();
  // The file stands; that it does was not yet noted.
  rmSync(working, { recursive: true, force: true });
  mkdirSync(working);
  cpSync(aside, working, { recursive: true });
  const { open, handlers } = await recoveredIn(profile);
  expect(open).toMatchObject({ scenario: { notes: 'not saved' }, unsaved: false, fileName: 'plan.outturn' });
  expect(open.dataNotice).toContain('had been saved already');
  await handlers.scenarioUpdate({ scenario: { ...open.scenario, notes: 'goes on' } });
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
});

test('a local copy that cannot be reached is said in words', async () => {
  const profile = temporaryFolder();
  mkdirSync(join(profile, 'workspace.sqlite'));
  const { handlers, close } = startedServices(profile);
  onTestFinished(close);
  await expect(handlers.storeStatus({})).rejects.toMatchObject({ code: 'file-unreadable' });
});
