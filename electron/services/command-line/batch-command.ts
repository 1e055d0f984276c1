import { availableParallelism } from 'node:os';
import { basename, extname, resolve } from 'node:path';
import type { Comparison } from '../../../shared/batch/comparison.ts';
import { selectCouncils } from '../../../shared/batch/select.ts';
import { sayMoney } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { BatchRun, BatchUnit } from '../batch/batch-run.ts';
import { type BatchCouncil, councilsOfCopies, councilsOfList } from '../batch/batch-units.ts';
import { requireDifferentFiles, writeSummaries } from '../batch/results-folder.ts';
import { inThreads, type PathsEngine, runBatch } from '../batch/run-batch.ts';
import { createThreadPool } from '../batch/thread-pool.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import type { CommandParts } from './command-parts.ts';
import { type DatabaseOptions, databaseOf, withDatabaseOptions } from './database-options.ts';
import type { CommandResult, Environment } from './environment.ts';
import { wholeNumber } from './option-values.ts';
import { textColumns } from './text-columns.ts';
import { baseOf } from './workspace.ts';

type Options = DatabaseOptions & {
  workspace?: string[];
  councils?: string;
  authority: string;
  region?: string;
  type?: string;
  scenarios?: string[];
  paths: number;
  workers?: number;
  out: string;
};

/** `batch`: every council under every scenario, on the threads of this machine or on workers behind PostgreSQL. */
export function addBatch({ program, environment, progress, finish }: CommandParts): void {
  const command = program
    .command('batch')
    .description('many councils and scenarios with simulated ranges: a result each, and the councils side by side')
    .option('--workspace <files...>', 'local copies, one for each council')
    .option('--councils <file>', 'a list of councils (CSV: Code, Name, Region, Type, Copy) in place of --workspace')
    .option('--authority <codes>', 'which of them: codes or names with commas between, or all', 'all')
    .option('--region <name>', 'those of this region')
    .option('--type <type>', 'those of this type, such as county or london-borough')
    .option('--scenarios <files...>', 'scenario files, each for every council (default: the data as they stand)')
    .option('--paths <number>', 'paths of each simulation', wholeNumber('--paths', 100, 100_000), 2000)
    .option('--workers <number>', 'threads of this machine', wholeNumber('--workers', 1, 64))
    .requiredOption('--out <folder>', 'where the results go; what is there for the same input is not done again')
    .option('--json', 'print one JSON document');
  withDatabaseOptions(command, 'PostgreSQL whose workers (outturn worker) simulate the paths').action(
    async (options: Options) => {
      const { authority: codes, region = null, type = null } = options;
      const councils = selectCouncils(councilsOf(options), { codes, region, type });
      const units = unitsOf(councils, options, environment);
      requireDifferentFiles(units);
      const folder = resolve(options.out);
      const workers = options.workers ?? availableParallelism();
      const stop = new AbortController();
      const interrupted = () => stop.abort();
      process.once('SIGINT', interrupted);
      process.once('SIGTERM', interrupted);
      const pool = createThreadPool(environment.paths.worker, workers);
      const began = performance.now();
      try {
        const run = await withEngine(options, inThreads(pool), stop.signal, (engine, atOnce) =>
          runBatch({
            ...{ units, paths: options.paths, pool, engine, folder },
            ...{ atOnce: Math.max(atOnce, workers + 1), signal: stop.signal, clock: () => performance.now() },
            progress: ({ done, total, remainingSeconds, last }) => {
              const left = remainingSeconds === null ? '' : `, about ${remainingSeconds} s left`;
              const took = last.existing ? 'was there' : `${(last.milliseconds / 1000).toFixed(1)} s of processor`;
              progress(`${done} of ${total}${left}: ${last.council}, ${last.scenario} (${took})`);
            },
          }),
        );
        const how = { workers, seconds: (performance.now() - began) / 1000, repeated: pool.repeated() };
        finish(told(folder, run, writeSummaries(folder, run, how), how));
      } finally {
        process.off('SIGINT', interrupted);
        process.off('SIGTERM', interrupted);
        await pool.close();
      }
    },
  );
}

/** Workers behind a database where one is named, else the threads of this machine. */
async function withEngine<T>(
  options: Options,
  threads: PathsEngine,
  signal: AbortSignal,
  work: (engine: PathsEngine, atOnce: number) => Promise<T>,
): Promise<T> {
  if (!options.server) return await work(threads, 1);
  const address = await databaseOf(options, folderOfCopy(options.out));
  const { withQueue } = await import('../batch/queue.ts');
  return await withQueue(address, signal, (queue) => work(queue.engine, 8));
}

function councilsOf({ workspace, councils }: Options): BatchCouncil[] {
  if ((workspace === undefined) === (councils === undefined)) {
    throw new OutturnError('invalid-input', 'Say which councils: --workspace FILE …, or --councils LIST.');
  }
  return councils === undefined ? councilsOfCopies(workspace ?? []) : councilsOfList(councils);
}

function unitsOf(councils: readonly BatchCouncil[], { scenarios }: Options, environment: Environment): BatchUnit[] {
  const named = scenarios?.map((file) => ({ scenario: basename(file, extname(file)), file })) ?? [
    { scenario: 'Base', file: undefined },
  ];
  return councils.flatMap(({ council, workspace }) =>
    named.map(({ scenario, file }) => ({
      ...{ council, scenario },
      load: () => baseOf({ workspace, ...(file === undefined ? {} : { scenario: file }) }, environment),
    })),
  );
}

function told(
  folder: string,
  { documents, costs, failed }: BatchRun,
  comparisons: Comparison[],
  how: { workers: number; seconds: number; repeated: number },
): CommandResult {
  const existing = costs.filter((cost) => cost.existing).length;
  return {
    json: { command: 'batch', folder, done: documents.length, existing, ...how, comparisons, costs, failed },
    text: [
      ...comparisons.flatMap((comparison) => [
        `“${comparison.scenario}”, ${comparison.year}`,
        textColumns([
          ['Council', 'Children', 'Outturn £000', 'Variance £000', '%', 'P10', 'P90'],
          'rule',
          ...comparison.councils.map((row) => [
            row.name,
            String(row.children ?? '–'),
            ...[row.outturn, row.variance].map((pence) => String(Math.round(pence / 100_000))),
            String(row.variancePercent ?? '–'),
            ...[row.range.p10, row.range.p90].map((pence) => String(Math.round(pence / 100_000))),
          ]),
        ]),
        `${comparison.sum.councils} councils: outturn ${sayMoney(comparison.sum.outturn)}, variance ${sayMoney(comparison.sum.variance)}`,
        ...comparison.notes.map((note) => `· ${note}`),
      ]),
      ...failed.map(({ council, scenario, error }) => `FAILED  ${council}, ${scenario}: ${error.message}`),
      `${documents.length} results in ${folder}${existing > 0 ? `, ${existing} of them there already` : ''}.`,
    ].join('\n'),
    problems: failed.length > 0,
  };
}
