import { z } from 'zod';
import { isCivilDate, isDateOfData, isYearLabel } from './calendar.ts';
import { keptText } from './kept-text.ts';

/**
 * The kinds of value a register column can hold. One declaration of a column serves the table, the import, the
 * template, the grid and the scenario file.
 *
 * | kind    | held as                                   |
 * |---------|-------------------------------------------|
 * | text    | string, at most 500 characters (note: 4,000) |
 * | code    | short key, at most 80 characters          |
 * | choice  | one of a list                             |
 * | money   | integer pence                             |
 * | share   | hundredths of a per cent (44.16 % = 4416) |
 * | percent | number of per cent, as printed            |
 * | number  | any finite number                         |
 * | integer | whole number                              |
 * | date    | `YYYY-MM-DD`                              |
 * | month   | `YYYY-MM-01`                              |
 * | year    | `2023/24`                                 |
 * | period  | 1…12                                      |
 * | flag    | 0 or 1 (SQLite has no booleans)           |
 */
export type ColumnKind =
  | 'text'
  | 'note'
  | 'code'
  | 'choice'
  | 'money'
  | 'share'
  | 'percent'
  | 'number'
  | 'integer'
  | 'date'
  | 'month'
  | 'year'
  | 'period'
  | 'flag';

/** A column of a register. `T` is the type a row holds; it exists for the compiler only. */
export type Column<T = unknown> = {
  readonly kind: ColumnKind;
  /** The header in templates, extracts and grids. */
  readonly header: string;
  /** Other headers an extract may use, lower case. */
  readonly aliases: readonly string[];
  /** Headers that stand for the column only where no other header does, lower case. */
  readonly standIns?: readonly string[];
  readonly optional: boolean;
  readonly choices: readonly string[];
  /** What the column means, shown as help; also said in the template. */
  readonly help: string;
  /** The first year that is believed of an extract. */
  readonly firstYear: number;
  /** What a row holds where an extract has no such column at all: hardly any system has it. */
  readonly absent?: string | number;
  readonly schema: z.ZodType<T>;
};

type Options = {
  aliases?: readonly string[];
  standIns?: readonly string[];
  help?: string;
  firstYear?: number;
  absent?: string | number;
};

function column<T>(
  kind: ColumnKind,
  header: string,
  schema: z.ZodType<T>,
  options: Options = {},
  choices: readonly string[] = [],
): Column<T> {
  const { aliases = [], standIns, help = '', firstYear = 2000, absent } = options;
  const base = { kind, header, aliases, optional: false, choices, help, firstYear, schema };
  return { ...base, ...(standIns ? { standIns } : {}), ...(absent === undefined ? {} : { absent }) };
}

const finite = z.number().refine(Number.isFinite, 'Not a finite number');

export const text = (header: string, options?: Options) => column('text', header, keptText(500), options);
export const note = (header: string, options?: Options) => column('note', header, keptText(4000), options);
export const code = (header: string, options?: Options) => column('code', header, keptText(80).min(1), options);
export const money = (header: string, options?: Options) =>
  column('money', header, z.number().int().min(-1e13).max(1e13), options);
export const share = (header: string, options?: Options) =>
  column('share', header, z.number().int().min(0).max(10_000), options);
export const percent = (header: string, options?: Options) =>
  column('percent', header, finite.min(-1000).max(100_000), options);
export const number = (header: string, options?: Options) => column('number', header, finite, options);
export const integer = (header: string, options?: Options) => column('integer', header, z.number().int(), options);
export const date = (header: string, options?: Options) =>
  column('date', header, z.string().refine(isCivilDate, 'Not a date'), options);
export const month = (header: string, options?: Options) =>
  column(
    'month',
    header,
    z.string().refine((value) => isDateOfData(value) && value.endsWith('-01'), 'Not the 1st of a month'),
    options,
  );
export const year = (header: string, options?: Options) =>
  column('year', header, z.string().refine(isYearLabel, 'Not a financial year such as 2023/24'), options);
export const period = (header: string, options?: Options) =>
  column('period', header, z.number().int().min(1).max(12), options);
export const flag = (header: string, options?: Options) =>
  column('flag', header, z.union([z.literal(0), z.literal(1)]) as z.ZodType<0 | 1>, options);
export const choice = <const C extends readonly [string, ...string[]]>(header: string, choices: C, options?: Options) =>
  column('choice', header, z.enum(choices) as unknown as z.ZodType<C[number]>, options, choices);

/** The same column, allowed to be blank: blank is held as null and never as nought. */
export function optional<T>(inner: Column<T>): Column<T | null> {
  return { ...inner, optional: true, schema: inner.schema.nullable() };
}

/** The type a column holds. */
export type ValueOf<C> = C extends Column<infer T> ? T : never;
