import type { Column, ValueOf } from './column.ts';

/**
 * Every register of the local copy, declared once (docs/data.md §1). The tables, the importer, the templates, the grids
 * and the snapshot inside a scenario file are all derived from these declarations. Money is integer pence; income is
 * negative; spans are `[start, end)`.
 */
export type Register<N extends string = string, C extends Columns = Columns> = {
  readonly name: N;
  readonly label: string;
  /** What one row is, in words, for undo messages and forms: "saving". */
  readonly singular: string;
  /** The columns whose values together name a row: an extract updates by them. */
  readonly key: readonly (keyof C & string)[];
  readonly columns: C;
  /** Columns that must name an existing row of another register (all of the target's key, in its order). */
  readonly references: readonly { columns: readonly (keyof C & string)[]; register: string }[];
};

export type Columns = Readonly<Record<string, Column<unknown>>>;
export type Row<C extends Columns> = { id: number } & { [K in keyof C]: ValueOf<C[K]> };

/** Declares a register; see `Register` for what each part means. */
export function register<const N extends string, C extends Columns>(
  name: N,
  label: string,
  singular: string,
  key: readonly (keyof C & string)[],
  columns: C,
  references: Register<N, C>['references'] = [],
): Register<N, C> {
  return { name, label, singular, key, columns, references };
}
