import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session } from 'electron';
import type { ServiceMethodName } from '../../shared/api.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import type { DesktopPort, FilePurpose } from '../services/handlers/desktop-port.ts';
import { pageAddress, scheme } from './address.ts';
import { createCommands } from './commands.ts';
import { createDesktop } from './desktop.ts';
import { createDocuments } from './documents.ts';
import { sortDropped } from './dropped-files.ts';
import { type Handlers, listen } from './ipc.ts';
import { fileOfArguments } from './launch-files.ts';
import { menuTemplate } from './menu.ts';
import { createPageHandler } from './protocol.ts';
import { lockContents, lockSession } from './security.ts';
import { windowOptions } from './window.ts';
import { fitWindow, readWindowState, writeWindowState } from './window-state.ts';

export type Services = {
  handlers: { [M in ServiceMethodName]: Handlers[M] };
  /** Makes ready what the page will ask for first; told once the window has begun to load. */
  open?(): void;
  close(): Promise<void>;
};
export type Parts = {
  /** The folder of the bundles. */
  folder: string;
  /** Builds the services once the desktop is ready. */
  services: (desktop: DesktopPort, profile: string) => Services;
};

/** Runs the application: one instance, one window, closed in order. Called before anything else has happened. */
export function runApplication({ folder, services }: Parts): void {
  app.enableSandbox();
  // The page's own date fields are written day first, whatever the machine speaks.
  app.commandLine.appendSwitch('lang', 'en-GB');
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);

  const documents = createDocuments();
  const commands = createCommands();
  let window: BrowserWindow | null = null;
  let running: Services | null = null;
  const early: string[] = [];

  const openFile = (path: string | null) => {
    if (path === null) return;
    if (!window) {
      early.push(path);
      return;
    }
    const token = documents.grant(window.webContents.id, path, 'scenario-open');
    commands.send({ command: 'scenario-open-token', token });
  };
  const grantHere = (path: string, purpose: FilePurpose) => {
    if (!window) throw new OutturnError('forbidden', 'The window has gone.');
    return documents.grant(window.webContents.id, path, purpose);
  };
  const openWindow = async () => {
    window = createWindow(folder);
    const { id } = window.webContents;
    window.on('closed', () => {
      documents.release(id);
      window = null;
    });
    early.splice(0).forEach(openFile);
    const failures: number[] = [];
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit' || !window) return;
      const now = Date.now();
      failures.push(now);
      report('window', new Error(`the page ended: ${reason}`));
      // The work is in the store and the working copy, so the page can simply be shown again; not for ever.
      if (failures.filter((at) => now - at < 60_000).length > 3) {
        dialog.showErrorBox('The Outturn window keeps failing', windowFails);
        app.quit();
        return;
      }
      void window.loadURL(pageAddress).catch((error) => report('window', error));
    });
    const loading = window.loadURL(pageAddress);
    setImmediate(() => running?.open?.());
    await loading;
  };

  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('second-instance', (_event, words, from) => {
    openFile(fileOfArguments(words, from));
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (!running) return;
    // The store is put away before the process ends: checkpointed and closed, one file left.
    event.preventDefault();
    const closing = running;
    running = null;
    closing.close().finally(() => app.quit());
  });

  void app
    .whenReady()
    .then(async () => {
      lockSession(session.defaultSession);
      protocol.handle(scheme, createPageHandler(join(folder, 'renderer')));
      const desktop = createDesktop(documents, () => window);
      running = services(desktop, app.getPath('userData'));
      listen(ipcMain, {
        handlers: {
          ...running.handlers,
          nextCommand: () => commands.next(),
          filesDropped: async ({ paths }) => sortDropped(paths, grantHere),
        },
        window: () => window?.webContents.id ?? null,
        unexpected: report,
      });
      const template = menuTemplate(
        (command) => commands.send({ command, token: null }),
        process.platform,
        !app.isPackaged,
      );
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
      openFile(fileOfArguments(process.argv.slice(1), process.cwd()));
      await openWindow();
    })
    .catch((error) => {
      report('start', error);
      dialog.showErrorBox('Outturn could not start', error instanceof OutturnError ? error.message : cannotStart);
      app.exit(1);
    });
}

const cannotStart =
  'Something went wrong while Outturn was starting; your data has not been changed. Start it again. If it happens again, restart the computer.';

const windowFails =
  'It was shown again three times and failed each time. Your work is kept: it is offered under “Recovered work” at the next start.';

function createWindow(folder: string): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const state = fitWindow(readWindowState(file), areas);
  const window = new BrowserWindow(windowOptions(join(folder, 'preload.cjs'), state));
  if (state.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    writeWindowState(file, { x, y, width, height, maximised: window.isMaximized() });
  });
  return window;
}

/** Says where an unexpected error arose. Its message may hold a child's data, so only its kind and place are kept. */
function report(method: string, error: unknown): void {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  console.error(`${method}: ${error instanceof Error ? error.name : typeof error}`);
  for (const frame of frames.slice(0, 8)) console.error(frame);
}
