import { basename, dirname, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { withExtension } from '../documents/file-names.ts';
import { workbookOf } from '../exports/workbook.ts';
import { writeAndKeep } from '../exports/write-and-keep.ts';
import { fileSystem } from '../scenario-files/file-system.ts';
import { replaceFile } from '../scenario-files/replace-file.ts';
import { keptExports } from '../sync/kept-exports.ts';
import { wholeNumber, yearText } from './option-values.ts';
import type { CommandParts } from './program.ts';
import { type BaseOptions, baseOf, requireLines, withWorkspace } from './workspace.ts';

/** `workbook`: the forecast workbook. */
export function addWorkbook({ program, surroundings, finish }: CommandParts): void {
  program
    .command('workbook')
    .description('the forecast workbook of a local copy or a scenario file')
    .requiredOption('--out <file>', 'the workbook to write (.xlsx)')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--year <year>', 'financial year, such as 2023/24', yearText)
    .option('--period <number>', 'actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--units <unit>', 'pounds or thousands', 'thousands')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions & { out: string; units: string }) => {
      const { units, out } = options;
      if (units !== 'pounds' && units !== 'thousands') {
        throw new OutturnError('invalid-input', '--units is pounds or thousands.');
      }
      const base = await baseOf(options, surroundings);
      requireLines(base);
      const { snapshot, scenario } = base;
      const bytes = await workbookOf(snapshot, scenario, units, surroundings.clock());
      const path = resolve(withExtension(out, 'xlsx'));
      if (options.workspace) {
        const keep = keptExports(dirname(resolve(options.workspace))).keep;
        await withWorkspace(options.workspace, surroundings, false, (store) =>
          writeAndKeep({ store, path, keep, now: surroundings.clock() }, bytes, {
            kind: 'workbook',
            scenario,
            snapshot,
          }),
        );
      } else await replaceFile(path, bytes, null, fileSystem);
      finish({
        json: {
          command: 'workbook',
          file: path,
          bytes: bytes.length,
          scenario: scenario.name,
          year: scenario.year,
          period: scenario.period,
        },
        text: `Wrote ${basename(path)} (${Math.ceil(bytes.length / 1024)} kB): ${path}`,
        problems: false,
      });
    });
}
