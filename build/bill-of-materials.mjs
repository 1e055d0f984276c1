import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/**
 * Paths in the lock file of the packages whose code, in whole or part, ships, bundled or beside the bundles: those that
 * product code imports, and what they need.
 */
export function shippedPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const imported = new Set();
  for (const folder of ['shared', 'db', 'electron', 'renderer']) {
    for (const name of readdirSync(join(root, folder), { recursive: true }).map(String)) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(join(root, folder, name), 'utf8');
      for (const [, found] of text.matchAll(/(?:from|import|import\()\s*'((?:@[^/']+\/)?[^./'@:][^/':]*)/g))
        imported.add(found);
    }
  }
  // Electron comes as it is, and is no part of the bundles.
  imported.delete('electron');
  const found = new Set();
  const visit = (name, from) => {
    let place = from;
    for (;;) {
      const path = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
      if (packages[path]) {
        if (found.has(path)) return;
        found.add(path);
        for (const needed of Object.keys(packages[path].dependencies ?? {})) visit(needed, path);
        return;
      }
      if (place === '') return;
      place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')));
    }
  };
  for (const name of imported) visit(name, '');
  return found;
}

/** The bill of materials of npm, which takes what is bundled for development only: says of each whether it ships. */
export function markShipped(bill, lock, ships) {
  const versions = new Set(
    [...ships].map(
      (path) => `${lock.packages[path].name ?? path.replace(/^.*node_modules\//, '')}@${lock.packages[path].version}`,
    ),
  );
  const components = bill.components.map((one) => {
    const name = one.group ? `${one.group}/${one.name}` : one.name;
    return { ...one, scope: versions.has(`${name}@${one.version}`) ? 'required' : 'excluded' };
  });
  return { ...bill, components };
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
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const bill = markShipped(JSON.parse(stdout), lock, shippedPackages(root));
  writeFileSync(join(folder, 'bill-of-materials.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
  const rows = installedPackages(root).map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  writeFileSync(join(folder, 'licences.txt'), `${[...new Set(rows)].sort().join('\n')}\n`);
}
