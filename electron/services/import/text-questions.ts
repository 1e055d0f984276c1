import { personalKindLabels } from '../../../shared/personal-text/identifiers.ts';
import { kindsInCell, watchedColumns } from '../../../shared/personal-text/watch-snapshot.ts';
import { watchText, withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import type { Incoming } from './incoming.ts';
import type { Detected } from './place-columns.ts';
import type { Problem } from './problem.ts';

/** The code of a question about text that may tell who somebody is. */
export const personalTextCode = 'personal-text';

/**
 * Asks about every text of the rows that may tell who somebody is: they come in as they are, and nothing is published
 * until each is changed or answered. The text is not repeated.
 */
export function questionTexts({ register, placed }: Detected, rows: readonly Incoming[]): Problem[] {
  const watched = new Set(watchedColumns(register));
  const columns = placed.filter(({ column }) => watched.has(column));
  return rows.flatMap(({ row, cells }) =>
    columns.flatMap(({ column, header }): Problem[] => {
      const kinds = kindsInCell(cells[column]);
      if (kinds.length === 0) return [];
      const said = kinds.map((kind) => personalKindLabels[kind]).join(' and ');
      return [
        {
          row,
          column: header,
          code: personalTextCode,
          message: `Row ${row}, ${header}: may hold ${said} (not repeated here). It comes in as it is; change it, or answer for it before anything is published.`,
          before: null,
          after: null,
          rejects: false,
        },
      ];
    }),
  );
}

/** A problem as it may be kept and shown: nothing in it tells who somebody is. */
export function withoutPersons<P extends Problem>(problem: P): P {
  const { message, before, after } = problem;
  const told = (text: string | null) => (text !== null && watchText(text).length > 0 ? withholdPersonal(text) : text);
  return { ...problem, message: told(message) ?? '', before: told(before), after: told(after) };
}
