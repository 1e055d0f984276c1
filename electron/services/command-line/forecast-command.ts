import { forecast } from '../../../shared/scenario/forecast.ts';
import { forecastJson, forecastText } from './forecast-text.ts';
import { wholeNumber, yearText } from './option-values.ts';
import type { CommandParts } from './program.ts';
import { type BaseOptions, baseOf, requireLines } from './workspace.ts';

/** `forecast`: the outturn table, months, funders and risk. */
export function addForecast({ program, surroundings, finish }: CommandParts): void {
  program
    .command('forecast')
    .description('the outturn table, months and funders of a local copy or a scenario file')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--year <year>', 'financial year, such as 2023/24 (default: the latest with actuals)', yearText)
    .option('--period <number>', 'take actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--paths <number>', 'paths of the simulation', wholeNumber('--paths', 0, 100_000))
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff))
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions) => {
      const base = await baseOf(options, surroundings);
      requireLines(base);
      const { snapshot, scenario } = base;
      const made = forecast(snapshot, scenario);
      finish({
        json: { command: 'forecast', scenario: scenario.name, seed: scenario.seed, ...forecastJson(made) },
        text: forecastText(made),
        problems: false,
      });
    });
}
