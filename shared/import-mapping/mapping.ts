/** What a person says of the tables they import: the file `--map` reads and `--save-map` writes (docs/data.md §2). */
import { z } from 'zod';
import { OutturnError } from '../model/problem.ts';
import type { Columns } from '../model/register.ts';
import { type RegisterName, registerNames, registers } from '../model/registers.ts';

const text = z.string().max(500);
const header = z.string().min(1).max(200);
const register = z.enum(registerNames as unknown as [RegisterName, ...RegisterName[]]);

const reading = {
  /** What its amounts are counted in, where neither header nor title says it. */
  unit: z.enum(['pounds', 'thousands', 'millions']).optional(),
  /** Amounts whose sign is the other way about here: income written without a minus. */
  sign: z.literal('reversed').optional(),
  /** What a blank cell stands for. */
  blank: text.optional(),
  /** What a cell's text stands for, in any case: "Fostering agency" → "IFA". */
  values: z.record(z.string().max(200), text).optional(),
};
const columnSchema = z.strictObject({ column: z.string().min(1).max(60), ...reading });
const alsoSchema = z.strictObject({ header, ...reading });

export const tableMappingSchema = z.strictObject({
  /** Pattern of the file's name, with * for any characters; not said = any file. */
  file: text.optional(),
  /** Pattern of the sheet's name. */
  sheet: text.optional(),
  /** Every header of the table this was made for: a table of the same headers is recognised by them. */
  headers: z.array(header).max(2000).optional(),
  register,
  /** Header of the file → column of the register, or the column with its unit, blanks and values. */
  columns: z.record(header, z.union([z.string().min(1).max(60), columnSchema])),
  /** Columns read from a header that is read for another too: the description names the line and tells its service. */
  also: z.record(z.string().max(60), z.union([header, alsoSchema])).optional(),
  /** Columns that the file has not → what stands in every row. */
  constants: z.record(z.string().max(60), text).optional(),
  /** Headers that are left out. */
  ignored: z.array(header).max(2000).optional(),
  /** Which comes first in dates written in figures. */
  dates: z.enum(['day-first', 'month-first']).optional(),
  /** `keep`: no row of the table is a total. */
  totals: z.literal('keep').optional(),
});

export const mappingSchema = z.strictObject({
  format: z.literal('outturn-import-mapping'),
  version: z.literal(1),
  tables: z.array(tableMappingSchema).max(500),
});

/** How one table is read: its register, its columns, what stands for blanks and values, and what is left out. */
export type TableMapping = z.infer<typeof tableMappingSchema>;
export type ColumnMapping = z.infer<typeof columnSchema>;
export type ImportMapping = z.infer<typeof mappingSchema>;

/** A column of a mapping in its long form. */
export const columnMapping = (entry: TableMapping['columns'][string]): ColumnMapping =>
  typeof entry === 'string' ? { column: entry } : entry;

/** A column read from a header that another is read from, in its long form. */
export const alsoMapping = (entry: NonNullable<TableMapping['also']>[string]): z.infer<typeof alsoSchema> =>
  typeof entry === 'string' ? { header: entry } : entry;

/** Columns that identify a child: read as they are, never said or replaced in a file that is kept. */
const identifying: readonly string[] = ['childKey', 'birthMonth', 'birthDate'];

/** Why a mapping cannot be meant, in words; null where it can. */
export function mappingProblem(table: TableMapping): string | null {
  const columns = registers[table.register].columns as Columns;
  const { label } = registers[table.register];
  const unknown = (column: string) =>
    Object.hasOwn(columns, column)
      ? null
      : `${label} has no column “${column}”. Its columns are ${Object.keys(columns).join(', ')}.`;
  const from = new Map<string, string>();
  const entries = [
    ...Object.entries(table.columns).map(([name, entry]) => ({ name, ...columnMapping(entry) })),
    ...Object.entries(table.also ?? {}).map(([column, entry]) => {
      const { header: name, ...more } = alsoMapping(entry);
      return { name, column, ...more };
    }),
  ];
  for (const { name, column, unit, sign, values } of entries) {
    const wrong = unknown(column);
    if (wrong) return wrong;
    if (values && identifying.includes(column)) return `${column} identifies a child and is read as it is.`;
    if (unit && columns[column]?.kind !== 'money') return `“${name}” is given a unit, but ${column} is no amount.`;
    if (sign && columns[column]?.kind !== 'money') return `“${name}” is given a sign, but ${column} is no amount.`;
    const other = from.get(column);
    if (other !== undefined) return `“${other}” and “${name}” are both to be ${column}. Leave one of them out.`;
    from.set(column, name);
  }
  for (const column of Object.keys(table.constants ?? {})) {
    const wrong = unknown(column);
    if (wrong) return wrong;
    if (identifying.includes(column)) return `${column} identifies a child and cannot be said for every row.`;
    if (from.has(column)) return `${column} is said for every row, and read from “${from.get(column)}” too.`;
  }
  return null;
}

/**
 * Reads the text of a mapping file. Throws `invalid-input` naming the place in it: no JSON, a form that is not known, a
 * column that the register has not, two headers for one column.
 */
export function parseMapping(name: string, text: string): ImportMapping {
  const refused = (why: string) =>
    new OutturnError('invalid-input', `${name} cannot be used as a mapping: ${why}`, { file: name });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refused('it is not JSON. Make one with “import … --preview --save-map map.json” and change that.');
  }
  const read = mappingSchema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refused(`${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not of its form'}.`);
  }
  for (const [at, table] of read.data.tables.entries()) {
    const wrong = mappingProblem(table);
    if (wrong) throw refused(`tables.${at}: ${wrong}`);
  }
  return read.data;
}

/** The text of a mapping file, to keep, show or change. */
export const mappingText = (tables: readonly TableMapping[]): string =>
  `${JSON.stringify({ format: 'outturn-import-mapping', version: 1, tables } satisfies Omit<ImportMapping, 'tables'> & { tables: readonly TableMapping[] }, null, 2)}\n`;
