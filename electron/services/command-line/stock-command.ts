import { readSnapshot } from '../../../db/snapshot.ts';
import { type FlowMonth, reconcile } from '../../../shared/demand/history/reconciliation.ts';
import { shortBreaksOn, stockOn, type UascChoice } from '../../../shared/demand/history/stock.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { formatDate, formatMonth } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { PlacementGroup } from '../../../shared/model/registers.ts';
import { publishStocks, type StockPublication } from '../publication/publish-stock.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult } from './environment.ts';
import { dateText } from './option-values.ts';
import { shownCount } from './published-text.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

const dates = (text: string): string[] => text.split(',').map((part) => dateText(part.trim()));

type Options = { workspace: string; on?: string[]; uasc: string; flows?: string; publish?: true; revise?: string };
type Read = ReturnType<typeof spansOf>;

/** `stock`: children by band and group at the end of given days, and the flows between. */
export function addStock({ program, environment, finish }: CommandParts): void {
  program
    .command('stock')
    .description('children in care by age band and placement group at the end of a day')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--on <dates>', 'one date or several: 2023-03-31,2024-03-31 (default: the last day of --flows)', dates)
    .option('--uasc <choice>', 'all, only, excluded, or apart for the last two beside each other', 'all')
    .option('--flows <span>', 'opening, entrants, moves, leavers and closing of each month: 2023-04-01..2024-03-31')
    .option('--publish', 'for publication: totals by group and band, small numbers withheld (c)')
    .option('--revise <why>', 'with --publish: tell a day that was published before from the data as they are now')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, on: given, uasc, flows, publish, revise }: Options) => {
      const choices = uascChoices(uasc);
      const on = given ?? (flows ? dates(flows.split('..')[1] ?? '') : null);
      if (on === null) throw new OutturnError('invalid-input', 'Say which days: --on DATES, or --flows FROM..TO.');
      if (flows && publish) {
        throw new OutturnError(
          'invalid-input',
          'Monthly flows give small numbers away: leave out --flows or --publish.',
        );
      }
      if (revise !== undefined && (!publish || revise.trim() === '')) {
        throw new OutturnError('invalid-input', '--revise gives the reason, and goes with --publish.');
      }
      const { snapshot, published } = await withWorkspace(workspace, environment, false, (store) => {
        const snapshot = readSnapshot(store);
        const order = { output: 'stock', revise: revise ?? null };
        const each = [...new Set(on)].flatMap((day) => choices.map((filter) => ({ ...order, day, filter })));
        return { snapshot, published: publish ? publishStocks(store, snapshot, each) : null };
      });
      if (published) {
        finish(publishedResult(published, uasc, snapshot.placementGroups));
        return;
      }
      const read = spansOf(snapshot.placements, snapshot.placementGroups);
      const counts = on.flatMap((date) => choices.map((choice) => countsOn(read, date, choice)));
      const months = flows ? choices.map((choice) => ({ uasc: choice, months: flowsOf(read, flows, choice) })) : null;
      finish({
        json: {
          command: 'stock',
          uasc,
          dates: counts,
          ...(months ? { flows: months } : {}),
          notes: read.spans.notes,
        },
        text: [
          ...counts.map((one) => countText(one)),
          ...(months ?? []).map((one) => flowText(one)),
          ...read.spans.notes.map((note) => `· ${note}`),
        ].join('\n\n'),
        problems: false,
      });
    });
}

function uascChoices(text: string): UascChoice[] {
  if (text === 'apart') return ['excluded', 'only'];
  if (text === 'all' || text === 'only' || text === 'excluded') return [text];
  throw new OutturnError('invalid-input', '--uasc is all, only, excluded or apart.');
}

function countsOn({ spans, ordered }: Read, on: string, uasc: UascChoice) {
  const cells = stockOn(spans, ordered.length, on, uasc);
  const of = (band: number, group: number) => cells[band * ordered.length + group] ?? 0;
  const groups = ordered.map((group, index) => ({
    group: group.code,
    name: group.name,
    bands: Object.fromEntries(bands.map((band, at) => [band.code, of(at, index)])),
    total: bands.reduce((sum, _, at) => sum + of(at, index), 0),
  }));
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return { on, uasc, total, groups, shortBreaks: shortBreaksOn(spans, on) };
}
type Counts = ReturnType<typeof countsOn>;

const who: Record<UascChoice, string> = {
  all: 'Children in care',
  only: 'Unaccompanied asylum-seeking children',
  excluded: 'Children in care other than unaccompanied',
};

function countText({ on, uasc, total, groups, shortBreaks }: Counts): string {
  return [
    `${who[uasc]} at the end of ${formatDate(on)}: ${total}${shortBreaks > 0 ? `; short breaks apart: ${shortBreaks}` : ''}`,
    textColumns([
      ['Group', ...bands.map((band) => band.label), 'Total'],
      'rule',
      ...groups.map((row): TextRow => [row.name, ...Object.values(row.bands).map(String), String(row.total)]),
    ]),
  ].join('\n');
}

/** Tables for publication; a problem where a day tells the figures it was published with, though the data are others now. */
function publishedResult(published: StockPublication[], uasc: string, data: readonly PlacementGroup[]): CommandResult {
  const names = new Map(data.map(({ code, name }) => [code, name]));
  const notes = [...new Set(published.flatMap((one) => one.notes))];
  return {
    json: {
      command: 'stock',
      published: true,
      uasc,
      dates: published.map(({ day, uasc: filter, total, groups, bands: byBand }) => ({
        on: day,
        uasc: filter,
        total,
        groups,
        bands: byBand,
      })),
      notes,
    },
    text: [...published.map((one) => publishedText(one, names)), ...notes.map((note) => `· ${note}`)].join('\n\n'),
    problems: published.some(({ asBefore }) => asBefore),
  };
}

function publishedText(
  { day, uasc, total, groups, bands: byBand }: StockPublication,
  names: ReadonlyMap<string, string>,
): string {
  return [
    `${who[uasc]} at the end of ${formatDate(day)}: ${shownCount(total)} (c = withheld, under 5 or would give one away)`,
    textColumns([
      ['Group', 'Children'],
      'rule',
      ...Object.entries(groups).map(([code, count]): TextRow => [names.get(code) ?? code, shownCount(count)]),
      'rule',
      ...bands.map((band): TextRow => [band.label, shownCount(byBand[band.code])]),
    ]),
  ].join('\n');
}

function flowsOf({ spans, ordered }: Read, span: string, uasc: UascChoice) {
  const [from = '', to = ''] = span.split('..');
  return reconcile(spans, ordered.length, dateText(from), dateText(to), uasc).map(({ month, total, groups }) => ({
    month,
    total,
    groups: groups.map((cell, at) => ({ group: ordered[at]?.code ?? '', ...cell })),
  }));
}

function flowText({ uasc, months }: { uasc: UascChoice; months: Pick<FlowMonth, 'month' | 'total'>[] }): string {
  return [
    `${who[uasc]}, month by month`,
    textColumns([
      ['Month', 'Opening', 'Entrants', 'Leavers', '18th birthdays', 'Closing', 'Residual'],
      'rule',
      ...months.map(
        ({ month, total: cell }): TextRow => [
          formatMonth(month),
          ...[cell.opening, cell.entrants, cell.leavers, cell.birthdays, cell.closing, cell.residual].map(String),
        ],
      ),
    ]),
  ].join('\n');
}
