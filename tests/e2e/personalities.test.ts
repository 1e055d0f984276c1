import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { electronProgram, type LaunchOptions, launchApp } from './driver.ts';
import { addLever, exploreSample, goTo, saveAs, total } from './main-job.ts';

/**
 * The main job on each system the host can behave as (build/chromium-host/personalities.mjs), and what was found to break
 * there. In Electron itself the same is seen by running these specs on that system.
 */

const folder = mkdtempSync(join(tmpdir(), 'outturn-personality-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function launch(options: LaunchOptions) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const app = await launchApp({ profile, ...options });
  app.page.setDefaultTimeout(60_000);
  return { app, profile: options.profile ?? profile };
}
/** The one window, and the host it is in. */
function windowOf({ app }: Awaited<ReturnType<typeof launchApp>>) {
  const { host } = app;
  const window = host?.windows.all()[0];
  if (!host || !window) throw new Error('these specs are of the Chromium host');
  return { host, window };
}

describe.skipIf(electronProgram())('the main job', () => {
  test('wayland: the window is shown though it never says that it could paint', async () => {
    const { app } = await launch({ personality: 'wayland' });
    expect(windowOf(app).window.shown).toBe(true);
    await exploreSample(app.page);
    expect(await total(app.page, 'Forecast')).toBe('180,608');
    await app.close();
  });

  test('win32: a window on a screen of another scale has its size; a name gets its ending from the dialog', async () => {
    const profile = mkdtempSync(join(folder, 'profile-'));
    const place = { x: 2000, y: 40, width: 1300, height: 900 };
    writeFileSync(join(profile, 'window.json'), JSON.stringify({ ...place, maximised: false }));
    const { app } = await launch({ personality: 'win32', profile });
    expect(windowOf(app).window.getBounds()).toEqual(place);
    await exploreSample(app.page);
    await addLever(app.page, 'price uplift', '5');
    await saveAs(app, join(folder, 'From Windows'));
    expect(existsSync(join(folder, 'From Windows.outturn'))).toBe(true);
    await goTo(app.page, 'savings', 'h1, h2, [role="grid"]');
    expect(await app.app.title()).toBe('From Windows.outturn – Outturn');
    expect(readFileSync(join(profile, 'child-key'), 'utf8')).toMatch(/^protected:/);
    await app.close();
  });

  test('darwin: keys that the page left to the text do not undo a change of data', async () => {
    const { app } = await launch({ personality: 'darwin' });
    const { host, window } = windowOf(app);
    await exploreSample(app.page);
    await addLever(app.page, 'price uplift', '5');
    await saveAs(app, join(folder, 'From macOS.outturn'));
    expect(window.edited).toBe(false);
    await addLever(app.page, 'entrants', '-10');
    const levers = await app.page.locator('.lever').count();
    const entry = app.page.locator('.lever').last().locator('.value-entry');
    await entry.focus();
    await app.page.keyboard.type('99');
    const typed = await entry.inputValue();
    expect(host.menu.press('undo')).toBe(true);
    await expect.poll(() => entry.inputValue()).not.toBe(typed);
    expect(host.menu.press('scenario-new')).toBe(true);
    expect(await app.page.locator('.lever').count()).toBe(levers);
    expect(window.edited).toBe(true);
    await app.close();
  });

  test('no-keyring: a store whose password is known to all is none; the key lies in a file only this user may read', async () => {
    const { app, profile } = await launch({ personality: 'no-keyring' });
    await exploreSample(app.page);
    expect(readFileSync(join(profile, 'child-key'), 'utf8')).toMatch(/^[0-9a-f]{64}\s*$/);
    await app.close();
  });

  test('slow-disk: every file waits, the work is done and kept, and the menu is answered meanwhile', async () => {
    const { app } = await launch({ personality: 'slow-disk' });
    const path = join(folder, 'From a slow disk.outturn');
    await exploreSample(app.page, 120_000);
    expect(await total(app.page, 'Forecast')).toBe('180,608');
    await addLever(app.page, 'price uplift', '5');
    await saveAs(app, path);
    expect(existsSync(path)).toBe(true);
    await app.close();
  });
});

describe.skipIf(electronProgram())('linux', () => {
  test('a name typed without its ending asks before it takes the place of a file', async () => {
    const { app } = await launch({});
    const there = join(folder, 'Year end.outturn');
    writeFileSync(there, 'a colleague’s');
    await exploreSample(app.page);
    await app.dialogs.save(join(folder, 'Year end'));
    await app.dialogs.message(0);
    await app.dialogs.save(null);
    await app.page.keyboard.press('Control+Shift+S');
    await expect.poll(async () => (await app.dialogs.seen()).length).toBe(3);
    const [, asked] = await app.dialogs.seen();
    expect(asked?.options.message).toBe('“Year end.outturn” is there already. Replace it?');
    expect(readFileSync(there, 'utf8')).toBe('a colleague’s');
    await app.close();
  });

  test('a start that comes while the application is ending gets a window once it has ended', async () => {
    const { app } = await launch({});
    const { host } = windowOf(app);
    await exploreSample(app.page);
    host.app.once('will-quit', () => {
      host.app.emit('second-instance', {}, ['outturn', 'file:///home/jo/late.outturn'], '/');
    });
    host.app.quit();
    expect(await host.app.exited).toBe(0);
    expect(host.app.relaunches.map((args) => args.at(-1))).toEqual(['/home/jo/late.outturn']);
  });

  test('an error that nothing caught is told in our words and ends the application; the record holds no data', async () => {
    const { app, profile } = await launch({});
    const { host } = windowOf(app);
    const said = console.error;
    console.error = () => {};
    onTestFinished(() => {
      console.error = said;
    });
    await app.dialogs.message(0);
    host.process.emit('uncaughtException', new TypeError('Bobby Tables, NHS 943 476 5919'));
    expect(await host.app.exited).toBe(1);
    const [box] = await app.dialogs.seen();
    expect(box?.options).toMatchObject({
      message: 'Outturn has stopped unexpectedly',
      buttons: ['Restart Outturn', 'Close'],
    });
    expect(host.app.relaunches).toHaveLength(1);
    const record = readFileSync(join(profile, 'failures.log'), 'utf8');
    expect(record).toContain('uncaught: TypeError');
    expect(record).not.toMatch(/Bobby|943/);
  });
});
