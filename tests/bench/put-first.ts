import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../build/chromium-host/find-browser.mjs';

/**
 * Puts this process and the browser it will start before other programs of a shared machine, so that what is measured
 * is Outturn and not its neighbours. Linux shares processors among sessions, whatever `nice` says within one; a
 * session's share is set in `/proc/<process>/autogroup`, by root. Elsewhere, and for others, nothing is changed.
 */
export function putFirst(): void {
  const most = '-14';
  const share = '/proc/self/autogroup';
  try {
    // The terminal this runs in is of the same session: it is given back what it had.
    const before = /-?\d+$/.exec(readFileSync(share, 'utf8').trim())?.[0] ?? '0';
    writeFileSync(share, most);
    process.on('exit', () => writeFileSync(share, before));
  } catch {
    return;
  }
  const browser = findBrowser();
  if (!browser) return;
  // The browser is a session of its own, and takes its share itself before it starts.
  const folder = mkdtempSync(join(tmpdir(), 'outturn-first-'));
  const starter = join(folder, 'browser');
  writeFileSync(starter, `#!/bin/sh\necho ${most} > /proc/self/autogroup\nexec '${browser}' "$@"\n`);
  chmodSync(starter, 0o755);
  process.env.OUTTURN_BROWSER = starter;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  console.log('  (before other programs of this machine)');
}
