import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { requireRecentNode } from './runtime.mjs';

/**
 * `npm run bench [name …]`: speed and memory goals, each in tests/bench/<name>.bench.ts run as its own process so that
 * peak memory is its own. A goal missed is printed as such and does not fail a build: machines here are shared and noisy.
 */
requireRecentNode();
const root = new URL('..', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');
process.chdir(root);
const wanted = process.argv.slice(2);
const [cpu] = cpus();
console.log(
  `Machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${release()}, node ${process.version}`,
);
spawnSync(process.execPath, ['build/bundle.mjs'], { stdio: 'inherit' });
const benches = readdirSync('tests/bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
let failed = 0;
for (const file of benches) {
  console.log(`\n${file.replace('.bench.ts', '')}`);
  const result = spawnSync(process.execPath, ['--expose-gc', join('tests/bench', file)], { stdio: 'inherit' });
  if (result.status !== 0) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
