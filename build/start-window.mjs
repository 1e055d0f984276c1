import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program to its end: its exit code, or the signal that ended it. */
function run(program, args, environment) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('error', (error) => done({ code: null, why: error.message }));
    child.on('exit', (code, signal) => done({ code, why: signal ?? `exit ${code}` }));
  });
}

/**
 * Runs the application in Electron. Answers its exit code once its window was there, else null: Electron was ended by the
 * system (as root, or where user namespaces are closed) before anybody saw anything.
 */
export async function runElectron(program, args, say) {
  // The application makes this file when it shows its window (electron/shell/main-window.ts).
  const folder = mkdtempSync(join(tmpdir(), 'outturn-start-'));
  const shown = join(folder, 'shown');
  try {
    const { code, why } = await run(program, args, { OUTTURN_SHOWN: shown });
    if (existsSync(shown) || code === 0) return code ?? 3;
    say(`Electron ended before it could show a window (${why}).`);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Opens Outturn by the first way that works: Electron, an installed browser, the command line. `ways` holds each as a
 * function that answers an exit code, or null where it is no way. Always ends in a window or a sentence.
 */
export async function openSomehow({ hasDisplay, isRoot, platform }, ways, say) {
  if (!hasDisplay) {
    say('This machine has no display.');
    return ways.demo();
  }
  // Electron refuses to run as root on Linux without giving up its sandbox, which Outturn never does.
  if (platform === 'linux' && isRoot) say('Electron does not run as root; Outturn opens in a browser instead.');
  else {
    const code = await ways.electron();
    if (code !== null) return code;
  }
  const code = await ways.browser();
  if (code !== null) return code;
  say('Neither Electron nor Chrome, Chromium or Edge can show the window here. Install one of them to see it.');
  return ways.demo();
}
