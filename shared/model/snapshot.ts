import { z } from 'zod';
import { isDateOfData } from './calendar.ts';
import { type ChildTotals, childTotalsSchema } from './child-totals.ts';
import { keptText } from './kept-text.ts';
import { type RegisterName, type RowOf, registerNames, rowSchema } from './registers.ts';
import { rowFits } from './row-fits.ts';

/**
 * A data snapshot: every row a forecast may use, pseudonymous, with the date the data runs to. It is what a scenario
 * file carries and what the forecast takes; the same snapshot gives the same forecast anywhere.
 */
export type Snapshot = {
  /** Name of the council or trust. */
  council: string;
  /** Last day the placements data covers, inclusive: stock on this date is the state at its end. */
  dataDate: string;
  /** True when any part was generated rather than published or extracted; every output says so. */
  synthetic: boolean;
  /** In place of rows of children, in a file that was saved without them. */
  childTotals?: ChildTotals;
} & { [N in RegisterName]: RowOf<N>[] };

/** A snapshot with no rows. */
export function emptySnapshot(council = '', dataDate = '1970-01-01'): Snapshot {
  const lists = Object.fromEntries(registerNames.map((name) => [name, []]));
  return { council, dataDate, synthetic: false, ...lists } as unknown as Snapshot;
}

/** Most rows a register may hold inside a scenario file: a bound on hostile files, far over any council. */
export const mostRows = 600_000;

/**
 * Rows of a register, `others` of which are not among those given: each is tested quickly, and the schema says what is
 * wrong with the first that does not fit.
 */
export function rowsSchema(name: RegisterName, others = 0) {
  return z
    .array(z.unknown())
    .max(Math.max(0, mostRows - others))
    .superRefine((rows, context) => {
      const fits = rowFits(name);
      for (let index = 0; index < rows.length; index += 1) {
        if (fits(rows[index])) continue;
        const { error } = rowSchema(name).safeParse(rows[index]);
        for (const issue of error?.issues.slice(0, 1) ?? [])
          context.addIssue({ ...issue, path: [index, ...issue.path] } as Parameters<typeof context.addIssue>[0]);
        if (error) return;
      }
    });
}

/** Decodes a snapshot; unknown registers and columns are refused by name. */
export const snapshotSchema: z.ZodType<Snapshot> = z.strictObject({
  council: keptText(200),
  dataDate: z.string().refine(isDateOfData, 'Not a date of 1970 to 2199'),
  synthetic: z.boolean(),
  childTotals: childTotalsSchema.optional(),
  ...Object.fromEntries(registerNames.map((name) => [name, rowsSchema(name)])),
}) as unknown as z.ZodType<Snapshot>;
