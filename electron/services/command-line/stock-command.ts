import { readSnapshot } from '../../../db/snapshot.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { shortBreaksOn, stockOn } from '../../../shared/demand/stock.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { dateText } from './option-values.ts';
import type { CommandParts } from './program.ts';
import { type TextRow, textColumns } from './text-columns.ts';
import { withWorkspace } from './workspace.ts';

const dates = (text: string): string[] => text.split(',').map((part) => dateText(part.trim()));

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
