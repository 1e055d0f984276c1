import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { outturn, temporaryFolder } from '../cli/command-line.ts';
import { putSampleInto, startedServices } from '../services/services-helpers.ts';

const passphrase = 'a long passphrase for IT';

/** A profile with data, and its recovery file. */
async function withRecovery() {
  const folder = temporaryFolder();
  await putSampleInto(folder);
  const workspace = join(folder, 'workspace.sqlite');
  const file = join(folder, 'keys.outturn-keys');
  const secret = join(folder, 'secret.txt');
  writeFileSync(secret, `${passphrase}\n`);
  const under = ['--passphrase-file', secret];
  const made = await outturn('key', 'export', '--workspace', workspace, '--out', file, ...under, '--json');
  expect(made.code).toBe(0);
  return { folder, workspace, file, secret, under };
}

/** Another computer, on which there is nothing but the local copy. */
function otherComputer(workspace: string) {
  const there = join(temporaryFolder(), 'workspace.sqlite');
  copyFileSync(workspace, there);
  return there;
}

test('a local copy is opened on another computer with its recovery file, and imports give the same pseudonyms there', async () => {
  const { folder, workspace, file, under } = await withRecovery();
  const there = otherComputer(workspace);
  const forecast = (path: string) => outturn('forecast', '--workspace', path, '--json');
  const here = await forecast(workspace);
  const before = readFileSync(there);
  const refused = await forecast(there);
  expect(refused.code).toBe(3);
  expect(refused.out + refused.err).toContain('recovery file');
  const restored = await outturn('key', 'restore', '--workspace', there, '--from', file, ...under);
  expect(restored.code).toBe(0);
  expect(readFileSync(there).equals(before)).toBe(true);
  const opened = await forecast(there);
  expect(opened.code).toBe(here.code);
  expect(JSON.parse(opened.out).total).toEqual(JSON.parse(here.out).total);
  const childKey = (path: string) => readFileSync(join(path, 'child-key'), 'utf8');
  expect(childKey(join(there, '..'))).toBe(childKey(folder));
  expect(statSync(join(there, '../database-key')).mode & 0o077).toBe(0);
});

test('the file shows no key, opens with its passphrase only, and is refused when a byte was changed', async () => {
  const { folder, workspace, file, under } = await withRecovery();
  const bytes = readFileSync(file);
  for (const key of ['database-key', 'child-key']) {
    const hex = readFileSync(join(folder, key), 'utf8').trim();
    expect(bytes.includes(hex) || bytes.includes(Buffer.from(hex, 'hex'))).toBe(false);
  }
  const there = otherComputer(workspace);
  const wrong = join(folder, 'wrong.txt');
  writeFileSync(wrong, 'another passphrase\n');
  const restore = (from: string, options: string[]) =>
    outturn('key', 'restore', '--workspace', there, '--from', from, ...options);
  const refused = await restore(file, ['--passphrase-file', wrong]);
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain('not the passphrase');
  for (const at of [0, 30, bytes.length - 20]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(join(folder, 'changed'), changed);
    expect((await restore(join(folder, 'changed'), under)).code).not.toBe(0);
  }
  expect(existsSync(join(there, '../database-key'))).toBe(false);
});

test('another pseudonym key is not replaced: the same child would look like two', async () => {
  const { workspace, file, under } = await withRecovery();
  const there = otherComputer(workspace);
  writeFileSync(join(there, '../child-key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  const refused = await outturn('key', 'restore', '--workspace', there, '--from', file, ...under);
  expect(refused.err).toContain('another pseudonym key');
  expect(existsSync(join(there, '../database-key'))).toBe(false);
});

test('the window saves a recovery file under a code it shows outside the page, and not unless that is agreed to', async () => {
  const profile = temporaryFolder();
  await putSampleInto(profile);
  const services = startedServices(profile);
  onTestFinished(services.close);
  const { handlers, said, answers } = services;
  await expect(handlers.keyRecoverySave({})).rejects.toMatchObject({ code: 'cancelled' });
  said.button = 1;
  const path = join(profile, 'saved.outturn-keys');
  answers.push(path);
  expect(await handlers.keyRecoverySave({})).toEqual({ saved: 'saved.outturn-keys' });
  const code = /^((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})$/m.exec(said.details.at(-1) ?? '')?.[1] ?? '';
  const secret = join(profile, 'code.txt');
  // As a person types it.
  writeFileSync(secret, `${code.toLowerCase().replaceAll('-', ' ')}\n`);
  const there = otherComputer(join(profile, 'workspace.sqlite'));
  const options = ['--workspace', there, '--from', path, '--passphrase-file', secret];
  expect(await outturn('key', 'restore', ...options)).toMatchObject({ code: 0 });
  expect((await outturn('forecast', '--workspace', there)).err).not.toContain('encrypted');
});
