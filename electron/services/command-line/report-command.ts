import { basename, dirname, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Audience } from '../../../shared/report/document.ts';
import { audiences } from '../../../shared/report/document.ts';
import { withExtension } from '../documents/file-names.ts';
import { reportBytes, reportInput } from '../exports/report.ts';
import { writeAndKeep } from '../exports/write-and-keep.ts';
import { fileSystem } from '../scenario-files/file-system.ts';
import { replaceFile } from '../scenario-files/replace-file.ts';
import { keptExports } from '../sync/kept-exports.ts';
import { wholeNumber, yearText } from './option-values.ts';
import type { CommandParts } from './program.ts';
import { type BaseOptions, baseOf, requireLines, withWorkspace } from './workspace.ts';

/** `report`: the pack for one audience, PDF or HTML by the ending of --out. */
export function addReport({ program, surroundings, finish }: CommandParts): void {
  program
    .command('report')
    .description('the report for a board, as PDF or HTML')
    .requiredOption('--out <file>', 'the report to write (.pdf or .html)')
    .option('--audience <name>', audiences.join(', '), 'operational')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--year <year>', 'financial year, such as 2023/24', yearText)
    .option('--period <number>', 'actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions & { out: string; audience: string }) => {
      if (!(audiences as readonly string[]).includes(options.audience)) {
        throw new OutturnError('invalid-input', `--audience is one of ${audiences.join(', ')}.`);
      }
      const audience = options.audience as Audience;
      const format = options.out.toLowerCase().endsWith('.html') ? 'html' : 'pdf';
      const base = await baseOf(options, surroundings);
      requireLines(base);
      const now = surroundings.clock();
      const bytes = await reportBytes(
        reportInput(base.snapshot, base.scenario, null, now),
        audience,
        format,
        surroundings.paths.fonts,
        now,
      );
      const path = resolve(withExtension(options.out, format));
      if (options.workspace) {
        const keep = keptExports(dirname(resolve(options.workspace))).keep;
        await withWorkspace(options.workspace, surroundings, false, (store) =>
          writeAndKeep({ store, path, keep, now }, bytes, { kind: 'report', ...base }),
        );
      } else await replaceFile(path, bytes, null, fileSystem);
      finish({
        json: { command: 'report', file: path, audience, format, bytes: bytes.length, scenario: base.scenario.name },
        text: `Wrote ${basename(path)} (${Math.ceil(bytes.length / 1024)} kB): ${path}`,
        problems: false,
      });
    });
}
