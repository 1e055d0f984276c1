import { readSnapshot } from '../../../db/snapshot.ts';
import { backtest } from '../../../shared/demand/backtest.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { shortBreaksOn, stockOn } from '../../../shared/demand/stock.ts';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import { addDays, isCivilDate, monthsBetween } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Scenario, scenarioSchema } from '../../../shared/model/scenario.ts';
import { leversOfFile } from './change-scenario.ts';
import type { CommandParts } from './program.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { wholeNumber, withWorkspace } from './workspace.ts';

/** `stock`: children by band and group at the end of given days. */
export function addStock({ program, surroundings, finish }: CommandParts): void {
  program
    .command('stock')
    .description('children in care by age band and placement group at the end of a day')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--on <dates>', 'one date or several: 2023-03-31,2024-03-31', dates)
    .option('--uasc <choice>', 'all, only or excluded', 'all')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, on, uasc }: { workspace: string; on: string[]; uasc: string }) => {
      if (uasc !== 'all' && uasc !== 'only' && uasc !== 'excluded') {
        throw new OutturnError('invalid-input', '--uasc is all, only or excluded.');
      }
      const snapshot = await withWorkspace(workspace, surroundings, false, readSnapshot);
      const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
      const counts = on.map((date) => {
        const cells = stockOn(spans, ordered.length, date, uasc);
        const of = (band: number, group: number) => cells[band * ordered.length + group] ?? 0;
        const groups = ordered.map((group, index) => ({
          group: group.code,
          name: group.name,
          bands: Object.fromEntries(bands.map((band, at) => [band.code, of(at, index)])),
          total: bands.reduce((sum, _, at) => sum + of(at, index), 0),
        }));
        return {
          on: date,
          total: groups.reduce((sum, { total }) => sum + total, 0),
          groups,
          shortBreaks: shortBreaksOn(spans, date),
        };
      });
      const tables = counts.map(({ on: date, total, groups, shortBreaks }) =>
        [
          `Children in care at the end of ${formatDate(date)}: ${total}${shortBreaks > 0 ? `; short breaks apart: ${shortBreaks}` : ''}`,
          textColumns([
            ['Group', ...bands.map((band) => band.label), 'Total'],
            'rule',
            ...groups.map((row): TextRow => [row.name, ...Object.values(row.bands).map(String), String(row.total)]),
          ]),
        ].join('\n'),
      );
      finish({
        json: { command: 'stock', uasc, dates: counts, notes: spans.notes },
        text: [...tables, ...spans.notes.map((note) => `· ${note}`)].join('\n\n'),
        problems: false,
      });
    });
}

type DemandOptions = {
  workspace: string;
  from?: string;
  to: string;
  method: string;
  reference?: string;
  levers?: string;
};

/** `demand`: stock and flows projected month by month. */
export function addDemand({ program, surroundings, finish }: CommandParts): void {
  program
    .command('demand')
    .description('children in care projected month by month')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--to <date>', 'last day of the projection', date)
    .option('--from <date>', 'first day shown (default: the day after the data)', date)
    .option('--method <method>', 'chain, duration, linear, holt, holt-damped or naive', 'chain')
    .option('--reference <span>', 'window of the rates, both days in it: 2022-04-01..2023-03-31')
    .option('--levers <file>', 'levers from a JSON file')
    .option('--json', 'print one JSON document')
    .action(async (options: DemandOptions) => {
      const snapshot = await withWorkspace(options.workspace, surroundings, false, readSnapshot);
      const next = addDays(snapshot.dataDate, 1);
      const months = monthsBetween(next, options.to) + 1;
      if (months < 1 || months > 240) {
        throw new OutturnError(
          'invalid-input',
          `--to must be after the data end (${snapshot.dataDate}) and within 20 years.`,
        );
      }
      const projection = projectDemand({
        snapshot,
        levers: options.levers ? leversOfFile(options.levers) : [],
        months,
        method: methodOf(options.method),
        reference: options.reference ? span(options.reference) : null,
        kappaDays: snapshot.assumptions.find((row) => row.key === 'kappa-days')?.value ?? 1095,
      });
      const shown = projection.months.filter((month) => month.end > (options.from ?? next));
      finish({
        json: {
          command: 'demand',
          method: projection.method,
          dataDate: projection.dataDate,
          opening: projection.opening,
          months: shown,
          notes: projection.notes,
        },
        text: [
          `Children in care, method ${projection.method}, data to ${formatDate(projection.dataDate)}`,
          textColumns([
            ['Month', 'Opening', 'Entrants', 'Leavers', 'Aged out', 'Stock'],
            'rule',
            ...shown.map(
              ({ start, total }): TextRow => [
                formatMonth(start),
                ...[total.opening, total.entrants, total.leavers, total.agedOut, total.stock].map((value) =>
                  formatNumber(value, 1),
                ),
              ],
            ),
          ]),
          ...projection.notes.map((note) => `· ${note}`),
        ].join('\n'),
        problems: false,
      });
    });
}

/** `backtest`: how well each method would have done on the history held. */
export function addBacktest({ program, surroundings, finish }: CommandParts): void {
  program
    .command('backtest')
    .description('accuracy of each method on the history held')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--origins <number>', 'month ends to forecast from', wholeNumber('--origins', 1, 120), 12)
    .option('--horizon <months>', 'months ahead', wholeNumber('--horizon', 1, 60), 12)
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, origins, horizon }: { workspace: string; origins: number; horizon: number }) => {
      const snapshot = await withWorkspace(workspace, surroundings, false, readSnapshot);
      const kappaDays = snapshot.assumptions.find((row) => row.key === 'kappa-days')?.value ?? 1095;
      const result = backtest({ snapshot, reference: null, kappaDays }, origins, horizon);
      const totals = result.rows.filter((row) => row.group === null && [1, 3, 6, 12, 24].includes(row.horizon));
      const decimal = (value: number | null) => (value === null ? '' : formatNumber(value, 2));
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

function date(text: string): string {
  if (isCivilDate(text)) return text;
  throw new OutturnError('invalid-input', `“${text}” is not a date. Dates are written 2024-03-31.`);
}
const dates = (text: string): string[] => text.split(',').map((part) => date(part.trim()));

function span(text: string): { from: string; to: string } {
  const [from = '', to = ''] = text.split('..');
  return { from: date(from), to: date(to) };
}

function methodOf(text: string): Scenario['method'] {
  const method = scenarioSchema.shape.method.safeParse(text);
  if (method.success) return method.data;
  throw new OutturnError(
    'invalid-input',
    `There is no method “${text}”. Methods: ${scenarioSchema.shape.method.options.join(', ')}.`,
  );
}
