import { availableParallelism } from 'node:os';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { summarise } from '../../../shared/demand/simulation/summarise.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { addDays, addMonths } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { demandInput } from '../../../shared/scenario/demand-cache.ts';
import { childrenOf } from '../../../shared/scenario/forecast.ts';
import { withRanges } from '../../../shared/sufficiency/ranges.ts';
import { sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { simulateInThreads } from '../simulation/simulation-pool.ts';
import type { CommandParts } from './command-parts.ts';
import { dateText, wholeNumber } from './option-values.ts';
import { sufficiencyText } from './sufficiency-text.ts';
import { type BaseOptions, baseOf } from './workspace.ts';

type Options = BaseOptions & { on?: string; json?: true };

/** `sufficiency`: places needed against places there will be, and what is behind both. */
export function addSufficiency({ program, environment, finish }: CommandParts): void {
  program
    .command('sufficiency')
    .description(
      'enough places: requests, unmet need, the gap by group and type, the programme, contracts and fostering',
    )
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--on <date>', 'last day of a month to look at (default: a year after the data)', dateText)
    .option('--paths <number>', 'simulated paths of the ranges', wholeNumber('--paths', 100, 100_000), 1000)
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff), 7)
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const { snapshot, scenario } = await baseOf(options, environment);
      const on = options.on ?? addDays(addMonths(addDays(snapshot.dataDate, 1), 12), -1);
      const projection = childrenOf(snapshot, scenario);
      if (!projection.months.some(({ end }) => addDays(end, -1) === on)) {
        throw new OutturnError(
          'invalid-input',
          `--on is the last day of a month the projection reaches, after ${formatDate(snapshot.dataDate)}; ${formatDate(on)} is not.`,
        );
      }
      const made = sufficiency(snapshot, projection, on, scenario.levers);
      const input = demandInput(snapshot, scenario);
      const simulated = snapshot.placements.length > 0 && (input.method === 'chain' || input.method === 'duration');
      const { paths = 1000, seed = 7 } = options;
      const plan = simulated ? simulationPlan(input, { seed, drawRates: true }) : null;
      const never = new AbortController().signal;
      const range =
        plan &&
        (await simulateInThreads(environment.paths.worker, plan, paths, availableParallelism(), () => {}, never));
      const ranged = plan && range ? withRanges(snapshot, made, plan, range, summarise(plan, range)) : null;
      const result = {
        ...made,
        gaps: ranged?.gaps ?? made.gaps,
        needRanges: ranged?.needRanges ?? [],
        ageRanges: ranged?.ageRanges ?? [],
        notes: ranged ? made.notes : [...made.notes, 'No ranges: there are no single placements to follow'],
      };
      finish({
        json: { command: 'sufficiency', scenario: scenario.name, paths: range ? paths : 0, seed, ...result },
        text: sufficiencyText(result),
        problems: false,
      });
    });
}
