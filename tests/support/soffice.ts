import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const places = [
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  '/usr/lib/libreoffice/program/soffice',
];

/** LibreOffice's program; throws with how to install it where there is none. */
export function findSoffice(): string {
  const finder = spawnSync(process.platform === 'win32' ? 'where' : 'which', ['soffice'], { encoding: 'utf8' });
  const found = finder.status === 0 ? finder.stdout.split(/\r?\n/)[0] : places.find(existsSync);
  if (found) return found;
  throw new Error(
    'LibreOffice is needed to recalculate workbooks. Install it: apt-get install libreoffice-calc-nogui (Debian), winget install TheDocumentFoundation.LibreOffice (Windows), brew install --cask libreoffice (macOS).',
  );
}

/** Settings that make LibreOffice recalculate every formula on load instead of trusting cached values. */
const recalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/** Loads workbooks in LibreOffice, recalculates them from scratch and gives them back as xlsx, by name. */
export function recalculated(workbooks: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-soffice-'));
  try {
    const profile = join(folder, 'profile');
    mkdirSync(join(profile, 'user'), { recursive: true });
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), recalculate);
    const files = Object.entries(workbooks).map(([name, bytes]) => {
      const path = join(folder, `${name}.xlsx`);
      writeFileSync(path, bytes);
      return path;
    });
    const settings = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
    ];
    execFileSync(findSoffice(), [...settings, '--outdir', join(folder, 'out'), ...files], {
      stdio: 'pipe',
      // Ten times what a machine to itself needs: beside other work it is slow, never stuck.
      timeout: 900_000,
    });
    return Object.fromEntries(
      files.map((path) => [basename(path, '.xlsx'), new Uint8Array(readFileSync(join(folder, 'out', basename(path))))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
