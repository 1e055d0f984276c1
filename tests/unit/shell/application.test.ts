import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type BuiltServices, createServiceHost } from '../../../electron/services/boundary/service-host.ts';
import type { DesktopPort } from '../../../electron/services/context/desktop-port.ts';
import { runApplication } from '../../../electron/shell/application.ts';
import { report } from '../../../electron/shell/failures.ts';
import { webPreferences } from '../../../electron/shell/window.ts';
import { channel } from '../../../shared/api.ts';
import { app, electron, session } from '../../electron-alias.ts';

const profile = mkdtempSync(join(tmpdir(), 'outturn-profile-'));
let desktop: DesktopPort;
let closed = 0;
let died: (error: unknown) => void = () => {};
let failing: unknown = null;

beforeAll(async () => {
  app.profile = profile;
  runApplication({
    folder: '/app/dist',
    services: (folder, shell) => {
      expect(folder).toBe(profile);
      const handlers = {
        storeStatus: async () => ({ empty: true }),
        findings: async () => Promise.reject(failing),
      } as unknown as BuiltServices['handlers'];
      const close = async () => {
        closed += 1;
      };
      const build = (given: DesktopPort) => {
        desktop = given;
        return { handlers, close };
      };
      return {
        ...createServiceHost(shell, build, report),
        died: new Promise((resolve) => {
          died = resolve;
        }),
      };
    },
  });
  await new Promise((done) => setTimeout(done, 20));
});

const window = () => {
  const first = electron.windows[0];
  if (!first) throw new Error('no window');
  return first;
};
const call = (method: string, input: unknown) => {
  const frame = window().webContents.mainFrame;
  const listener = electron.channels.get(channel);
  return listener?.(...([{ senderFrame: frame, sender: window().webContents }, method, input] as never[]));
};

test('starts sandboxed, with one scheme, one channel and one window on our page', () => {
  expect(app.sandboxed).toBe(true);
  expect(app.switches.get('lang')).toBe('en-GB');
  expect(electron.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  expect([...electron.protocols.keys()]).toEqual(['app']);
  expect([...electron.channels.keys()]).toEqual([channel]);
  expect(electron.windows).toHaveLength(1);
  expect(window().loaded).toEqual(['app://outturn/index.html']);
  expect(window().webContents.windowOpenHandler).not.toBeNull();
});

test('its window and its session are locked: permissions, devices and requests elsewhere are denied', () => {
  expect(window().options.webPreferences).toEqual(webPreferences(resolve('/app/dist/preload.cjs')));
  const { permissionRequest, permissionCheck, devicePermission, beforeRequest } = session.defaultSession;
  const answers: unknown[] = [];
  const answer = (given: unknown) => answers.push(given);
  permissionRequest?.(...([null, 'geolocation', answer] as never[]));
  beforeRequest?.(...([{ url: 'https://attacker.example/' }, answer] as never[]));
  answers.push(permissionCheck?.(), devicePermission?.());
  expect(answers).toEqual([false, { cancel: true }, false, false]);
});

test('an unexpected error is logged by its kind and place, never by its words', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  failing = new TypeError('Bobby Tables, NHS 943 476 5919');
  expect(await call('findings', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  const text = JSON.stringify(said.mock.calls);
  expect(text).toContain('findings: TypeError');
  expect(text).not.toMatch(/Bobby|943/);
});

test('calls reach the services', async () => {
  expect(await call('storeStatus', {})).toEqual({ ok: true, value: { empty: true } });
});

test('a page that fails is shown again; one that keeps failing ends the program and says so', async () => {
  const { webContents, loaded } = window();
  webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
  expect(loaded).toHaveLength(1);
  for (let time = 1; time <= 3; time += 1) {
    webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(loaded).toHaveLength(1 + time);
  }
  const quits = app.quits;
  webContents.emit('render-process-gone', {}, { reason: 'oom' });
  expect(loaded).toHaveLength(4);
  expect(app.quits).toBe(quits + 1);
  expect(JSON.stringify(electron.dialogs.at(-1))).toMatch(/Your work is kept/);
});

test('menu items reach the page as answers to nextCommand', async () => {
  const waiting = call('nextCommand', {});
  type Item = { id?: string; click?: () => void; submenu?: Item[] };
  const items = (electron.menu as Item[]).flatMap((item) => item.submenu ?? []);
  items.find((item) => item.id === 'scenario-save')?.click?.();
  expect(await waiting).toEqual({ ok: true, value: { command: 'scenario-save', token: null } });
});

test('a file opened from the desktop reaches the page as a token, not a path', async () => {
  app.emit('second-instance', {}, ['outturn', '--flag', 'plan.outturn'], '/home/jo');
  const answer = (await call('nextCommand', {})) as { value: { command: string; token: string } };
  expect(answer.value.command).toBe('scenario-open-token');
  expect(answer.value.token).toMatch(/^[0-9a-f]{32}$/);
  expect(desktop.pathOfToken(answer.value.token, 'scenario-open')).toBe(resolve('/home/jo/plan.outturn'));
});

test('a second wait answers the first with nothing', async () => {
  const first = call('nextCommand', {});
  const second = call('nextCommand', {});
  expect(await first).toEqual({ ok: true, value: null });
  app.emit('second-instance', {}, ['outturn', 'file:///home/jo/b.outturn'], '/');
  expect(await second).toMatchObject({ ok: true, value: { command: 'scenario-open-token' } });
});

test('dialogs give the services a path and the page a token', async () => {
  electron.answer = ['/home/jo/a.csv', '/home/jo/b.csv'];
  const chosen = await desktop.showOpen('import', [{ name: 'Extracts', extensions: ['csv'] }], true);
  expect(chosen?.map((file) => file.path)).toEqual(['/home/jo/a.csv', '/home/jo/b.csv']);
  expect(desktop.pathOfToken(chosen?.[1]?.token ?? '', 'import')).toBe('/home/jo/b.csv');
  electron.answer = null;
  expect(await desktop.showSave('workbook-save', '../../up/a.xlsx', [])).toBeNull();
  // A suggested name carries no folder, whoever suggested it.
  expect(electron.dialogs.at(-1)?.at(-1)).toMatchObject({ defaultPath: 'a.xlsx' });
});

test('addresses open only past the guard', async () => {
  expect(await desktop.openExternal('https://www.gov.uk/')).toBe(true);
  expect(await desktop.openExternal('file:///etc/passwd')).toBe(false);
  expect(electron.externals).toEqual(['https://www.gov.uk/']);
});

test('the window keeps its place, and its end ends its tokens', async () => {
  const token = desktop.tokenOfPath('/home/jo/a.outturn', 'scenario-open');
  window().emit('close', { preventDefault: () => {} });
  expect(JSON.parse(readFileSync(join(profile, 'window.json'), 'utf8'))).toEqual({
    x: 10,
    y: 20,
    width: 1000,
    height: 700,
    maximised: false,
  });
  window().emit('closed');
  expect(() => desktop.pathOfToken(token, 'scenario-open')).toThrow();
  expect(await call('storeStatus', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('leaving waits until the services have closed', async () => {
  let prevented = 0;
  const leave = () => app.emit('will-quit', { preventDefault: () => (prevented += 1) });
  const quits = app.quits;
  leave();
  await new Promise((done) => setTimeout(done, 5));
  expect({ prevented, closed, quits: app.quits - quits }).toEqual({ prevented: 1, closed: 1, quits: 1 });
  leave();
  expect(prevented).toBe(1);
});

test('a start that came while the application was ending gets its window once it has ended', () => {
  app.emit('second-instance', {}, ['outturn', 'late plan.outturn'], '/home/jo');
  expect(app.relaunches).toEqual([]);
  app.emit('will-quit', { preventDefault: () => {} });
  expect(app.relaunches).toEqual([{ args: ['/app', resolve('/home/jo/late plan.outturn')] }]);
});

test('the end of the services is recorded by its place, told in our words, and offers to start again', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  electron.button = 0;
  died(new RangeError('Bobby Tables, NHS 943 476 5919'));
  await vi.waitFor(() => expect(app.exits).toEqual([1]));
  const box = electron.dialogs.at(-1)?.at(-1) as { message: string; buttons: string[] };
  expect(box).toMatchObject({ message: 'Outturn has stopped unexpectedly', buttons: ['Restart Outturn', 'Close'] });
  expect(app.relaunches.at(-1)).toEqual({ args: ['/app'] });
  expect(existsSync(join(profile, 'failures.log'))).toBe(true);
  const record = readFileSync(join(profile, 'failures.log'), 'utf8');
  expect(record).toContain('services: RangeError');
  expect(record + JSON.stringify(box)).not.toMatch(/Bobby|943/);
});
