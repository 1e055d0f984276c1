import type { StatedFact } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { groupBy } from './finding.ts';

type Role = NonNullable<StatedFact['role']>;

/** A printed table: the stated facts under one table name, by what each is in it. */
export type PrintedTable = {
  name: string;
  rows: StatedFact[];
  of: (role: Role) => StatedFact[];
  /** The only figure of a role; null when there is none or more than one. */
  one: (role: Role) => StatedFact | null;
  /** Pounds, or the unit of the table: so that £k and £m of one table can be summed. */
  amount: (row: StatedFact) => number;
  /** The step a figure was rounded to, in the same terms; the table's last decimal where it is not said. */
  step: (row: StatedFact) => number;
  /** Whole things (children, places, matters): never rounded. */
  counts: boolean;
};

/** Pounds in one of a money unit; null for any other unit. */
export function moneyFactor(unit: string): number | null {
  const plain = unit
    .trim()
    .toLowerCase()
    .replace(/[\s'’,]/g, '');
  if (plain === '£' || plain === 'pounds' || plain === 'gbp') return 1;
  if (plain === '£k' || plain === '£000' || plain === '£000s') return 1000;
  return plain === '£m' ? 1_000_000 : null;
}

/** Decimals a number is written with. */
export function decimalsOf(value: number): number {
  return (String(value).split('.')[1] ?? '').length;
}

/** The printed tables of a snapshot, in the order in which they first appear. Facts outside any table are left out. */
export function printedTables({ statedFacts }: Snapshot): PrintedTable[] {
  const named = statedFacts.filter((row) => row.tableName !== null && row.role !== null);
  return [...groupBy(named, (row) => (row.tableName ?? '').trim().toLowerCase()).values()].map((rows) => {
    const of = (role: Role) => rows.filter((row) => row.role === role);
    const factor = (row: StatedFact) => moneyFactor(row.unit) ?? 1;
    const finest = (row: StatedFact) =>
      Math.max(0, ...rows.filter((other) => other.unit === row.unit).map((other) => decimalsOf(other.value)));
    return {
      name: rows[0]?.tableName ?? '',
      rows,
      of,
      one: (role) => {
        const found = of(role);
        return found.length === 1 ? (found[0] ?? null) : null;
      },
      amount: (row) => row.value * factor(row),
      step: (row) => (row.printedTo ?? 10 ** -finest(row)) * factor(row),
      counts: rows.every(
        (row) => moneyFactor(row.unit) === null && !row.unit.includes('%') && decimalsOf(row.value) === 0,
      ),
    };
  });
}

/** Half the rounding steps of some figures: how far their sum can be off by rounding alone. */
export function reachOf(table: PrintedTable, rows: readonly StatedFact[]): number {
  return rows.reduce((total, row) => total + table.step(row) / 2, 0) + 1e-9;
}

/** A figure of a table in words: `1,816.5 £k`. */
export function sayFigure(value: number, unit: string): string {
  const factor = moneyFactor(unit);
  const shown = value / (factor ?? 1);
  const places = Math.min(3, decimalsOf(Number(shown.toFixed(3))));
  return `${shown.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places })} ${unit}`;
}
