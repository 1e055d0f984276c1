import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import { type Audience, audiences, type ReportFormat, reportFormats } from '../../../shared/report/document.ts';
import { reportBytes, reportInput } from '../exports/report.ts';
import { reportInterval, reportPaths } from '../exports/report-interval.ts';
import { withExtension } from '../files/file-names.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { baseOf, requireLines } from './workspace.ts';
import { collect, lackingOf, type ManyOptions, oneOf, publishable, writeMany, writeOutput } from './write-outputs.ts';

type ReportOptions = ManyOptions & { audience: string; format?: string };

/**
 * `report`: the pack for one audience, PDF, HTML or Word by the ending of --out; for all of them, for many scenarios, or as the
 * pictures of its charts into a folder.
 */
export function addReport({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('report')
    .description(
      'the report for a board, as PDF, HTML, Word or the PNG of its charts, or one for each audience and scenario',
    )
    .requiredOption('--out <file>', 'the report to write (.pdf, .html or .docx); a folder for several, or for charts')
    .option('--audience <name>', `${audiences.join(', ')}, or all`, 'operational')
    .option('--format <format>', 'pdf, html, docx (Word), or png for its charts; for reports written into a folder')
    .option('--workspace <file>', 'the local copy')
    .option(
      '--scenario <file>',
      'a scenario file: its levers, and its own data when no --workspace is given; may be given more than once',
      collect,
      [],
    )
    .option('--year <year>', 'financial year, such as 2023/24', yearText)
    .option('--period <number>', 'actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option(
      '--paths <number>',
      `paths the interval is simulated with, 0 for none (default: ${reportPaths})`,
      wholeNumber('--paths', 0, 100_000),
    )
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff))
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: ReportOptions) => {
      const wanted = audiencesOf(options.audience);
      const paths = options.paths ?? reportPaths;
      const format = formatOf(options);
      if (wanted.length > 1 || options.scenario.length > 1 || format === 'png') {
        const order = { units: null, audiences: wanted, format, paths };
        finish(await writeMany('report', options, order, environment, progress));
        return;
      }
      const [audience = 'operational'] = wanted;
      const base = await baseOf(oneOf(options, options.scenario[0]), environment);
      requireLines(base);
      const now = environment.clock();
      const { worker, fonts } = environment.paths;
      if (paths > 0) progress(`Simulating ${paths} paths …`);
      const never = new AbortController().signal;
      const interval = await reportInterval(base.snapshot, base.scenario, paths, worker, () => {}, never);
      const told = audienceInformation[audience].public ? await publishable(options, environment, base) : null;
      const input = reportInput(
        told?.snapshot ?? base.snapshot,
        told?.scenario ?? base.scenario,
        interval,
        now,
        told?.stock,
      );
      const bytes = await reportBytes(input, audience, format, fonts, now);
      const path = resolve(withExtension(options.out, format));
      await writeOutput(options, environment, path, bytes, 'report', base);
      const simulated = interval === null ? 0 : interval.paths;
      const lacking = lackingOf(base);
      finish({
        json: {
          ...{ command: 'report', file: path, audience, format, bytes: bytes.length },
          ...{ scenario: base.scenario.name, paths: simulated, lacking },
        },
        text: [
          `Wrote ${basename(path)} (${Math.ceil(bytes.length / 1024)} kB): ${path}`,
          ...lacking.map((text) => `! ${text}`),
        ].join('\n'),
        problems: lacking.length > 0,
      });
    });
}

function audiencesOf(word: string): readonly Audience[] {
  if (word === 'all') return audiences;
  const found = audiences.find((audience) => audience === word);
  if (found) return [found];
  throw new OutturnError('invalid-input', `--audience is one of ${audiences.join(', ')}, or all.`);
}

function formatOf({ out, format }: ReportOptions): ReportFormat {
  if (format === undefined) {
    const ending = out.toLowerCase().split('.').at(-1);
    return ending === 'html' || ending === 'docx' ? ending : 'pdf';
  }
  const found = reportFormats.find((one) => one === format);
  if (found) return found;
  throw new OutturnError('invalid-input', `--format is one of ${reportFormats.join(', ')}.`);
}
