/**
 * `npm run package`: builds the bundles from nothing, then the installers of this platform into release/.
 * Arguments after `--` go to electron-builder: `npm run package -- --linux dir`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeBillOfMaterials } from './bill-of-materials.mjs';
import { requireRecentNode } from './runtime.mjs';

requireRecentNode();
const { bundle, root } = await import('./bundle.mjs');
const { electronProgram } = await import('./electron-program.mjs');
await bundle(undefined, { force: true, log: (line) => console.error(line) });

const args = process.argv.slice(2);
const given = args.some((word) => word.includes('electronDist'));
const own = electronProgram() ? ['-c.electronDist=node_modules/electron/dist'] : [];
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js'),
    '--publish',
    'never',
    // The command brings the Node of this machine: each architecture is built on one of its own.
    ...(args.some((word) => /^--(x64|arm64|ia32|universal)$/.test(word)) ? [] : [`--${process.arch}`]),
    ...(given ? [] : own),
    ...args,
  ],
  { cwd: root, stdio: 'inherit' },
);
if (status !== 0) {
  console.error(
    'The installers could not be built. electron-builder fetches Electron and the tools of each installer from GitHub: where ' +
      'that network is closed, put an unpacked Electron in a folder and name it: npm run package -- -c.electronDist=FOLDER --linux dir',
  );
} else writeBillOfMaterials(root, join(root, 'release'));
process.exit(status ?? 1);
