/**
 * Fetches Electron's program and unpacks it where npm would have. Run as a process of its own by electron-program.mjs, which
 * gives it the proxy; says how far it is as lines `progress 0.42` on standard output.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '..', 'node_modules', 'electron');
const { downloadArtifact } = await import('@electron/get');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
let told = -1;
await downloadArtifact({
  version,
  artifactName: 'electron',
  platform: process.platform,
  arch: process.arch,
  checksums: JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8')),
  downloadOptions: {
    quiet: true,
    getProgressCallback({ percent }) {
      const now = Math.floor(percent * 100);
      if (now !== told) console.log(`progress ${now}`);
      told = now;
    },
  },
});
// It lies in the cache now: Electron's own installer checks and unpacks it from there.
const { status } = spawnSync(process.execPath, [join(folder, 'install.js')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
process.exit(status ?? 1);
