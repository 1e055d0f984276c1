import { listForecastRuns } from '../../../db/forecast-runs.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { backtest } from '../../../shared/demand/backtest.ts';
import { driftOf, scoreVintages } from '../../../shared/demand/vintages.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { wholeNumber } from './option-values.ts';
import type { CommandParts } from './program.ts';
import type { CommandResult } from './surroundings.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

type Options = { workspace: string; origins: number; horizon: number; kept?: true };

/** `backtest`: how well each method would have done on the history held. */
export function addBacktest({ program, surroundings, finish }: CommandParts): void {
  program
    .command('backtest')
    .description('accuracy of each method on the history held')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--origins <number>', 'month ends to forecast from', wholeNumber('--origins', 1, 120), 12)
    .option('--horizon <months>', 'months ahead', wholeNumber('--horizon', 1, 60), 12)
    .option('--kept', 'score the forecasts that were kept as they were made, and say whether the last has drifted')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, origins, horizon, kept }: Options) => {
      if (kept) {
        finish(await withWorkspace(workspace, surroundings, false, scoreKept));
        return;
      }
      const snapshot = await withWorkspace(workspace, surroundings, false, readSnapshot);
      const kappaDays = snapshot.assumptions.find((row) => row.key === 'kappa-days')?.value ?? 1095;
      const result = backtest({ snapshot, reference: null, kappaDays }, origins, horizon);
      const totals = result.rows.filter((row) => row.group === null && [1, 3, 6, 12, 24].includes(row.horizon));
      finish({
        json: { command: 'backtest', ...result },
        text: [
          `${result.origins.length} origins; recommended on these data: ${result.recommended ?? 'none'}`,
          textColumns([
            ['Method', 'Ahead', 'MAE', 'MAPE %', 'MASE', 'Bias', 'Beats naive'],
            'rule',
            ...totals.map(
              (row): TextRow => [
                row.method,
                String(row.horizon),
                decimal(row.meanAbsoluteError),
                decimal(row.meanPercentageError),
                decimal(row.scaledError),
                decimal(row.bias),
                row.beatsNaive === null ? '' : row.beatsNaive ? 'yes' : 'no',
              ],
            ),
          ]),
          ...result.notes.map((note) => `· ${note}`),
        ].join('\n'),
        problems: false,
      });
    });
}

const decimal = (value: number | null) => (value === null ? '' : formatNumber(value, 2));

/** The kept forecasts against what has happened since, and the alarm. */
function scoreKept(store: Store): CommandResult {
  const snapshot = readSnapshot(store);
  const runs = listForecastRuns(store);
  const scores = scoreVintages(runs, snapshot);
  const drift = driftOf(runs, snapshot);
  const vintages = runs.map(({ months, ...run }) => ({ ...run, until: months.at(-1)?.on ?? null }));
  return {
    json: { command: 'backtest', kept: vintages, scores, drift },
    text: [
      `${runs.length} forecasts kept; ${drift.words}`,
      textColumns([
        ['Method', 'Ahead', 'Forecasts', 'MAE', 'MAPE %', 'Bias', 'In 80 %'],
        'rule',
        ...scores
          .filter(({ group }) => group === null)
          .map(
            (row): TextRow => [
              row.method,
              String(row.horizon),
              String(row.forecasts),
              decimal(row.meanAbsoluteError),
              decimal(row.meanPercentageError),
              decimal(row.bias),
              row.coverage === null ? '' : `${formatNumber(row.coverage * 100, 0)} %`,
            ],
          ),
      ]),
    ].join('\n'),
    problems: drift.state === 'drifted',
  };
}
