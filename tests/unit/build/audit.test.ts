import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Advisory, compareVersions, findAdvisories, readAdvisories } from '../../../build/audit.mjs';
import { markShipped, shippedPackages } from '../../../build/bill-of-materials.mjs';

const root = resolve(import.meta.dirname, '../../..');

/** As the GitHub Advisory Database publishes them (CVE-2022-25883 of semver, CVE-2021-44906 of minimist). */
const ofNpm = (id: string, name: string, events: { introduced: string; fixed: string }[]): Advisory => ({
  id,
  affected: events.map(({ introduced, fixed }) => ({
    package: { ecosystem: 'npm', name },
    ranges: [{ type: 'SEMVER', events: [{ introduced }, { fixed }] }],
  })),
});
const semver = ofNpm('GHSA-c2qf-rxjj-qqgw', 'semver', [
  { introduced: '7.0.0', fixed: '7.5.2' },
  { introduced: '6.0.0', fixed: '6.3.1' },
  { introduced: '0', fixed: '5.7.2' },
]);
const minimist = ofNpm('GHSA-xvch-5gv4-984h', 'minimist', [
  { introduced: '1.0.0', fixed: '1.2.6' },
  { introduced: '0', fixed: '0.2.4' },
]);

test('versions are sorted by rule 11 of semver.org, as its own example is', () => {
  const sorted =
    '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 2.0.0 2.1.0 2.1.1 10.0.0'.split(
      ' ',
    );
  for (const [at, version] of sorted.entries()) {
    for (const [other, against] of sorted.entries()) {
      expect(Math.sign(compareVersions(version, against)), `${version} ${against}`).toBe(Math.sign(at - other));
    }
  }
});

test.each([
  ['semver', '7.5.1', true],
  ['semver', '7.5.2', false],
  ['semver', '6.3.0', true],
  ['semver', '6.3.1', false],
  ['semver', '5.7.1', true],
  ['semver', '5.7.2', false],
  ['minimist', '1.2.5', true],
  ['minimist', '1.2.6', false],
  ['minimist', '0.2.3', true],
  ['minimist', '0.2.4', false],
])('%s %s is affected by its published advisory: %s', (name, version, affected) => {
  const lock = { packages: { '': {}, [`node_modules/other/node_modules/${name}`]: { version } } };
  expect(findAdvisories([semver, minimist], lock).length > 0).toBe(affected);
});

test('a package under another name is known by its own; withdrawn advisories and other ecosystems are not told', () => {
  const lock = { packages: { 'node_modules/alias': { name: 'semver', version: '7.0.0' } } };
  const ships = new Set(['node_modules/alias']);
  expect(findAdvisories([semver], lock, ships)).toMatchObject([{ id: semver.id, name: 'semver', ships: true }]);
  expect(findAdvisories([{ ...semver, withdrawn: '2024-01-01T00:00:00Z' }], lock)).toEqual([]);
  const other = { id: 'PYSEC-1', affected: [{ package: { ecosystem: 'PyPI', name: 'semver' }, versions: ['7.0.0'] }] };
  expect(findAdvisories([other], lock)).toEqual([]);
});

test('the command reads a file, a folder or a zip, says what ships, and ends with 1 when something was found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-audit-'));
  const zod = JSON.parse(readFileSync(join(root, 'node_modules/zod/package.json'), 'utf8')).version as string;
  const made: Advisory = {
    id: 'TEST-1',
    summary: 'Not a real advisory',
    affected: [{ package: { ecosystem: 'npm', name: 'zod' }, versions: [zod] }],
  };
  writeFileSync(join(folder, 'one.json'), JSON.stringify(made));
  writeFileSync(join(folder, 'all.zip'), zipSync({ 'one.json': strToU8(JSON.stringify(made)), 'x.txt': strToU8('x') }));
  expect(readAdvisories(folder)).toEqual([made]);
  expect(readAdvisories(join(folder, 'all.zip'))).toEqual([made]);
  const run = (...given: string[]) =>
    spawnSync(process.execPath, ['build/audit.mjs', ...given], { cwd: root, encoding: 'utf8' });
  expect(run(join(folder, 'one.json'))).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(`SHIPS  zod ${zod}  TEST-1`),
  });
  expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('OSV') });
});

test('the bill of materials says of each package whether it ships, bundled or not', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const ships = shippedPackages(root);
  const names = [...ships].map((path) => path.replace(/^.*node_modules\//, ''));
  expect(names).toEqual(expect.arrayContaining(['better-sqlite3-multiple-ciphers', 'react', 'zod', 'pg', 'pdfkit']));
  for (const name of ['vitest', 'electron-builder', 'fast-check', 'playwright']) expect(names).not.toContain(name);
  const component = (name: string, group?: string) => ({
    ...(group ? { group } : {}),
    name,
    version: lock.packages[`node_modules/${group ? `${group}/` : ''}${name}`].version as string,
  });
  const bill = { components: [component('zod'), component('vitest'), component('xlsx', '@e965')] };
  expect(markShipped(bill, lock, ships).components.map(({ scope }) => scope)).toEqual([
    'required',
    'excluded',
    'required',
  ]);
});
