import type { NewForecastRun } from '../../../db/forecast-runs.ts';
import { listIssuedPeriods } from '../../../db/issued-periods.ts';
import { issuedBefore, withMovement } from '../../../shared/finance/movement.ts';
import type { Forecast, IssuedPeriod } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { lineSubtotals } from '../../../shared/plan/line-tree.ts';
import { demandInput, demandOf } from '../../../shared/scenario/demand-cache.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { lacksActuals } from '../../../shared/scenario/forecast-notes.ts';
import { type OutturnRisk, outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { forecastRunOf, keepRun } from '../simulation/keep-forecast-run.ts';
import { runSimulation } from '../simulation/simulation-job.ts';
import type { CommandParts } from './command-parts.ts';
import type { Environment, Progress } from './environment.ts';
import { forecastJson, forecastText } from './forecast-text.ts';
import { wholeNumber, yearText } from './option-values.ts';
import { movementText, riskText } from './risk-text.ts';
import { tellTenths } from './tell-tenths.ts';
import { type BaseOptions, baseOf, requireLines, withWorkspace } from './workspace.ts';

/** `forecast`: the outturn table, months, funders, movement since the period issued before, and risk. */
export function addForecast({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('forecast')
    .description('the outturn table, months and funders of a local copy or a scenario file')
    .option('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its levers, and its own data when no --workspace is given')
    .option('--year <year>', 'financial year, such as 2023/24 (default: the latest with actuals)', yearText)
    .option('--period <number>', 'take actuals up to this period, 0 to 12', wholeNumber('--period', 0, 12))
    .option('--paths <number>', 'draw the risk of the outturn from this many paths', wholeNumber('--paths', 0, 100_000))
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff))
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: BaseOptions) => {
      const base = await baseOf(options, environment);
      requireLines(base);
      const { snapshot, scenario } = base;
      const issued = options.workspace
        ? await withWorkspace(options.workspace, environment, false, listIssuedPeriods)
        : [];
      const before: IssuedPeriod | null = issuedBefore(issued, scenario.year, scenario.period);
      const made = withMovement(forecast(snapshot, scenario), before);
      const subtotals = lineSubtotals(snapshot, made.lines);
      const { risk, run } = await simulatedOf(snapshot, scenario, made, options.paths ?? 0, environment, progress);
      const unkept =
        options.workspace && run
          ? await withWorkspace(options.workspace, environment, false, (store) => keepRun(store, run))
          : null;
      finish({
        json: {
          command: 'forecast',
          scenario: scenario.name,
          seed: scenario.seed,
          ...forecastJson(made, subtotals),
          ...(risk ? { risk } : {}),
          ...(unkept ? { unkept } : {}),
        },
        text: [
          forecastText(made, subtotals),
          ...movementText(made),
          ...(risk ? riskText(risk) : []),
          ...(unkept ? [`· ${unkept}`] : []),
        ].join('\n'),
        problems: lacksActuals(made),
      });
    });
}

/**
 * The children of the forecast as they are to be kept for scoring, and, with paths, its risk: with simulated children
 * where children are held, else of prices, savings and pressures alone. `run` is null where no single children are held.
 */
async function simulatedOf(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  paths: number,
  { paths: { worker } }: Environment,
  progress: Progress,
): Promise<{ risk: OutturnRisk | null; run: NewForecastRun | null }> {
  if (snapshot.placements.length === 0) {
    return { risk: paths > 0 ? outturnRiskOf(snapshot, scenario, made, []) : null, run: null };
  }
  if (paths === 0) {
    return { risk: null, run: forecastRunOf(demandInput(snapshot, scenario), demandOf(snapshot, scenario), null) };
  }
  return runSimulation({ worker, snapshot, scenario, paths: Math.max(100, paths) }, tellTenths(progress));
}
