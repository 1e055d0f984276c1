import { OutturnError } from '../../../shared/model/problem.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { planLength } from '../../../shared/plan/plan-types.ts';
import type { CommandParts } from './command-parts.ts';
import { wholeNumber, yearText } from './option-values.ts';
import {
  compareAnswer,
  type PlanAnswer,
  type PlanAnswers,
  rangeAnswer,
  seekAnswer,
  sensitivityAnswer,
} from './plan-questions.ts';
import { planText } from './plan-text.ts';
import { type BaseOptions, baseOf, requireLines } from './workspace.ts';

type Options = BaseOptions & {
  years?: number;
  sensitivity?: true;
  seek?: string;
  lever?: string;
  gap?: string;
  compare?: string;
};

function goalOf({ lever, gap = '0' }: Options): { lever: string; gap: number } {
  if (lever === undefined) throw new OutturnError('invalid-input', '--seek needs --lever: the one that may move.');
  const pounds = Number(gap.replaceAll(',', ''));
  if (gap.trim() === '' || !Number.isFinite(pounds) || Math.abs(pounds) > 1e11)
    throw new OutturnError('invalid-input', `--gap is an amount in pounds, not “${gap}”.`);
  return { lever, gap: Math.round(pounds * 100) };
}

/** `plan`: the medium-term plan, years across, each opening from the year before, with the gap of each. */
export function addPlan({ program, environment, finish, progress }: CommandParts): void {
  program
    .command('plan')
    .description('the medium-term plan: three to ten years from the data and a scenario')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option(
      '--years <number>',
      `how many years (default ${planLength.usual})`,
      wholeNumber('--years', planLength.fewest, planLength.most),
    )
    .option('--year <year>', 'the first year, such as 2023/24 (default: the latest with actuals)', yearText)
    .option('--period <number>', 'take actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option(
      '--paths <number>',
      'the range of each year’s gap, with this many paths',
      wholeNumber('--paths', 100, 100_000),
    )
    .option('--sensitivity', 'what each assumption does to the gap of every year')
    .option('--seek <year>', 'solve --lever so that the gap of this year is --gap', yearText)
    .option('--lever <lever>', 'with --seek: the id of a lever of the scenario, or a kind such as entrants-percent')
    .option('--gap <pounds>', 'with --seek: the gap wanted, in pounds (default 0: a balanced year)')
    .option('--compare <file>', 'a second scenario file: its plan less this one, by movement and line')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const { paths, ...rest } = options;
      const base = await baseOf(rest, environment);
      requireLines(base);
      const { snapshot, scenario } = base;
      const years = options.years ?? planLength.usual;
      const made = plan(snapshot, scenario, years);
      const answers: PlanAnswer[] = [];
      if (options.seek !== undefined)
        answers.push(seekAnswer(snapshot, scenario, years, { year: options.seek, ...goalOf(options) }));
      if (options.sensitivity) answers.push(sensitivityAnswer(snapshot, scenario, years));
      if (options.compare !== undefined) answers.push(await compareAnswer(made, options.compare, options));
      if (paths !== undefined)
        answers.push(await rangeAnswer(snapshot, scenario, years, paths, environment.paths.worker, progress));
      const { forecast, ...shown } = made;
      const beside: PlanAnswers = Object.assign({}, ...answers.map(({ json }) => json));
      finish({
        json: {
          command: 'plan',
          scenario: scenario.name,
          unit: 'pence',
          ...shown,
          ...beside,
          firstYearOutturn: forecast.total.outturn,
        },
        text: [planText(made), ...answers.map(({ text }) => text.join('\n'))].join('\n\n'),
        problems: false,
      });
    });
}
