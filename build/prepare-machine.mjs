import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './chromium-host/find-browser.mjs';
import { requireRecentNode } from './runtime.mjs';

/**
 * Makes a fresh machine able to run the tests: runs on a Node that is recent enough, and on Debian as root fetches a browser and
 * LibreOffice and poppler where they are missing, saying so. Elsewhere it says in one sentence what to install; the tests that
 * need it are then skipped and counted as skipped.
 */
export async function prepareMachine({ browser, office }) {
  requireRecentNode();
  if (browser && !findBrowser()) {
    install(
      'a browser for the end-to-end tests',
      ['chromium'],
      'Install Chrome, Chromium or Edge to run the end-to-end tests.',
    );
  }
  if (office && !findOffice()) {
    install(
      'LibreOffice, which recalculates the workbooks',
      ['libreoffice-calc-nogui'],
      'Install LibreOffice to run the workbook recalculation tests.',
    );
  }
  // Debian keeps Writer in a package of its own; other LibreOffices bring it.
  if (office && existsSync('/usr/lib/libreoffice/program') && !existsSync('/usr/lib/libreoffice/program/libswlo.so')) {
    install(
      'LibreOffice Writer, which opens the Word report',
      ['libreoffice-writer-nogui'],
      'Install LibreOffice Writer to run the tests of the Word report.',
    );
  }
  if (process.platform === 'linux' && !isOnPath('strace')) {
    install(
      'strace, which sees what is written and flushed',
      ['strace'],
      'Install strace to run the tests of power cuts.',
    );
  }
  if (office && !findPoppler()) {
    install(
      'poppler, which draws the pages of a report',
      ['poppler-utils'],
      'Install poppler (pdftoppm) to run the tests of the report’s pages.',
    );
  }
}

/** True when poppler's pdftoppm, which draws the pages of a report, is there. */
export const findPoppler = () => isOnPath('pdftoppm');

const isOnPath = (program) =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' }).status === 0;

/** Path of LibreOffice's soffice, or null. */
export function findOffice() {
  const places = [
    process.env.OUTTURN_SOFFICE ?? '',
    '/usr/bin/soffice',
    '/usr/bin/libreoffice',
    '/usr/local/bin/soffice',
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  ];
  return places.find((place) => place !== '' && existsSync(place)) ?? null;
}

function install(what, packages, otherwise) {
  const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (!debian) {
    console.log(otherwise);
    return;
  }
  console.log(`Installing ${what} (apt-get install ${packages.join(' ')}) …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  const result = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  console.log(result.status === 0 ? `  installed` : `  could not be installed. ${otherwise}`);
}
