/**
 * The whole command from the files of a return to a 24-month projection, process start to exit: directly, and as an
 * import followed by a projection. The median, and the quickest run, since machines here are shared.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { percentile, report, timings } from './bench.ts';
import { sizedReturn } from './synthetic-return.ts';

const program = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'outturn-bench-'));
const made = sizedReturn(1500, 8000);
for (const { file, rows } of made.tables) {
  const path = join(folder, 'return', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${rows.map((row) => row.join(',')).join('\n')}\n`);
}
const name = `${made.children.length} children, ${made.rows} episode rows`;

function run(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(`outturn ${args[0]}: exit ${status}\n${stderr}`);
}

try {
  const until = ['--to', '2026-03-31'];
  const returned = join(folder, 'return');
  const direct = timings(() => run('demand', returned, ...until), 7, 1);
  report(`outturn demand FILES, ${name}, median`, percentile(direct, 0.5), 1000, 'ms');
  report('… the quickest of 7', direct[0] ?? Number.NaN, 1000, 'ms');
  const both = timings(
    (at) => {
      const workspace = join(folder, `${at}`, 'workspace.sqlite');
      run('import', returned, '--workspace', workspace);
      run('demand', '--workspace', workspace, ...until);
      rmSync(dirname(workspace), { recursive: true });
    },
    5,
    1,
  );
  report(`outturn import FILES, then outturn demand, ${name}, median`, percentile(both, 0.5), 1000, 'ms');
  report('… the quickest of 5', both[0] ?? Number.NaN, 1000, 'ms');
  for (const method of ['d2i-core', 'd2i-regional']) {
    const sector = timings(() => run('demand', returned, ...until, '--method', method), 3, 1);
    report(`outturn demand FILES --method ${method}, ${name}, median`, percentile(sector, 0.5), 1000, 'ms');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
