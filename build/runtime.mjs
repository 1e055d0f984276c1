import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? '.', '..');

/** True on a Node that better-sqlite3-multiple-ciphers runs on; it crashes on older ones. */
export function isRecentEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 14);
}

/**
 * On an old Node, runs this same command again on the project's own Node 24 and ends with its exit code; where that is
 * missing too, says in plain words what to do and ends with 3. On a recent Node it does nothing.
 */
export function requireRecentNode(args = process.argv.slice(1)) {
  if (isRecentEnough()) return;
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) {
    const { status } = spawnSync(own, args, { stdio: 'inherit' });
    process.exit(status ?? 3);
  }
  console.error(
    `Outturn needs Node 22.14 or later and this is ${process.version}. The project brings its own Node 24: run 'npm install' ` +
      "here (without --ignore-scripts, which leaves it out) and then 'npm start' or 'npm run -s outturn -- <command>'.",
  );
  process.exit(3);
}
