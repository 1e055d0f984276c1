import type { SourceTable } from '../source-table.ts';
import { madeTable, plain, printedValue } from './printed.ts';

const short = 200;

/**
 * A risk register as boards print it: initial, current and residual scores, each as probability, impact and score under a
 * heading of its own. The description is the event; its beginning is the name. Null for any other table.
 */
export function riskRegister(table: SourceTable): SourceTable[] | null {
  for (const [headerRow, cells] of table.rows.slice(1, 20).entries()) {
    const at = headerRow + 1;
    const above = table.rows[headerRow] ?? [];
    const scores = ['initial', 'current', 'residual'].map((title) =>
      above.findIndex((cell) => plain(cell).split(' ')[0] === title),
    );
    const [initial = -1, current = -1, residual = -1] = scores;
    const three = (from: number) =>
      from >= 0 &&
      ['p', 'i'].every(
        (letter, index) =>
          (plain(cells[from + index])[0] ?? '') === letter ||
          plain(cells[from + index]).startsWith(letter === 'p' ? 'likelihood' : 'impact'),
      ) &&
      /score|rating|total/.test(plain(cells[from + 2]));
    const column = (...names: RegExp[]) => cells.findIndex((cell) => names.some((name) => name.test(plain(cell))));
    const [reference, name] = [
      column(/^(risk )?(ref|reference|no|id)$/),
      column(/^risk( description| event)?$|^description$/),
    ];
    if (!three(initial) || !three(current) || reference < 0 || name < 0) continue;
    const [category, owner, raised] = [column(/categor/), column(/owner/), column(/raised|identified/)];
    const parts = [initial, current, ...(three(residual) ? [residual] : [])];
    const heads = ['Initial', 'Current', 'Residual'].slice(0, parts.length);
    const extra = [
      ...(category >= 0 ? [['Category', category] as const] : []),
      ...(owner >= 0 ? [['Owner role', owner] as const] : []),
      ...(raised >= 0 ? [['Date raised', raised] as const] : []),
    ];
    const rows = table.rows.flatMap((row, from) => {
      const event = (row[name] ?? '').trim();
      if (from <= at || (row[reference] ?? '').trim() === '' || event === '') return [];
      const title = event.length > short ? `${event.slice(0, short - 1)}…` : event;
      return [
        {
          from,
          cells: [
            ...[(row[reference] ?? '').trim(), title, event],
            ...parts.flatMap((part) => [0, 1, 2].map((offset) => printedValue(row[part + offset]))),
            ...extra.map(([, index]) => printedValue(row[index])),
          ],
        },
      ];
    });
    const headers = [
      ...['Risk', 'Risk name', 'Event'],
      ...heads.flatMap((head) => [`${head} P`, `${head} I`, `${head} score`]),
      ...extra.map(([head]) => head),
    ];
    const told = 'a printed risk register was read as risks: scores under their headings, the description as event';
    return [madeTable(table, { name: 'Risks', headerRow: at, told }, headers, rows)];
  }
  return null;
}
