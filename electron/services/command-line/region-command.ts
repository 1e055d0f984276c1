import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Region } from '../../../shared/batch/region.ts';
import { percentText, toldText } from '../../../shared/batch/region-report.ts';
import { selectCouncils } from '../../../shared/batch/select.ts';
import { sayMoney } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { councilsOfCopies, councilsOfList } from '../batch/batch-units.ts';
import { readRegion } from '../batch/read-region.ts';
import { createThreadPool } from '../batch/thread-pool.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { textColumns } from './text-columns.ts';
import { type BaseOptions, baseOf } from './workspace.ts';

type Options = {
  workspace?: string[];
  councils?: string;
  authority: string;
  region?: string;
  type?: string;
  scenario?: string;
  year?: string;
  period?: number;
  name?: string;
  out?: string;
};

/** `region`: several councils beside each other and summed, one, some or all of a list. */
export function addRegion({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('region')
    .description('councils beside each other and summed: one, some or all of a list, small numbers withheld')
    .option('--workspace <files...>', 'local copies, one for each council')
    .option('--councils <file>', 'a list of councils (CSV: Code, Name, Region, Type, Copy) in place of --workspace')
    .option('--authority <codes>', 'which of them: codes or names with commas between, or all', 'all')
    .option('--region <name>', 'those of this region')
    .option('--type <type>', 'those of this type, such as county or london-borough')
    .option('--scenario <file>', 'a scenario file whose levers every council is put under')
    .option('--year <year>', 'financial year, such as 2023/24 (default: of each the latest with actuals)', yearText)
    .option('--period <number>', 'take actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--name <name>', 'what the region is called in what is written')
    .option('--out <folder>', 'write it there: CSV, workbook, PDF, HTML, Word and pictures of the charts')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const { workspace, councils, authority: codes, region = null, type = null } = options;
      if ((workspace === undefined) === (councils === undefined)) {
        throw new OutturnError('invalid-input', 'Say which councils: --workspace FILE …, or --councils LIST.');
      }
      const all = councils === undefined ? councilsOfCopies(workspace ?? []) : councilsOfList(councils);
      const chosen = selectCouncils(all, { codes, region, type });
      const { scenario, year, period } = options;
      const base: BaseOptions = {
        ...(scenario === undefined ? {} : { scenario }),
        ...(year === undefined ? {} : { year }),
        ...(period === undefined ? {} : { period }),
      };
      const threads = Math.min(availableParallelism(), chosen.length);
      const pool = createThreadPool(environment.paths.worker, threads);
      const { regions, failed } = await readRegion(
        chosen.map(({ council, workspace: path }) => ({
          council,
          load: () => baseOf({ ...base, workspace: path }, environment),
        })),
        {
          ...{ pool, atOnce: threads, signal: new AbortController().signal },
          progress: (done, total, council) => progress(`${done} of ${total}: ${council}`),
        },
      ).finally(() => pool.close());
      const now = environment.clock();
      const title = { name: options.name ?? region ?? 'Region', preparedOn: now.toISOString().slice(0, 10) };
      const files =
        options.out === undefined ? [] : await written(options.out, regions, title, environment.paths.fonts, now);
      finish({
        json: { command: 'region', regions, failed, files },
        text: [
          ...regions.flatMap(regionLines),
          ...failed.map(({ council, error }) => `FAILED  ${council}: ${error.message}`),
          ...(files.length > 0 ? [`${files.length} files in ${resolve(options.out ?? '')}.`] : []),
        ].join('\n'),
        problems: failed.length > 0,
      });
    });
}

async function written(
  folder: string,
  regions: readonly Region[],
  title: { name: string; preparedOn: string },
  fonts: string,
  now: Date,
): Promise<string[]> {
  const { writeRegion } = await import('../batch/region-files.ts');
  return await writeRegion(resolve(folder), regions, title, { fonts, now });
}

const thousands = (pence: number) => String(Math.round(pence / 100_000));

function regionLines({ year, councils, sum, groups, middle, notes }: Region): string[] {
  const money = (one: { currentBudget: number; outturn: number; variance: number }) =>
    [one.currentBudget, one.outturn, one.variance].map(thousands);
  const wide = councils.length <= 6;
  return [
    `${year}`,
    textColumns([
      ['Council', 'Children', 'Budget £000', 'Outturn £000', 'Variance £000', '%', '£ a child'],
      'rule',
      ...councils.map((one) => [
        ...[one.name, toldText(one.children), ...money(one), percentText(one.variancePercent)],
        one.outturnPerChild === null ? '–' : String(Math.round(one.outturnPerChild / 100)),
      ]),
      'rule',
      ['All together', toldText(sum.children), ...money(sum), percentText(sum.variancePercent), ''],
    ]),
    ...(groups.length === 0
      ? []
      : [
          textColumns([
            ['Children', ...(wide ? councils.map(({ name }) => name) : []), 'All'],
            'rule',
            ...groups.map((row) => [row.group, ...(wide ? row.children.map(toldText) : []), toldText(row.sum)]),
          ]),
        ]),
    `${sum.councils} ${sum.councils === 1 ? 'council' : 'councils'}: outturn ${sayMoney(sum.outturn)}, variance ${sayMoney(sum.variance)}`,
    ...(middle.variancePercent === null
      ? []
      : [`The middle council: ${percentText(middle.variancePercent)} % of its budget`]),
    ...notes.map((note) => `· ${note}`),
  ];
}
