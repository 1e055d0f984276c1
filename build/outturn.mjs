/**
 * The command line in the repository: `npm run -s outturn -- <command> …`. Brings the two bundles it needs up to date
 * (a tenth of a second when they are), then runs them on this Node. Standard output and the exit code are the command's own.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireRecentNode } from './runtime.mjs';

requireRecentNode();
const { bundle, dist } = await import('./bundle.mjs');
try {
  await bundle(['cli', 'worker'], { log: (line) => console.error(line) });
} catch (error) {
  console.error(`The command line could not be built: ${error instanceof Error ? error.message : error}`);
  process.exit(3);
}
const child = spawn(process.execPath, [join(dist, 'cli.cjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`The command line could not be started: ${error.message}`);
  process.exit(3);
});
child.on('exit', (code) => process.exit(code ?? 3));
