import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences under which a package may be part of what ships. */
export const allowedLicences = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'Unlicense',
  'MPL-2.0',
  'CC0-1.0',
]);

/** Packages whose package.json names no licence but whose LICENSE file does, read by a person. */
const readByHand = { 'png-js': 'MIT' };

/** Every package of the lock file that is installed here: name, version, licence as its own package.json says. */
export function installedPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.keys(packages)
    .filter((path) => path !== '' && existsSync(join(root, path, 'package.json')))
    .map((path) => {
      const { name, version, license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      const given = license ?? licenses?.map((one) => one.type ?? one).join(' OR ') ?? readByHand[name] ?? 'not stated';
      return { path, name, version, licence: typeof given === 'string' ? given : (given.type ?? 'not stated') };
    });
}

/** Writes what went into a build beside the installers: a CycloneDX bill of materials and the list of licences. */
export function writeBillOfMaterials(root, folder) {
  mkdirSync(folder, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, stdout } = spawnSync(npm, ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) throw new Error('npm could not write the bill of materials (npm sbom).');
  writeFileSync(join(folder, 'bill-of-materials.cdx.json'), stdout);
  const rows = installedPackages(root).map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  writeFileSync(join(folder, 'licences.txt'), `${[...new Set(rows)].sort().join('\n')}\n`);
}
