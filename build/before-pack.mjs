import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { writeLicences } from './licences.mjs';

const root = resolve(import.meta.dirname, '..');
const architectures = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

/** The parts a bundle loads, and those they load: what earlier builds have left in the folder is not among them. */
export function partsOf(dist, name, found = new Set()) {
  const text = readFileSync(join(dist, name), 'utf8');
  for (const [, word] of text.matchAll(/require\(["'`](\.\.?\/[\w./-]+\.cjs)["'`]\)/g)) {
    const part = join(dirname(name), word).replaceAll('\\', '/');
    if (!part.includes('/') || found.has(part)) continue;
    found.add(part);
    partsOf(dist, part, found);
  }
  return [...found];
}

/** Takes out of dist/ the parts of earlier builds: electron-builder packs the folders whole. */
function clearParts(dist) {
  for (const [bundle, folder] of [
    ['services.cjs', 'service-parts'],
    ['worker.cjs', 'worker-parts'],
  ]) {
    const wanted = new Set(partsOf(dist, bundle));
    for (const name of existsSync(join(dist, folder)) ? readdirSync(join(dist, folder)) : [])
      if (!wanted.has(`${folder}/${name}`)) rmSync(join(dist, folder, name));
  }
}

/**
 * Lays out dist/command: what the installed `outturn` command runs — the command line's bundles, the sample council, fonts,
 * SQLite for one platform, a Node, and the small script that starts them.
 */
export function layOutCommand(platform, architecture) {
  const folder = join(root, 'dist', 'command');
  const windows = platform === 'win32';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const dist = join(root, 'dist');
  for (const name of [
    ...['cli.cjs', ...partsOf(dist, 'cli.cjs'), 'worker.cjs', ...partsOf(dist, 'worker.cjs')],
    ...['sample-council', 'fonts'],
  ]) {
    cpSync(join(dist, name), join(folder, 'dist', name), { recursive: true });
  }
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));

  const sqlite = join(root, 'node_modules', 'better-sqlite3-multiple-ciphers');
  const binary = join('prebuilds', `${platform}-${architecture}.node`);
  for (const name of ['package.json', 'LICENSE', 'lib', binary]) {
    cpSync(join(sqlite, name), join(folder, 'node_modules', 'better-sqlite3-multiple-ciphers', name), {
      recursive: true,
    });
  }

  const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (platform !== process.platform || architecture !== process.arch || !existsSync(node)) {
    throw new Error(
      `The outturn command needs Node for ${platform} on ${architecture}: build on such a machine, after a full npm install.`,
    );
  }
  cpSync(node, join(folder, windows ? 'node.exe' : 'node'), { dereference: true });
  const script = windows ? 'outturn.cmd' : 'outturn';
  cpSync(join(root, 'build', 'installer', script), join(folder, script));
  if (!windows) chmodSync(join(folder, script), 0o755);
}

/** electron-builder's hook: runs before the files of one platform are copied. */
export default async function beforePack({ electronPlatformName, arch }) {
  clearParts(join(root, 'dist'));
  writeLicences(root, join(root, 'dist', 'licences'));
  layOutCommand(electronPlatformName, architectures[arch]);
}
