/**
 * Makes dist/: renderer/ (the page), main.cjs, preload.cjs, services.cjs, cli.cjs and worker.cjs with their parts/, sample-council/
 * and fonts/.
 *
 *   node build/bundle.mjs [--force] [renderer main preload services cli worker]
 *
 * A target is rebuilt only when one of its sources is newer than it. Each is built beside and renamed into place, so
 * that a program that is running, or two builds at once, never see half a bundle.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const dist = join(root, 'dist');

/** Target → what it makes in dist/ and the folders whose files it is made from. */
export const targets = {
  cli: { output: 'cli.cjs', parts: 'command-parts', sources: ['shared', 'db', 'electron'] },
  worker: { output: 'worker.cjs', parts: 'worker-parts', sources: ['shared', 'db', 'electron'] },
  services: { output: 'services.cjs', parts: 'service-parts', sources: ['shared', 'db', 'electron'] },
  main: { output: 'main.cjs', sources: ['shared', 'db', 'electron'] },
  preload: { output: 'preload.cjs', sources: ['shared', 'electron/preload.ts'] },
  renderer: { output: 'renderer', sources: ['shared', 'renderer'] },
};

const always = ['package.json', 'build/bundle.mjs', 'build/vite.mjs'];

/** Newest change of a file, or of any file below a folder, in milliseconds; 0 when there is none. */
function newest(path) {
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state) return 0;
  if (!state.isDirectory()) return state.mtimeMs;
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'sample-council')
    .reduce((latest, entry) => Math.max(latest, newest(join(path, entry.name))), state.mtimeMs);
}

/** True when the target is there and nothing it is made from has changed since. */
export function isFresh(name, base = root) {
  const { output, sources } = targets[name];
  const made = statSync(join(base, 'dist', output), { throwIfNoEntry: false });
  if (!made) return false;
  return [...sources, ...always].every((source) => newest(join(base, source)) <= made.mtimeMs);
}

/** Copies a folder of electron/ that ships as it is beside the bundles, when it has changed. */
function copyShipped(name) {
  const from = join(root, 'electron', name);
  if (!existsSync(from)) return;
  const to = join(dist, name);
  const made = statSync(to, { throwIfNoEntry: false });
  const latest = readdirSync(from, { recursive: true }).reduce(
    (time, file) => Math.max(time, statSync(join(from, String(file))).mtimeMs),
    statSync(from).mtimeMs,
  );
  if (made && made.mtimeMs >= latest) return;
  replace(to, (temporary) => cpSync(from, temporary, { recursive: true }));
}

/** The program that draws charts as PNG, beside the fonts it draws with: one file for every platform. */
function copyRenderer() {
  const from = join(root, 'node_modules', '@resvg', 'resvg-wasm', 'index_bg.wasm');
  const to = join(dist, 'fonts', 'resvg.wasm');
  if (statSync(to, { throwIfNoEntry: false })?.size === statSync(from).size) return;
  replace(to, (temporary) => cpSync(from, temporary));
}

/** Makes something under a name of its own, then renames it over `to`. */
function replace(to, make) {
  const temporary = `${to}.${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  make(temporary);
  settle(temporary, to);
}

function settle(temporary, to) {
  const now = new Date();
  utimesSync(temporary, now, now);
  if (statSync(temporary).isDirectory()) rmSync(to, { recursive: true, force: true });
  renameSync(temporary, to);
}

/**
 * Puts the parts of a bundle beside those of earlier builds (their names hold a hash of what is in them), so that a program
 * that is running still finds its own; those of an hour ago and more are taken away.
 */
function addParts(from, to, builtAt) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from);
  for (const name of names) {
    renameSync(join(from, name), join(to, name));
    utimesSync(join(to, name), builtAt, builtAt);
  }
  for (const name of readdirSync(to)) {
    const state = statSync(join(to, name), { throwIfNoEntry: false });
    if (!names.includes(name) && state && state.mtimeMs < builtAt.getTime() - 3_600_000)
      rmSync(join(to, name), { force: true });
  }
}

/** Brings the named targets (all when none is named) up to date; answers those that were built. */
export async function bundle(names = Object.keys(targets), { force = false, log = () => {} } = {}) {
  mkdirSync(dist, { recursive: true });
  const stale = names.filter((name) => force || !isFresh(name));
  if (stale.length > 0) {
    // Vite is loaded only when there is something to build: a fresh command line starts in a tenth of the time.
    const { buildTarget } = await import('./vite.mjs');
    for (const name of stale) {
      const started = Date.now();
      const working = join(dist, `.building-${process.pid}-${name}`);
      rmSync(working, { recursive: true, force: true });
      try {
        const startedAt = new Date(started);
        await buildTarget(name, working);
        const { output: made, parts } = targets[name];
        if (parts) addParts(join(working, parts), join(dist, parts), startedAt);
        settle(name === 'renderer' ? working : join(working, made), join(dist, made));
        // A source saved while the build ran is newer than the bundle, and is picked up next time.
        utimesSync(join(dist, made), startedAt, startedAt);
      } finally {
        rmSync(working, { recursive: true, force: true });
      }
      log(`bundled ${name} in ${Date.now() - started} ms`);
    }
  }
  for (const name of ['sample-council', 'fonts']) copyShipped(name);
  copyRenderer();
  return stale;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !(name in targets));
  if (unknown.length > 0) {
    console.error(`Unknown target ${unknown.join(', ')}. Known: ${Object.keys(targets).join(', ')}.`);
    process.exit(2);
  }
  try {
    await bundle(names.length > 0 ? names : undefined, {
      force: process.argv.includes('--force'),
      log: (line) => console.error(line),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
