import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { teamSchemaScript } from '../../electron/services/team/team-schema.ts';
import { type CrashableServer, temporaryFolder as serverFolder, startPostgresql } from '../integration/sync/servers.ts';
import { type Launched, launchApp, root } from './driver.ts';
import { exploreSample, goTo, outturn } from './main-job.ts';

/** Two colleagues, each at a window of their own, on one shared copy behind a real PostgreSQL. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-team-job-'));
let server: CrashableServer;
let remove: () => Promise<void>;
let anna: Launched;
let ben: Launched;

beforeAll(async () => {
  const place = await serverFolder();
  await chmod(place.path, 0o777);
  server = await startPostgresql(place.path, 'dba', 'secret', undefined, 'scram-sha-256');
  remove = async () => {
    await server.stop();
    await place.remove();
  };
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port: server.port, user: 'dba', password: 'secret', database: 'postgres' },
  });
  await client.connect();
  await client.query(teamSchemaScript());
  for (const name of ['anna', 'ben'])
    await client.query(`create role ${name} login password 'secret' in role outturn_team`);
  await client.end();
  const start = async (name: string) => {
    const profile = join(folder, name);
    mkdirSync(profile);
    const app = await launchApp({ profile });
    app.page.setDefaultTimeout(30_000);
    await app.page.evaluate(readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
    return app;
  };
  [anna, ben] = [await start('anna'), await start('ben')];
});
afterAll(async () => {
  await anna?.close();
  await ben?.close();
  await remove?.();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Takes a picture of what is shown and asks axe whether everyone can use it. */
async function look({ page, screenshot }: Launched, name: string): Promise<void> {
  await screenshot(name);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (on: Document, how: object) => Promise<AxeResults> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`);
  });
  expect({ [name]: found }).toEqual({ [name]: [] });
}

async function fillServer(page: Page, user: string, port = server.port): Promise<void> {
  await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Port', { exact: true }).fill(String(port));
  await page.getByLabel('Database', { exact: true }).fill('postgres');
  await page.getByLabel('User name', { exact: true }).fill(user);
  await page.getByLabel(/TLS|encrypted/i).uncheck();
  await page.getByLabel('Password', { exact: true }).fill('secret');
}

/** Changes a saving, as the grid does. */
const changeSaving = (page: Page, values: Record<string, string | number>, why = 'Agreed at the board') =>
  page.evaluate(
    async ([wanted, reason]) => {
      const snapshot = await window.outturn.snapshot({});
      const row = snapshot.ok ? snapshot.value.savings.find((each) => each.reference === 'SAV-22-1') : undefined;
      const done = await window.outturn.applyEdits({
        edits: [{ op: 'update', register: 'savings', id: row?.id ?? 0, values: wanted }],
        why: reason,
      });
      if (!done.ok) throw new Error(done.error.message);
    },
    [values, why] as const,
  );
const saving = (page: Page) =>
  page.evaluate(async () => {
    const snapshot = await window.outturn.snapshot({});
    return snapshot.ok ? snapshot.value.savings.find((each) => each.reference === 'SAV-22-1') : null;
  });
const exchange = async (page: Page, button: string) => {
  await page.getByRole('button', { name: button }).click();
  await page.locator('[role="status"] .spinner').waitFor({ state: 'detached' });
};

test('a copy is shared from the window, a colleague is added and joins, and the same field is asked side by side', async () => {
  const page = anna.page;
  await exploreSample(page);
  await goTo(page, 'data/team', 'h1');
  await page.getByRole('heading', { name: 'Share this copy with colleagues' }).waitFor();
  await look(anna, 'team-share');
  await fillServer(page, 'anna');
  await page.getByLabel('Name of the shared copy', { exact: true }).fill('Anyshire');
  await page.getByRole('button', { name: 'Share it' }).click();
  await page.getByRole('heading', { name: 'Anyshire', exact: true }).waitFor();
  await page.getByText('Nothing to send.').waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByLabel('Signs in as').fill('ben');
  await page.getByLabel('Person', { exact: true }).fill('Ben Roy');
  await page.getByRole('button', { name: 'Add or change' }).click();
  await page.getByRole('rowheader', { name: 'Ben Roy' }).waitFor();
  await look(anna, 'team-shared');

  await goTo(ben.page, 'data/team', 'h1');
  await fillServer(ben.page, 'ben');
  await ben.page.getByRole('button', { name: 'Join', exact: true }).click();
  await ben.page.getByRole('heading', { name: 'Anyshire', exact: true }).waitFor();
  expect((await saving(ben.page))?.targetPence).toBe((await saving(page))?.targetPence);

  await changeSaving(page, { targetPence: 90_000_00 });
  await changeSaving(ben.page, { targetPence: 70_000_00, note: 'Late' }, 'Slipped');
  await exchange(page, 'Send');
  await page.getByText(/1 change sent/).waitFor();
  await exchange(ben.page, 'Take what colleagues did');
  await ben.page.getByRole('heading', { name: 'Changed here and by colleagues' }).waitFor();
  const row = ben.page.getByRole('region', { name: 'To choose' }).getByRole('row').nth(1);
  // Both values and both reasons, before anything is chosen.
  for (const text of ['90,000', '70,000', 'Agreed at the board', 'Slipped'])
    await row.getByText(text).first().waitFor();
  await look(ben, 'team-conflict');
  expect((await saving(ben.page))?.targetPence).toBe(70_000_00);
  await ben.page.getByLabel('Why (kept with the choice)').fill('Later figure');
  await row.getByRole('button', { name: 'Keep mine' }).click();
  await ben.page.getByRole('heading', { name: 'Changed here and by colleagues' }).waitFor({ state: 'detached' });
  await exchange(ben.page, 'Send');
  await ben.page.getByText('Nothing to send.').waitFor();
  await exchange(page, 'Take what colleagues did');
  await expect.poll(() => saving(page), { timeout: 30_000 }).toMatchObject({ targetPence: 70_000_00, note: 'Late' });
});

test('the window never waits for the server: while one does not answer, work goes on; when it is away, that is said', async () => {
  const { page } = anna;
  await server.crash();
  const port = server.port;
  const heard: Socket[] = [];
  // In its place one that takes what it is told and never answers.
  const silent: Server = createServer((socket) => {
    heard.push(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
  await page.getByRole('button', { name: 'Take what colleagues did' }).click();
  await expect.poll(() => heard.length, { timeout: 30_000 }).toBeGreaterThan(0);
  await changeSaving(page, { note: 'Meanwhile' });
  expect((await saving(page))?.note).toBe('Meanwhile');
  await goTo(page, 'outturn', 'h1');
  await outturn(page).waitFor();
  await goTo(page, 'data/team', 'h1');
  await page.getByText(/1 change to send/).waitFor();
  for (const socket of heard) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
  await page.getByText('127.0.0.1 cannot be reached just now').waitFor();
});

test('leaving keeps what is here', async () => {
  const { page } = ben;
  await page.getByRole('button', { name: 'Leave this shared copy…' }).click();
  await page.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('heading', { name: 'Share this copy with colleagues' }).waitFor();
  expect(await saving(page)).toMatchObject({ targetPence: 70_000_00, note: 'Late' });
});
