import { availableParallelism } from 'node:os';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { type PublishedVintage, publishedVintages } from '../../../shared/demand/backtest/published-forecasts.ts';
import {
  type ForecastTable,
  forecastTable,
  type TableAsked,
  type TableCell,
  tableColumns,
  tablePlan,
} from '../../../shared/demand/forecast-table.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { simulateInThreads } from '../simulation/simulation-pool.ts';
import type { CommandParts } from './command-parts.ts';
import type { Environment } from './environment.ts';
import { dateText, wholeNumber } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

type Options = {
  workspace: string;
  on: string;
  uasc: string;
  window: string;
  paths: number;
  seed: number;
  keep?: string;
};

/** `forecast-table`: the table of the sector's tool, whole, with published forecasts scored beside it. */
export function addForecastTable({ program, environment, finish }: CommandParts): void {
  program
    .command('forecast-table')
    .description(
      'the forecast table of the sector’s tool, each column with its own interval; published forecasts scored',
    )
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--on <date>', 'last day of a month to forecast', dateText)
    .option('--uasc <choice>', 'all, or excluded: without unaccompanied children', 'all')
    .option('--window <years>', 'years the rates and the trend are taken from: 1, 2 or both', 'both')
    .option('--paths <number>', 'simulated paths', wholeNumber('--paths', 100, 100_000), 2000)
    .option('--seed <number>', 'seed of the simulation', wholeNumber('--seed', 0, 0xffffffff), 7)
    .option('--keep <name>', 'keep the table of one window among the published forecasts, to be scored later')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const { uasc } = options;
      if (uasc !== 'all' && uasc !== 'excluded') throw new OutturnError('invalid-input', '--uasc is all or excluded.');
      const windows = { '1': [12], '2': [24], both: [12, 24] }[options.window];
      if (!windows) throw new OutturnError('invalid-input', '--window is 1, 2 or both.');
      if (options.keep !== undefined && windows.length > 1)
        throw new OutturnError('invalid-input', 'A kept table is of one window: give --window 1 or --window 2.');
      await withWorkspace(options.workspace, environment, false, async (store) => {
        const snapshot = readSnapshot(store);
        const tables: ForecastTable[] = [];
        for (const windowMonths of windows) {
          const asked: TableAsked = { on: options.on, uasc, windowMonths, seed: options.seed };
          const made = tablePlan(snapshot, asked);
          tables.push(forecastTable(snapshot, asked, made, await pathsOf(made.plan, options.paths, environment)));
        }
        const kept = options.keep === undefined || !tables[0] ? null : keep(store, options.keep, tables[0]);
        const published = publishedVintages(kept === null ? snapshot : readSnapshot(store));
        finish({
          json: { command: 'forecast-table', tables, published, kept },
          text: [...tables.map(tableText), publishedText(published), ...(kept ? [`Kept as “${kept}”`] : [])].join(
            '\n\n',
          ),
          problems: false,
        });
      });
    });
}

const pathsOf = (plan: ReturnType<typeof tablePlan>['plan'], paths: number, { paths: { worker } }: Environment) =>
  simulateInThreads(worker, plan, paths, availableParallelism(), () => {}, new AbortController().signal);

/** Writes a table among the published forecasts: one row a column, to be scored as those are. */
function keep(store: Store, vintage: string, table: ForecastTable): string {
  const { uasc, on, dataDate, windowMonths, paths, seed, columns } = table;
  const edits = tableColumns.map((figure) => {
    const { forecast, low, high } = columns[figure];
    const values = {
      ...{ vintage, method: 'chain', madeFrom: dataDate, figure, on, uasc, value: forecast, low, high, actual: null },
      source: `Outturn ${engineVersion}, window of ${windowMonths} months, ${paths} paths, seed ${seed}, bounds of 95 %`,
    };
    return { op: 'insert' as const, register: 'publishedForecasts' as const, values };
  });
  applyEdits(store, edits, null, `Keep the forecast table ${vintage}`);
  return vintage;
}

const heads = ['All', 'Modelled', 'Fostering', 'Residential', 'Supported', '0', '1–4', '5–9', '10–15', '16–17'];

function tableText(table: ForecastTable): string {
  const row = (label: string, pick: (cell: TableCell) => number | null, places = 0): TextRow => [
    label,
    ...tableColumns.map((column) => {
      const value = pick(table.columns[column]);
      return value === null ? '' : formatNumber(value, places);
    }),
  ];
  return textColumns([
    [`${table.uasc === 'all' ? 'All children' : 'Without UASC'}, window ${table.windowMonths / 12} y`, ...heads],
    'rule',
    row(`Actual ${formatDate(table.before)}`, (cell) => cell.before),
    row(`Actual ${formatDate(table.dataDate)}`, (cell) => cell.now),
    row(`Forecast ${formatDate(table.on)}`, (cell) => cell.forecast),
    row('Lower (95 %)', (cell) => cell.low),
    row('Upper (95 %)', (cell) => cell.high),
    row('Linear trend', (cell) => cell.linear.value),
    row('Change %', (cell) => cell.changePercent, 1),
  ]);
}

function publishedText(vintages: readonly PublishedVintage[]): string {
  if (vintages.length === 0) return 'No published forecasts are held';
  const number = (value: number | null) => (value === null ? '' : formatNumber(value));
  return textColumns(
    [
      ['Forecast', 'Figure', 'Made from', 'On', 'Value', 'Low', 'High', 'Actual', 'Error', 'Inside'],
      'rule',
      ...vintages.flatMap(({ vintage, madeFrom, figures }) =>
        figures.map(
          (row): TextRow => [
            vintage,
            row.figure,
            formatDate(madeFrom),
            formatDate(row.on),
            ...[row.value, row.low, row.high, row.stated ?? row.counted, row.error].map(number),
            row.inside === null ? '' : row.inside ? 'yes' : 'no',
          ],
        ),
      ),
    ],
    2,
  );
}
