import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { createApp } from './app.mjs';
import { createDialogs } from './dialogs.mjs';
import { findBrowser } from './find-browser.mjs';
import { createIpc } from './ipc.mjs';
import { createMenu } from './menu.mjs';
import { personalityOf } from './personalities.mjs';
import { createSafeStorage } from './safe-storage.mjs';
import { createSession } from './session.mjs';
import { onDisk } from './slow-disk.mjs';
import { onSystem, strict } from './strict.mjs';
import { createWindows } from './windows.mjs';

const modulePath = join(import.meta.dirname, 'electron-module.cjs');
const slot = Symbol.for('outturn.chromium-host.electron');
let hooked = false;

/** From now on `electron` is the host's module, for every `require` of this process. Nothing is ever downloaded. */
function resolveElectron() {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: pathToFileURL(modulePath).href, shortCircuit: true } : next(specifier, context),
  });
}

/** No request of Chromium's own, and none of the page's, finds a network. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
];

/** For tests also: no name resolves. (A person would be shown a warning about it.) */
const isolated = '--host-resolver-rules=MAP * ~NOTFOUND';

/** Dates in the page's own fields are written the British way, whatever the machine speaks; so does the shell. */
const british = '--lang=en-GB';

/** For a test, a headless browser; for a person, a window without tabs or address bar. */
async function openBrowser(executablePath, visible) {
  const launch = {
    executablePath,
    headless: !visible,
    // Chromium refuses its own sandbox to root; everyone else keeps it.
    chromiumSandbox: process.getuid?.() !== 0,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: visible
      ? [...quiet, british, '--app=data:text/html,<title>Outturn</title>', '--window-size=1440,900']
      : [...quiet, british, isolated],
  };
  const page = { serviceWorkers: 'block', acceptDownloads: false, locale: 'en-GB', timezoneId: 'Europe/London' };
  if (visible) {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-browser-'));
    const context = await chromium.launchPersistentContext(folder, { ...launch, ...page, viewport: null });
    const close = async () => {
      await context.close().catch(() => {});
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    };
    return { context, close };
  }
  const browser = await chromium.launch(launch);
  const context = await browser.newContext({ ...page, viewport: { width: 1440, height: 900 } });
  return { context, close: () => browser.close().catch(() => {}) };
}

/**
 * Runs the application whose bundles are in `folder` (dist/main.cjs and what it names) with installed Chromium, Chrome
 * or Edge for its windows.
 *
 * @param {{folder: string, profile: string, args?: string[], visible?: boolean, scale?: number,
 *   answer?: (dialog: {kind: string, options: object}) => Promise<unknown> | unknown,
 *   openExternal?: (url: string) => void, browserPath?: string, personality?: string}} options
 */
export async function startHost(options) {
  const { folder, profile, args = [], visible = false, answer, openExternal, browserPath } = options;
  const personality = personalityOf(options.personality);
  const executablePath = browserPath ?? findBrowser();
  if (!executablePath) throw new Error('No Chrome, Chromium or Edge was found on this machine.');
  mkdirSync(profile, { recursive: true });
  const bundles = onDisk(folder, personality.diskDelay);
  const main = resolve(bundles, 'main.cjs');
  const manifest = JSON.parse(readFileSync(resolve(folder, '..', 'package.json'), 'utf8'));

  const opening = openBrowser(executablePath, visible);
  // A failure is thrown below, where it is waited for.
  opening.catch(() => {});

  const problems = [];
  const host = {
    context: null,
    close: () => opening.then(({ close }) => close()),
    problems,
    externals: [],
    clipboard: [],
    problem: (kind, text) => problems.push({ kind, text }),
    manifest,
    folder: resolve(folder),
    personality,
    profile: resolve(profile),
    openExternal,
    answer,
  };
  host.session = createSession(host);
  host.ipc = createIpc();
  host.windows = createWindows(host);
  host.dialogs = createDialogs(host);
  host.menu = createMenu(host);
  host.app = createApp(host);

  globalThis[slot] = strict('electron', {
    app: strict('app', host.app),
    BrowserWindow: host.windows.BrowserWindow,
    ipcMain: strict('ipcMain', host.ipc.ipcMain),
    protocol: strict('protocol', host.session.protocol),
    session: strict('session', { defaultSession: strict('session.defaultSession', host.session.session) }),
    dialog: strict('dialog', host.dialogs.dialog),
    Menu: strict('Menu', host.menu.Menu),
    shell: strict('shell', {
      async openExternal(url) {
        host.externals.push(url);
        host.openExternal?.(url);
      },
    }),
    safeStorage: strict('safeStorage', createSafeStorage(personality, resolve(profile))),
    // The system's clipboard is out of reach: what is put there is kept for the test to look at.
    clipboard: strict('clipboard', {
      async write(items) {
        for (const item of items) host.clipboard.push(item.items);
      },
    }),
    ClipboardItem: class {
      constructor(items) {
        this.items = items;
      }
    },
    screen: strict('screen', {
      getAllDisplays: () => [
        { workArea: { x: 0, y: 0, width: 1920, height: 1080 } },
        ...(personality.secondScreenScale === 1 ? [] : [{ workArea: { x: 1920, y: 0, width: 2560, height: 1440 } }]),
      ],
    }),
  });

  resolveElectron();
  const before = process.argv;
  process.argv = [process.execPath, folder, ...args];
  const restore = () => {
    if (process.argv[1] === folder) process.argv = before;
  };
  void host.app.exited.then(restore);

  const require = createRequire(main);
  delete require.cache[modulePath];
  delete require.cache[main];
  // Main is read while the browser starts, as Electron does; a moment before, so that the browser has been called.
  await new Promise((done) => setTimeout(done, 30));
  try {
    onSystem(personality.platform, host, () => require(main));
    host.context = (await opening).context;
    host.windows.watch();
    await host.session.start();
    host.app.becomeReady();
  } catch (error) {
    restore();
    await host.close().catch(() => {});
    throw error;
  }
  // The person has closed the browser: the application ends in order, and puts its store away.
  host.context.on('close', () => host.windows.allGone());
  return host;
}
