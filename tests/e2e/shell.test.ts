import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchApp } from './driver.ts';

/** The desktop around the page: menu, files opened from outside, the window's end. What the screens do is elsewhere. */

test('the page comes up under its policy with no complaint, and every style element it adds carries the nonce', async () => {
  const app = await launchApp();
  await app.page.getByRole('heading', { level: 1 }).first().waitFor();
  const styles = await app.page.evaluate(() => {
    const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
    return { nonce, without: [...document.querySelectorAll('style')].filter((style) => style.nonce !== nonce).length };
  });
  expect(styles.nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(styles.without).toBe(0);
  expect(app.app.problems).toEqual([]);
  await app.close();
});

test('a menu item acts in the page', async () => {
  const app = await launchApp();
  await app.page.getByRole('heading', { level: 1 }).first().waitFor();
  await app.app.pick('shortcuts');
  await app.page.getByRole('dialog').waitFor();
  await app.close();
});

test('the page is told what it did wrong, and goes on', async () => {
  const app = await launchApp();
  const answers = await app.page.evaluate(async () => {
    const ask = window.outturn as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    return [
      await ask.storeStatus?.({ surprise: 1 }),
      await ask.openExternal?.({ url: 5 }),
      await ask.applyEdits?.({ edits: [{ op: 'drop', register: 'placements' }], why: null }),
      await ask.snapshot?.(null),
    ];
  });
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  // What cannot be cloned between processes does not leave the page.
  const thrown = await app.page.evaluate(() =>
    (window.outturn.storeStatus as (input: unknown) => Promise<unknown>)({ run: () => 1 }).catch((error) => error.name),
  );
  expect(thrown).toBe('DataCloneError');
  await app.close();
});

test('closing puts the local copy away as one file and keeps the window’s place', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'outturn-profile-'));
  const app = await launchApp({ profile });
  expect(await app.page.evaluate(() => window.outturn.storeStatus({}))).toMatchObject({ ok: true });
  await app.close();
  const files = readdirSync(profile, { recursive: true }).map(String);
  expect(files.filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  expect(files).toContain('workspace.sqlite');
  expect(JSON.parse(readFileSync(join(profile, 'window.json'), 'utf8'))).toMatchObject({ maximised: false });
});

test('a scenario file that is not there is said so in the window, by its name only', async () => {
  const app = await launchApp({ args: ['/nowhere/at/all/plan.outturn'] });
  const message = app.page.getByText(/plan\.outturn/).first();
  await message.waitFor();
  expect(await app.page.content()).not.toContain('/nowhere/at/all');
  await app.close();
});
