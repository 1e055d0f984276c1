/**
 * `npm start`: builds what is stale, then opens Outturn — in Electron when its program is there or can be had, else in
 * an installed Chrome, Chromium or Edge. On a machine with no display it runs the sample council on the command line.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireRecentNode } from './runtime.mjs';

requireRecentNode();
const { bundle, dist, root } = await import('./bundle.mjs');
const { electronProgram, fetchElectron } = await import('./electron-program.mjs');
const { openSomehow, runElectron } = await import('./start-window.mjs');
const say = (line) => console.error(line);
const given = process.argv.slice(2);

const ways = {
  async electron() {
    const program = electronProgram() ?? (await fetchElectron(say));
    if (!program) return null;
    say('Opening Outturn in Electron.');
    return runElectron(program, [root, ...given], say);
  },
  async browser() {
    const { findOrInstallBrowser } = await import('./chromium-host/install-browser.mjs');
    const browser = findOrInstallBrowser(say);
    if (!browser || !existsSync(browser)) return null;
    say(`Opening Outturn in ${browser}. Dialogs are asked in this terminal.`);
    const { name, productName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { runInBrowser } = await import('./chromium-host/run.mjs');
    try {
      return await runInBrowser({ folder: dist, name: productName ?? name, args: given });
    } catch (error) {
      say(`${browser} could not show the window: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      return null;
    }
  },
  demo() {
    say('Running the sample council on the command line instead (npm run -s outturn -- demo).');
    const { status } = spawnSync(process.execPath, [join(dist, 'cli.cjs'), 'demo', ...given], { stdio: 'inherit' });
    return status ?? 3;
  },
};

try {
  await bundle(undefined, { log: say });
} catch (error) {
  say(`Outturn could not be built: ${error instanceof Error ? error.message : error}`);
  process.exit(3);
}
const { platform, env } = process;
// A window can be shown: always on Windows and macOS, on Linux where a display is named.
const hasDisplay = platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
process.exit(await openSomehow({ hasDisplay, isRoot: process.getuid?.() === 0, platform }, ways, say));
