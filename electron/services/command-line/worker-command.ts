import { availableParallelism } from 'node:os';
import { OutturnError } from '../../../shared/model/problem.ts';
import { createThreadPool } from '../batch/thread-pool.ts';
import type { CommandParts } from './command-parts.ts';
import { type DatabaseOptions, databaseOf, withDatabaseOptions } from './database-options.ts';
import { wholeNumber } from './option-values.ts';

type Options = DatabaseOptions & { threads?: number; idle?: number };

/** `worker`: takes the jobs of batches from PostgreSQL; and how the queue stands. */
export function addWorker({ program, environment, progress, finish }: CommandParts): void {
  const command = program
    .command('worker')
    .description('simulate paths for batches that other machines run: run, status, cancel, retry or schema')
    .argument(
      '[action]',
      'run, status, cancel (what waits), retry (what failed for good) or schema (for the DBA)',
      'run',
    )
    .option('--threads <number>', 'threads of this machine', wholeNumber('--threads', 1, 64))
    .option('--idle <seconds>', 'end after so long without a job', wholeNumber('--idle', 1, 86_400))
    .option('--json', 'print one JSON document');
  withDatabaseOptions(command, 'PostgreSQL that holds the jobs').action(async (action: string, options: Options) => {
    if (action === 'schema') {
      const { batchSchemaScript } = await import('../batch/batch-schema.ts');
      const script = batchSchemaScript();
      finish({ json: { command: 'worker schema', script }, text: script, problems: false });
      return;
    }
    const signedIn = await databaseOf(options, process.cwd());
    const { changeQueue, queueStatus, runWorker } = await import('../batch/worker.ts');
    if (action === 'status') {
      const status = await queueStatus(signedIn);
      finish({
        json: { command: 'worker status', ...status },
        text: [
          Object.entries(status.states)
            .map(([state, count]) => `${count} ${state}`)
            .join(', ') || 'No jobs.',
          `${status.results} results stored, ${(status.bytes / 1e6).toFixed(1)} MB`,
          ...status.dead.map(({ unit, from, to, reason }) => `FAILED  ${unit}, paths ${from} to ${to - 1}: ${reason}`),
        ].join('\n'),
        problems: status.dead.length > 0,
      });
      return;
    }
    if (action === 'cancel' || action === 'retry') {
      const jobs = await changeQueue(signedIn, action);
      const text = action === 'cancel' ? `${jobs} jobs taken out.` : `${jobs} jobs given another chance.`;
      finish({ json: { command: `worker ${action}`, jobs }, text, problems: false });
      return;
    }
    if (action !== 'run') {
      throw new OutturnError('invalid-input', 'worker does run, status, cancel, retry or schema.');
    }
    const threads = options.threads ?? availableParallelism();
    const pool = createThreadPool(environment.paths.worker, threads);
    const drain = new AbortController();
    const stop = () => {
      progress('Finishing what is at hand …');
      drain.abort();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    try {
      const run = await runWorker(signedIn, {
        ...{ threads, pool, drain: drain.signal, idleSeconds: options.idle ?? null },
        progress,
      });
      finish({
        json: { command: 'worker run', ...run },
        text: `${run.done} jobs done, ${run.failed} failed, ${(run.milliseconds / 1000).toFixed(1)} s of processor.`,
        problems: run.failed > 0,
      });
    } finally {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      await pool.close();
    }
  });
}
