import { type Constraint, solve } from 'yalps';
import { type Cell, cellKey, type DayFigures, partsOf } from './figures.ts';

/** What one publication says of one cell: its count, or that it is withheld though it is not nought. */
export type Told = Cell & { value: number | null };

/** Who adds up, subtracts and compares all that was told of a day. */
export type Reader = {
  /** The most and the least that a cell can be: children. `high` is Infinity where nothing bounds it. */
  range(cell: Cell): { low: number; high: number };
  /** True when it can be shown that a cell may be `width` children off, up and down together. */
  unsure(cell: Cell, value: number, width: number): boolean;
};

/**
 * Everything that follows from what was told of a day: the linear system of the published counts, that no count is
 * negative, that groups and bands add up to the same totals, and that what is withheld is not nought. `figures` gives the
 * names of groups and bands only; its counts are not read.
 */
export function reader(figures: DayFigures, told: readonly Told[]): Reader {
  const constraints = new Map<string, Constraint>();
  const coefficients = new Map<string, Map<string, number>>();
  const variable = (part: string) => {
    const known = coefficients.get(part) ?? new Map<string, number>();
    coefficients.set(part, known);
    return known;
  };
  for (const side of ['only', 'excluded'] as const) {
    constraints.set(`same|${side}`, { equal: 0 });
    for (const code of Object.keys(figures.groups)) variable(`group|${code}|${side}`).set(`same|${side}`, 1);
    for (const code of Object.keys(figures.bands)) variable(`band|${code}|${side}`).set(`same|${side}`, -1);
  }
  for (const one of told) {
    const key = cellKey(one);
    const before = constraints.get(key);
    if (before && 'equal' in before && before.equal !== undefined) continue;
    constraints.set(key, one.value === null ? { min: 1 } : { equal: one.value });
    for (const part of partsOf(figures, one)) variable(part).set(key, 1);
  }
  const bound = (cell: Cell, direction: 'maximize' | 'minimize'): number => {
    const asked = new Set(partsOf(figures, cell));
    const variables = new Map(
      [...coefficients].map(([part, row]) => [part, new Map([...row, ['asked', asked.has(part) ? 1 : 0] as const])]),
    );
    const { status, result } = solve({ direction, objective: 'asked', constraints, variables });
    if (status === 'unbounded') return Number.POSITIVE_INFINITY;
    return status === 'optimal' ? result : Number.NaN;
  };
  const tolerance = 1e-6;
  return {
    range: (cell) => ({ low: bound(cell, 'minimize'), high: bound(cell, 'maximize') }),
    unsure(cell, value, width) {
      const high = bound(cell, 'maximize');
      // A system that the solver cannot finish is taken as one that gives the count away.
      if (Number.isNaN(high)) return false;
      if (high - value >= width - tolerance) return true;
      const low = bound(cell, 'minimize');
      return !Number.isNaN(low) && high - low >= width - tolerance;
    },
  };
}
