import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { reportInterval, reportPaths } from '../exports/report-interval.ts';
import { workbookOf } from '../exports/workbook.ts';
import { withExtension } from '../files/file-names.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { baseOf, requireLines } from './workspace.ts';
import { collect, lackingOf, type ManyOptions, oneOf, publishable, writeMany, writeOutput } from './write-outputs.ts';

/** `workbook`: the forecast workbook of one scenario, or of many into a folder. */
export function addWorkbook({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('workbook')
    .description('the forecast workbook of a local copy or a scenario file, or one for each of many')
    .requiredOption('--out <file>', 'the workbook to write (.xlsx); a folder when there are several scenarios')
    .option('--workspace <file>', 'the local copy')
    .option(
      '--scenario <file>',
      'a scenario file: its levers, and its own data when no --workspace is given; may be given more than once',
      collect,
      [],
    )
    .option('--year <year>', 'financial year, such as 2023/24', yearText)
    .option('--period <number>', 'actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--units <unit>', 'pounds or thousands', 'thousands')
    .option('--publication', 'for publication: small numbers of children withheld, nothing of single children')
    .option(
      '--paths <number>',
      `paths the range of the variance is simulated with, 0 for none (default: ${reportPaths})`,
      wholeNumber('--paths', 0, 100_000),
    )
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff))
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: ManyOptions & { units: string; publication?: true }) => {
      const { units, out } = options;
      const publication = options.publication === true;
      const paths = options.paths ?? reportPaths;
      if (units !== 'pounds' && units !== 'thousands') {
        throw new OutturnError('invalid-input', '--units is pounds or thousands.');
      }
      if (options.scenario.length > 1) {
        const order = { units, publication, audiences: [], format: 'pdf', paths } as const;
        finish(await writeMany('workbook', options, order, environment, progress));
        return;
      }
      const base = await baseOf(oneOf(options, options.scenario[0]), environment);
      requireLines(base);
      const { scenario } = base;
      const from = publication ? await publishable(options, environment, base) : { ...base, stock: null };
      if (paths > 0 && base.snapshot.placements.length > 0) progress(`Simulating ${paths} paths …`);
      const never = new AbortController().signal;
      const interval = await reportInterval(
        base.snapshot,
        base.scenario,
        paths,
        environment.paths.worker,
        () => {},
        never,
      );
      const now = environment.clock();
      const bytes = await workbookOf(from.snapshot, from.scenario, units, now, publication, from.stock, interval);
      const path = resolve(withExtension(out, 'xlsx'));
      await writeOutput(options, environment, path, bytes, 'workbook', base);
      const lacking = lackingOf(base);
      finish({
        json: {
          command: 'workbook',
          file: path,
          bytes: bytes.length,
          publication,
          scenario: scenario.name,
          year: scenario.year,
          period: scenario.period,
          paths: interval === null ? 0 : interval.paths,
          lacking,
        },
        text: [
          `Wrote ${basename(path)} (${Math.ceil(bytes.length / 1024)} kB): ${path}`,
          ...lacking.map((text) => `! ${text}`),
        ].join('\n'),
        problems: lacking.length > 0,
      });
    });
}
