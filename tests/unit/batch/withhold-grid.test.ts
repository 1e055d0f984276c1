import { describe, expect, test } from 'vitest';
import { type Constraint, solve } from 'yalps';
import { withholdGrid } from '../../../shared/batch/withhold-grid.ts';
import { seeded } from '../../support/seeded.ts';

/** Least and most a withheld count can be, by linear programming over all that is shown: a second method, not the rule's. */
function boundsOf(counts: readonly (readonly number[])[]) {
  const made = withholdGrid(counts);
  const grid = [
    ...made.cells.map((row, at) => [...row, made.rowTotals[at] ?? null]),
    [...made.columnTotals, made.total],
  ];
  const constraints = new Map<string, Constraint>();
  const variables = new Map<string, Record<string, number>>();
  const name = (row: number, column: number) => `c${row}_${column}`;
  const [rows, columns] = [grid.length, grid[0]?.length ?? 0];
  const known = (line: string, value: number) =>
    constraints.set(line, { equal: (constraints.get(line)?.equal ?? 0) - value });
  const put = (line: string, row: number, column: number, sign: number) => {
    if (!constraints.has(line)) constraints.set(line, { equal: 0 });
    const value = grid[row]?.[column] ?? null;
    if (value !== null) return void known(line, sign * value);
    const variable = variables.get(name(row, column)) ?? { [`least ${name(row, column)}`]: 1 };
    // What is withheld is at least one: noughts are shown.
    constraints.set(`least ${name(row, column)}`, { min: 1 });
    variable[line] = sign;
    variables.set(name(row, column), variable);
  };
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) put(`row ${row}`, row, column, column === columns - 1 ? -1 : 1);
  for (let column = 0; column < columns; column += 1)
    for (let row = 0; row < rows; row += 1) put(`column ${column}`, row, column, row === rows - 1 ? -1 : 1);
  return [...variables.keys()].map((key) => {
    const [least, most] = (['minimize', 'maximize'] as const).map((direction) => {
      const aimed = new Map([...variables].map(([each, of]) => [each, { ...of, aim: each === key ? 1 : 0 }]));
      const found = solve({ direction, objective: 'aim', constraints, variables: aimed });
      expect(['optimal', 'unbounded']).toContain(found.status);
      return found.status === 'unbounded' ? Number.POSITIVE_INFINITY : found.result;
    });
    return { key, least: least ?? 0, most: most ?? 0 };
  });
}

describe('a table with totals is shown so that no small count can be worked out', () => {
  test('one small count takes a partner in its row and in its column, and the ring is closed', () => {
    const made = withholdGrid([
      [3, 20, 30],
      [40, 50, 60],
      [70, 80, 90],
    ]);
    expect(made).toEqual({
      cells: [
        [null, null, 30],
        [null, null, 60],
        [70, 80, 90],
      ],
      rowTotals: [53, 150, 240],
      columnTotals: [113, 150, 180],
      total: 443,
    });
  });

  test('noughts and large counts alone are all shown', () => {
    const counts = [
      [0, 10],
      [25, 0],
    ];
    expect(withholdGrid(counts)).toEqual({ cells: counts, rowTotals: [10, 25], columnTotals: [25, 10], total: 35 });
  });

  test('of 150 random regions an attacker with linear programming pins down no withheld count', () => {
    const random = seeded(Number(process.env.OUTTURN_SEED ?? 8));
    let withheld = 0;
    for (let region = 0; region < 150; region += 1) {
      const [rows, columns] = [2 + Math.floor(random() * 5), 2 + Math.floor(random() * 4)];
      const counts = Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () => (random() < 0.3 ? Math.floor(random() * 5) : Math.floor(random() * 60))),
      );
      for (const { key, least, most } of boundsOf(counts)) {
        withheld += 1;
        expect({ counts, key, pinned: most - least < 0.5 }).toEqual({ counts, key, pinned: false });
      }
    }
    expect(withheld).toBeGreaterThan(300);
  });
});
