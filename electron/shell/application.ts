import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import type { SecretPort, ShellPort } from '../services/boundary/shell-port.ts';
import { pageAddress, scheme } from './address.ts';
import { createDesktop } from './desktop.ts';
import { failForGood, relaunch, report } from './failures.ts';
import { channel, gated } from './ipc.ts';
import { fileOfArguments } from './launch-files.ts';
import { createWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { platform } from './platform.ts';
import { createPageHandler } from './protocol.ts';
import { systemSecrets } from './secrets.ts';
import { lockContents, lockSession } from './security.ts';
import type { RunningServices } from './service-thread.ts';

export type Parts = {
  /** The folder of the bundles. */
  folder: string;
  /** Starts the services, which ask the shell for what only Electron can give. */
  services: (profile: string, shell: ShellPort, secrets: SecretPort) => RunningServices;
};

/** Runs the application: one instance, one window, closed in order. Called before anything else has happened. */
export function runApplication({ folder, services }: Parts): { close(): Promise<void> } {
  let window: BrowserWindow | null = null;
  let running: RunningServices | null = null;
  let closing = false;
  /** What was to be opened by a start that came while this one was ending; null when none came. */
  let next: string[] | null = null;
  const close = async () => {
    const services = running;
    running = null;
    await services?.close();
  };
  const ending = { close };

  // The same as the shortcuts of the installer carry (appId), so that the window belongs to them in the taskbar.
  if (platform === 'win32') app.setAppUserModelId('uk.outturn.desktop');
  app.enableSandbox();
  // The page's own date fields are written day first, whatever the machine speaks.
  app.commandLine.appendSwitch('lang', 'en-GB');
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return ending;
  }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);

  const openFile = (path: string | null) => {
    if (path !== null) void running?.openFile(path).catch((error) => report('open', error));
  };
  const openWindow = async () => {
    window = createWindow(folder);
    await running?.window(window.webContents.id);
    window.on('closed', () => {
      void running?.window(null).catch(() => {});
      window = null;
    });
    showAgain(window, () => window);
    const loading = window.loadURL(pageAddress);
    setImmediate(() => void running?.open().catch(() => {}));
    await loading;
  };

  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('second-instance', (_event, args, from) => {
    const file = fileOfArguments(args, from);
    if (closing) {
      next = file === null ? (next ?? []) : [file];
      return;
    }
    openFile(file);
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  if (platform === 'darwin') {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      if (closing) next = [path];
      else openFile(path);
    });
  }
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    closing = true;
    if (!running) {
      // This process still has the lock, so whoever asked for a window now has none: they get one when it has gone.
      if (next !== null) relaunch(next);
      next = null;
      return;
    }
    // The store is put away before the process ends: checkpointed and closed, one file left.
    event.preventDefault();
    close()
      .catch((error) => report('close', error))
      .finally(() => app.quit());
  });

  const start = async () => {
    running = services(
      app.getPath('userData'),
      createDesktop(() => window),
      systemSecrets,
    );
    void running.died.then((error) => failForGood('services', error, ending));
    openFile(fileOfArguments(process.argv.slice(1), process.cwd()));
    await app.whenReady();
    lockSession(session.defaultSession);
    protocol.handle(scheme, createPageHandler(join(folder, 'renderer')));
    const answer = gated({
      window: () => window?.webContents.id ?? null,
      call: async (method, input) => running?.call(method, input),
    });
    ipcMain.handle(channel, (event, method, input) => answer(event, method, input));
    const template = menuTemplate(
      (command) => void running?.command(command).catch(() => {}),
      platform,
      !app.isPackaged,
      (step) => (step === 'undo' ? window?.webContents.undo() : window?.webContents.redo()),
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    await openWindow();
  };
  start().catch(async (error: unknown) => {
    report('start', error);
    await app.whenReady();
    const known = error instanceof Error && error.name === 'OutturnError';
    dialog.showErrorBox('Outturn could not start', known ? error.message : cannotStart);
    app.exit(1);
  });
  return ending;
}

const cannotStart =
  'Something went wrong while Outturn was starting; your data has not been changed. Start it again. If it happens again, restart the computer.';

const windowFails =
  'It was shown again three times and failed each time. Your work is kept: it is offered under “Recovered work” at the next start.';

/** Shows the page again when its process has ended: the work is in the store and the working copy. Not for ever. */
function showAgain(window: BrowserWindow, open: () => BrowserWindow | null): void {
  const failures: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || !open()) return;
    const now = Date.now();
    failures.push(now);
    report('window', new Error(`the page ended: ${reason}`));
    if (failures.filter((at) => now - at < 60_000).length > 3) {
      dialog.showErrorBox('The Outturn window keeps failing', windowFails);
      app.quit();
      return;
    }
    void window.loadURL(pageAddress).catch((error) => report('window', error));
  });
}
