import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareMachine } from './prepare-machine.mjs';

/**
 * `npm run soak`: the long runs of the same seeded scripts whose short runs are in `npm test` — kills, faults,
 * mutations, calibration, network cuts. OUTTURN_SOAK=1 asks each for its full count; each prints its count and seed.
 */
const root = new URL('..', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');
process.chdir(root);
await prepareMachine({ browser: false, office: false });
spawnSync(process.execPath, ['build/bundle.mjs'], { stdio: 'inherit' });
const result = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'build/vitest.config.ts',
    '--project',
    'soak',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, OUTTURN_SOAK: '1' } },
);
process.exit(result.status ?? 1);
