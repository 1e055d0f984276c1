import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { shippedPackages } from './bill-of-materials.mjs';

/**
 * `npm run audit -- ADVISORIES`: holds every package of the lock file against a list of advisories, without a network. The list
 * is in the OSV format: one JSON file, a folder of them, or a zip such as the public one of all npm advisories. Exit code 1
 * when something was found, 2 when there is no list to hold against.
 */

/** Sorts versions by rule 11 of semver.org: below nought when `a` comes before `b`. */
export function compareVersions(a, b) {
  const parse = (text) => {
    const [, core = '0', pre = ''] = /^v?([\d.]+)(?:-([^+]*))?/.exec(text) ?? [];
    return { numbers: core.split('.').map(Number), pre: pre === '' ? [] : pre.split('.') };
  };
  const [one, other] = [parse(a), parse(b)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (one.numbers[at] ?? 0) - (other.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  // A version without a suffix comes after those with one.
  if (one.pre.length === 0 || other.pre.length === 0) return other.pre.length - one.pre.length;
  for (let at = 0; at < Math.max(one.pre.length, other.pre.length); at += 1) {
    const [mine, theirs] = [one.pre[at], other.pre[at]];
    if (mine === undefined || theirs === undefined) return mine === undefined ? -1 : 1;
    if (mine === theirs) continue;
    const [number, against] = [/^\d+$/.test(mine), /^\d+$/.test(theirs)];
    if (number && against) return Number(mine) - Number(theirs);
    if (number !== against) return number ? -1 : 1;
    return mine < theirs ? -1 : 1;
  }
  return 0;
}

/** Whether an OSV range holds a version: the last event at or before it is one that introduces. */
function inRange({ events }, version) {
  let affected = false;
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined && (introduced === '0' || compareVersions(version, introduced) >= 0)) affected = true;
    if (fixed !== undefined && compareVersions(version, fixed) >= 0) affected = false;
    if (last !== undefined && compareVersions(version, last) > 0) affected = false;
  }
  return affected;
}

/** Advisories (OSV) that are about a package of a lock file; each with whether the package is part of what ships. */
export function findAdvisories(advisories, lock, ships = new Set()) {
  const installed = Object.entries(lock.packages).flatMap(([path, { name, version }]) =>
    path === '' || !version ? [] : [{ path, version, name: name ?? path.replace(/^.*node_modules\//, '') }],
  );
  const byName = Map.groupBy(installed, ({ name }) => name);
  return advisories.flatMap((advisory) => {
    if (advisory.withdrawn) return [];
    return (advisory.affected ?? [])
      .filter((one) => one.package?.ecosystem === 'npm')
      .flatMap(({ package: { name }, versions = [], ranges = [] }) =>
        (byName.get(name) ?? [])
          .filter(
            ({ version }) =>
              versions.includes(version) || ranges.some((range) => range.type === 'SEMVER' && inRange(range, version)),
          )
          .map(({ path, version }) => ({
            ...{ id: advisory.id, name, version, path, ships: ships.has(path) },
            summary: advisory.summary ?? advisory.details ?? '',
          })),
      );
  });
}

/** Every advisory of a file, a folder or a zip. */
export function readAdvisories(path) {
  const listOf = (text) => [JSON.parse(text)].flat();
  if (statSync(path).isDirectory()) {
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => listOf(readFileSync(join(path, name), 'utf8')));
  }
  const bytes = readFileSync(path);
  if (bytes.subarray(0, 2).toString() !== 'PK') return listOf(bytes.toString());
  return Object.values(unzipSync(bytes, { filter: ({ name }) => name.endsWith('.json') })).flatMap((entry) =>
    listOf(Buffer.from(entry).toString()),
  );
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const root = resolve(import.meta.dirname, '..');
  const [path] = process.argv.slice(2);
  if (path === undefined || !existsSync(path)) {
    console.error(
      'Give a list of advisories in the OSV format: npm run audit -- FILE, FOLDER or ZIP. All of npm’s are at https://osv-vulnerabilities.storage.googleapis.com/npm/all.zip; fetch it where there is a network.',
    );
    process.exit(2);
  }
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const advisories = readAdvisories(path);
  const ships = shippedPackages(root);
  const found = findAdvisories(advisories, lock, ships);
  const order = (one) => `${one.ships ? 0 : 1} ${one.name} ${one.id}`;
  for (const one of found.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))) {
    console.log(
      `${one.ships ? 'SHIPS' : 'build'}  ${one.name} ${one.version}  ${one.id}  ${one.summary.split('\n')[0]}`,
    );
  }
  const packages = Object.keys(lock.packages).length - 1;
  console.log(
    `${found.length} found: ${advisories.length} advisories against ${packages} packages of the lock file, ${ships.size} of which ship.`,
  );
  process.exit(found.length > 0 ? 1 : 0);
}
