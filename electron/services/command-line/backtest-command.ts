import { listForecastRuns } from '../../../db/forecast-runs.ts';
import { listIssuedPeriods } from '../../../db/issued-periods.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { backtest } from '../../../shared/demand/backtest/backtest.ts';
import { type KeptForecasts, keptForecasts } from '../../../shared/demand/backtest/kept-forecasts.ts';
import { publishableFigures, publishedBacktest } from '../../../shared/demand/published-demand.ts';
import { formatDate, formatMoney, formatNumber, formatPeriod } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { demandAssumptions } from '../../../shared/scenario/demand-cache.ts';
import { outturnRecord } from '../../../shared/scenario/outturn-record.ts';
import { publishedOutturnRecord } from '../../../shared/scenario/published-record.ts';
import { sectorRows } from '../simulation/stored-return.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult, Progress } from './environment.ts';
import { wholeNumber } from './option-values.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

type Options = {
  workspace: string;
  origins: number;
  horizon: number;
  paths: number;
  kept?: true;
  outturn?: true;
  publish?: true;
};

/** `backtest`: how well each method would have done on the history held, or the kept forecasts did. */
export function addBacktest({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('backtest')
    .description('accuracy of each method on the history held')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--origins <number>', 'month ends to forecast from', wholeNumber('--origins', 1, 120), 12)
    .option('--horizon <months>', 'months ahead', wholeNumber('--horizon', 1, 60), 12)
    .option('--paths <number>', 'paths behind the intervals, 0 for none', wholeNumber('--paths', 0, 10_000), 200)
    .option('--kept', 'score the forecasts that were kept as they were made, and say whether the last has drifted')
    .option('--outturn', 'score the periods as they were issued against what their closed years came to')
    .option('--publish', 'for publication: without the groups and bands that small numbers could be worked out of')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const work = options.outturn ? scoreOutturn : options.kept ? scoreKept : backtestOf;
      finish(await withWorkspace(options.workspace, environment, false, (store) => work(store, options, progress)));
    });
}

/** Every method on the history held; the sector's two where a return is held. */
function backtestOf(store: Store, { origins, horizon, paths, publish }: Options, progress: Progress): CommandResult {
  const snapshot = readSnapshot(store);
  if (snapshot.placements.length === 0) {
    throw new OutturnError(
      'no-data',
      'A back-test needs the history of single placements. Import placements or SSDA903 returns.',
    );
  }
  const measured = demandAssumptions(snapshot, { assumptions: {} });
  const rows = sectorRows(store);
  const sector = typeof rows === 'string' ? null : rows;
  const tell = (done: number, total: number) => progress(`Forecasting from month end ${done} of ${total} …`);
  const made = backtest({ snapshot, ...measured }, origins, horizon, { paths, sector, progress: tell });
  const result = publish ? publishedBacktest(made, snapshot) : made;
  const notes = [...result.notes, ...(typeof rows === 'string' ? [rows] : [])];
  const totals = result.rows.filter((row) => row.group === null && [1, 3, 6, 12, 24].includes(row.horizon));
  return {
    json: { command: 'backtest', ...result, notes },
    text: [
      `${result.origins.length} origins; recommended on these data: ${result.recommended ?? 'none'}`,
      textColumns([
        ['Method', 'Ahead', 'MAE', 'MAPE %', 'MASE', 'Bias', 'In 80 %', 'In 95 %', 'Winkler %', 'Beats naive'],
        'rule',
        ...totals.map(
          (row): TextRow => [
            row.method,
            String(row.horizon),
            decimal(row.meanAbsoluteError),
            decimal(row.meanPercentageError),
            decimal(row.scaledError),
            decimal(row.bias),
            percent(row.coverage),
            percent(row.coverage95),
            decimal(row.intervalScorePercent),
            row.beatsNaive === null ? '' : row.beatsNaive ? 'yes' : 'no',
          ],
        ),
      ]),
      ...notes.map((note) => `· ${note}`),
    ].join('\n'),
    problems: false,
  };
}

const decimal = (value: number | null) => (value === null ? '' : formatNumber(value, 2));
const percent = (share: number | null) => (share === null ? '' : `${formatNumber(share * 100, 0)} %`);

/** Every issued forecast of the £ outturn whose year has closed: error by period and line, coverage of its range. */
function scoreOutturn(store: Store): CommandResult {
  const [issued, snapshot] = [listIssuedPeriods(store), readSnapshot(store)];
  const { issues, periods, waiting } = outturnRecord(issued, snapshot);
  const published = publishedOutturnRecord(snapshot, issued);
  const thousands = (pence: number) => formatMoney(pence, 'thousands');
  const answer = (inRange: boolean | null) => (inRange === null ? '' : inRange ? 'yes' : 'no');
  return {
    json: { command: 'backtest', outturn: { issues, periods, waiting, published }, unit: 'pence' },
    text: [
      issues.length === 0
        ? 'No issued forecast is of a year that has closed with every month of every line in the ledger: nothing to score yet.'
        : `${issues.length} issued ${issues.length === 1 ? 'forecast' : 'forecasts'} scored against the ledger of the closed year`,
      textColumns([
        ['Period', 'Forecast £’000', 'Came to', 'Error', 'Error %', 'In 80 % range'],
        'rule',
        ...issues.map(
          (issue): TextRow => [
            formatPeriod(issue.year, issue.period),
            ...[issue.forecast, issue.actual, issue.error].map(thousands),
            decimal(issue.errorPercent),
            answer(issue.inRange),
          ],
        ),
      ]),
      ...issues.flatMap((issue) => [
        '',
        textColumns([
          [`${formatPeriod(issue.year, issue.period)}, by line £’000`, 'Forecast', 'Came to', 'Error'],
          'rule',
          ...issue.lines.map(
            (line): TextRow => [line.name, ...[line.forecast, line.actual, line.error].map(thousands)],
          ),
        ]),
      ]),
      ...publishedOutturnText(published),
      ...waiting.map(({ year, period }) => `· ${formatPeriod(year, period)} is scored when ${year} has closed`),
    ].join('\n'),
    problems: published.unknown.length > 0,
  };
}

/** Outturns published elsewhere, beside what came and what Outturn had issued by then. */
function publishedOutturnText({ scores, waiting, unknown }: ReturnType<typeof publishedOutturnRecord>): string[] {
  const thousands = (pence: number) => formatMoney(pence, 'thousands');
  return [
    ...(scores.length === 0
      ? []
      : [
          '',
          textColumns([
            ['Published elsewhere £’000', 'Year', 'Line', 'Forecast', 'Came to', 'Error', 'Error %', 'Our error then'],
            'rule',
            ...scores.map(
              (row): TextRow => [
                `${row.source}, ${formatDate(row.madeOn)}`,
                row.year,
                row.line ?? 'all',
                ...[row.forecast, row.actual, row.error].map(thousands),
                decimal(row.errorPercent),
                row.ours ? `${thousands(row.ours.error)} (P${row.ours.period})` : 'none issued',
              ],
            ),
          ]),
        ]),
    ...(waiting > 0
      ? [`· ${waiting} published elsewhere ${waiting === 1 ? 'waits' : 'wait'} for the year to close`]
      : []),
    ...unknown.map((what) => `! Not scored, the data do not have it: ${what}`),
  ];
}

/** The kept base forecasts against what has happened since, and the alarm. */
function scoreKept(store: Store, { publish }: Options): CommandResult {
  const snapshot = readSnapshot(store);
  const made = keptForecasts(listForecastRuns(store), snapshot);
  // Of a council's groups and small numbers only what may be published is told: figures typed in by hand are not judged so.
  const published = publish ? null : made.published;
  const shown = publish ? new Set(publishableFigures(snapshot).groups) : null;
  const scores = made.scores.filter(({ group }) => group === null || !shown || shown.has(group));
  const { message, ...drift } = made.drift;
  const groupsOutside = made.drift.groupsOutside.filter((group) => !shown || shown.has(group));
  const vintages = made.vintages.map(({ months, ...run }) => ({ ...run, until: months.at(-1)?.on ?? null }));
  return {
    json: {
      command: 'backtest',
      kept: vintages,
      scores,
      drift: { ...drift, groupsOutside, words: message },
      published,
    },
    text: [
      `${made.kept} forecasts kept, ${made.underLevers} of them under levers; ${message}`,
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
              percent(row.coverage),
            ],
          ),
      ]),
      ...(published ? publishedChildrenText(published) : []),
    ].join('\n'),
    problems: made.drift.state === 'drifted',
  };
}

/** Children forecast elsewhere, beside what happened and what Outturn had kept by then. */
function publishedChildrenText({ scores, waiting }: KeptForecasts['published']): string[] {
  return [
    ...(scores.length === 0
      ? []
      : [
          '',
          textColumns([
            ['Published elsewhere', 'For', 'Group', 'Ahead', 'Forecast', 'Happened', 'Error', 'Our error then'],
            'rule',
            ...scores.map(
              (row): TextRow => [
                `${row.source}, ${formatDate(row.madeOn)}`,
                formatDate(row.dueOn),
                row.group ?? 'all',
                String(row.horizon),
                decimal(row.forecast),
                decimal(row.actual),
                decimal(row.error),
                row.ours ? decimal(row.ours.error) : 'none kept',
              ],
            ),
          ]),
        ]),
    ...(waiting > 0
      ? [`· ${waiting} published elsewhere ${waiting === 1 ? 'waits' : 'wait'} for the data to reach the day`]
      : []),
  ];
}
