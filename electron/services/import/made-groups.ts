import type { Store } from '../../../db/store.ts';
import type { Cells } from '../../../db/tables.ts';
import { groupsOfLine } from '../../../shared/import-mapping/care-groups.ts';
import { defaultGroups } from '../../../shared/ssda903/codes.ts';
import type { SourceTable } from './source-table.ts';
import type { UnderstoodFile } from './understood.ts';

/**
 * The placement groups that recognised placements name and neither the copy nor the import has: the default ones, each
 * with the line of the budget that its name says. Null where none is wanted.
 */
export function groupsMade(store: Store, files: readonly UnderstoodFile[]): SourceTable | null {
  const rowsOf = (register: string) =>
    files.flatMap(({ source }) => (source?.detected.register === register ? source.read.rows : []));
  const known = new Set([
    ...(store.statement('placementGroups', 'all').all() as Cells[]).map(({ code }) => String(code)),
    ...rowsOf('placementGroups').map(({ cells }) => String(cells.code)),
  ]);
  const refused = files.flatMap(({ source }) =>
    source?.detected.register === 'placements' ? source.read.refused : [],
  );
  const used = new Set(
    [...rowsOf('placements').map(({ cells }) => cells), ...refused].map(({ groupCode }) => String(groupCode)),
  );
  const wanted = defaultGroups.filter(({ code }) => used.has(code) && !known.has(code));
  if (wanted.length === 0) return null;
  const lines = new Map(
    [
      ...(store.statement('budgetLines', 'all').all() as Cells[]),
      ...rowsOf('budgetLines').map(({ cells }) => cells),
    ].map(({ code, name, method }) => [String(code), { name: String(name), method }]),
  );
  const lineOf = (group: string): string => {
    const of = [...lines].filter(([, line]) => line.method === 'placements' && groupsOfLine(line.name).includes(group));
    // The line of that very name goes before one that covers it among others.
    const own = of.filter(([, line]) => groupsOfLine(line.name)[0] === group);
    const [only, ...more] = own.length > 0 ? own : of;
    return only && more.length === 0 ? only[0] : '';
  };
  return {
    file: 'Placement groups made for this import',
    sheet: null,
    rows: [
      ['Group', 'Group name', 'Care type', 'Modelled', 'Budget line', 'Order'],
      ...wanted.map(({ code, name, careType, position }) => [
        code,
        name,
        careType,
        '1',
        lineOf(code),
        String(position),
      ]),
    ],
  };
}
