import { plan } from '../../../shared/plan/plan.ts';
import { planLength } from '../../../shared/plan/plan-types.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { planText } from './plan-text.ts';
import type { CommandParts } from './program.ts';
import { type BaseOptions, baseOf, requireLines } from './workspace.ts';

/** `plan`: the medium-term plan, years across, each opening from the year before, with the gap of each. */
export function addPlan({ program, environment, finish }: CommandParts): void {
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
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions & { years?: number }) => {
      const base = await baseOf(options, environment);
      requireLines(base);
      const { snapshot, scenario } = base;
      const made = plan(snapshot, scenario, options.years ?? planLength.usual);
      const { forecast, ...rest } = made;
      finish({
        json: {
          command: 'plan',
          scenario: scenario.name,
          unit: 'pence',
          ...rest,
          firstYearOutturn: forecast.total.outturn,
        },
        text: planText(made),
        problems: false,
      });
    });
}
