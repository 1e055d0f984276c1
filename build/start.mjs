/**
 * `npm start`: builds what is stale, then opens Outturn — in Electron when its program is there or can be had, else in
 * an installed Chrome, Chromium or Edge. On a machine with no display it runs the sample council on the command line.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireRecentNode } from './runtime.mjs';

requireRecentNode();
const { bundle, dist, root } = await import('./bundle.mjs');
const { electronProgram, fetchElectron } = await import('./electron-program.mjs');
const say = (line) => console.error(line);
const given = process.argv.slice(2);

/** Runs a program to its end; its exit code is ours. */
function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', cwd: process.cwd() });
  child.on('error', (error) => {
    say(`${program} could not be started: ${error.message}`);
    process.exit(3);
  });
  child.on('exit', (code) => process.exit(code ?? 3));
}

/** A window can be shown: always on Windows and macOS, on Linux where a display is named. */
const hasDisplay =
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function runDemo(why) {
  say(`${why} Running the sample council on the command line instead (npm run -s outturn -- demo).`);
  run(process.execPath, [join(dist, 'cli.cjs'), 'demo', ...given]);
}

try {
  await bundle(undefined, { log: say });
} catch (error) {
  say(`Outturn could not be built: ${error instanceof Error ? error.message : error}`);
  process.exit(3);
}
if (!hasDisplay) {
  runDemo('This machine has no display.');
} else {
  const program = electronProgram() ?? fetchElectron(say);
  if (program) {
    say('Opening Outturn in Electron.');
    run(program, [root, ...given]);
  } else {
    const { findOrInstallBrowser } = await import('./chromium-host/install-browser.mjs');
    const browser = findOrInstallBrowser(say);
    if (browser && existsSync(browser)) {
      say(`Opening Outturn in ${browser}. Dialogs are asked in this terminal.`);
      const { name, productName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      const { runInBrowser } = await import('./chromium-host/run.mjs');
      process.exit(await runInBrowser({ folder: dist, name: productName ?? name, args: given }));
    }
    runDemo('Neither Electron nor Chrome, Chromium or Edge is on this machine. Install one of them to see the window.');
  }
}
