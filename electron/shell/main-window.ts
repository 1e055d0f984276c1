import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { windowOptions } from './window.ts';
import { fitWindow, readWindowState, writeWindowState } from './window-state.ts';

/** A window is shown at the latest after this, whatever it has painted, milliseconds. */
const latest = 3_000;

/** Makes the one window: in its last place, shown as soon as it has something to show, its title ours. */
export function createWindow(folder: string): BrowserWindow {
  const file = join(app.getPath('userData'), 'window.json');
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const state = fitWindow(readWindowState(file), areas);
  const window = new BrowserWindow(windowOptions(join(folder, 'preload.cjs'), state));
  const { x, y, width, height } = state;
  if (x !== null && y !== null) {
    // On a screen of another scale the size asked for is cut by the scale of the first screen: said once more, it holds.
    const now = window.getBounds();
    if (now.width !== width || now.height !== height || now.x !== x || now.y !== y)
      window.setBounds({ x, y, width, height });
  }
  if (state.maximised) window.maximize();
  showSoon(window);
  // The title is the file's name and its unsaved mark; the page's own title is for who listens to the screen.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    writeWindowState(file, { x, y, width, height, maximised: window.isMaximized() });
  });
  return window;
}

/** Shows the window on the first of: it could paint, its page has loaded, a time. On Wayland the first often never comes. */
function showSoon(window: BrowserWindow): void {
  const show = () => {
    clearTimeout(late);
    if (window.isDestroyed() || window.isVisible()) return;
    window.show();
    tellStarter();
  };
  const late = setTimeout(show, latest);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.once('closed', () => clearTimeout(late));
}

/** `npm start` waits to hear that there is a window (build/start-window.mjs), or opens Outturn some other way. */
function tellStarter(): void {
  const file = process.env.OUTTURN_SHOWN;
  if (app.isPackaged || !file) return;
  try {
    writeFileSync(file, '');
  } catch {
    // Then the starter takes an end of the application for one before its window.
  }
}
