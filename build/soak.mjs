import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { personalities } from './chromium-host/personalities.mjs';
import { prepareMachine } from './prepare-machine.mjs';

/**
 * `npm run soak`: the long runs of the same seeded scripts whose short runs are in `npm test` — kills, faults,
 * mutations, calibration, network cuts. OUTTURN_SOAK=1 asks each for its full count; each prints its count and seed.
 */
const root = new URL('..', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');
process.chdir(root);
await prepareMachine({ browser: true, office: false });
spawnSync(process.execPath, ['build/bundle.mjs'], { stdio: 'inherit' });
const seed = process.env.OUTTURN_SEED ?? String(Date.now() % 2 ** 31);
const run = (project, args, environment = {}) =>
  spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'build/vitest.config.ts', '--project', project, ...args],
    ],
    { stdio: 'inherit', env: { ...process.env, OUTTURN_SOAK: '1', OUTTURN_SEED: seed, ...environment } },
  ).status ?? 1;
const args = process.argv.slice(2);
// Named files are run alone; otherwise every property is tried on a seed of today as well.
// The whole window suite, axe and keyboard specs included, on each system the host can behave as; `npm run soak personalities`
// runs these alone.
const onEachSystem = () =>
  Object.keys(personalities).map((name) => {
    console.log(`\n— the window suite as ${name}`);
    return run('e2e', [], { OUTTURN_PERSONALITY: name });
  });
const statuses =
  args[0] === 'personalities'
    ? onEachSystem()
    : [
        ...(args.length === 0 ? [run('unit', [])] : []),
        run('soak', args),
        ...(args.length === 0 ? onEachSystem() : []),
      ];
console.log(`Properties were drawn from seed ${seed}; OUTTURN_SEED=${seed} repeats them.`);
process.exit(Math.max(...statuses));
