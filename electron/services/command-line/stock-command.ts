import { readSnapshot } from '../../../db/snapshot.ts';
import { type FlowMonth, reconcile } from '../../../shared/demand/history/reconciliation.ts';
import { shortBreaksOn, stockOn, type UascChoice } from '../../../shared/demand/history/stock.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { type PublishedStock, publishedStock } from '../../../shared/demand/published-stock.ts';
import { formatDate, formatMonth } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { dateText } from './option-values.ts';
import type { CommandParts } from './program.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

const dates = (text: string): string[] => text.split(',').map((part) => dateText(part.trim()));

type Options = { workspace: string; on: string[]; uasc: string; flows?: string; publish?: true };
type Read = ReturnType<typeof spansOf>;

/** `stock`: children by band and group at the end of given days, and the flows between. */
export function addStock({ program, environment, finish }: CommandParts): void {
  program
    .command('stock')
    .description('children in care by age band and placement group at the end of a day')
    .requiredOption('--workspace <file>', 'the local copy')
    .requiredOption('--on <dates>', 'one date or several: 2023-03-31,2024-03-31', dates)
    .option('--uasc <choice>', 'all, only, excluded, or apart for the last two beside each other', 'all')
    .option('--flows <span>', 'opening, entrants, moves, leavers and closing of each month: 2023-04-01..2024-03-31')
    .option('--publish', 'for publication: totals by group and band, small numbers withheld (c)')
    .option('--json', 'print one JSON document')
    .action(async ({ workspace, on, uasc, flows, publish }: Options) => {
      const choices = uascChoices(uasc);
      if (flows && publish) {
        throw new OutturnError(
          'invalid-input',
          'Monthly flows give small numbers away: leave out --flows or --publish.',
        );
      }
      const snapshot = await withWorkspace(workspace, environment, false, readSnapshot);
      const read = spansOf(snapshot.placements, snapshot.placementGroups);
      const counts = on.flatMap((date) => choices.map((choice) => countsOn(read, date, choice)));
      const published = publish ? counts.map(publication) : null;
      const months = flows ? choices.map((choice) => ({ uasc: choice, months: flowsOf(read, flows, choice) })) : null;
      finish({
        json: {
          command: 'stock',
          uasc,
          dates: published ?? counts,
          ...(months ? { flows: months } : {}),
          notes: read.spans.notes,
        },
        text: [
          ...(published ? published.map((one) => publishedText(one, read)) : counts.map((one) => countText(one))),
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

function publication({ on, uasc, groups }: Counts): PublishedStock & { on: string; uasc: UascChoice } {
  const byBand = bands.map(({ code }): [string, number] => [
    code,
    groups.reduce((sum, group) => sum + (group.bands[code] ?? 0), 0),
  ]);
  const byGroup = groups.map(({ group, total }): [string, number] => [group, total]);
  return { on, uasc, ...publishedStock(Object.fromEntries(byGroup), Object.fromEntries(byBand)) };
}

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

function publishedText({ on, uasc, total, groups, bands: byBand }: ReturnType<typeof publication>, { ordered }: Read) {
  const shown = (value: number | null | undefined) => (value === null || value === undefined ? 'c' : String(value));
  return [
    `${who[uasc]} at the end of ${formatDate(on)}: ${shown(total)} (c = withheld, under 5 or would give one away)`,
    textColumns([
      ['Group', 'Children'],
      'rule',
      ...ordered.map((group): TextRow => [group.name, shown(groups[group.code])]),
      'rule',
      ...bands.map((band): TextRow => [band.label, shown(byBand[band.code])]),
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
