import highsLoader from 'highs';
import type { Cell, DayFigures, Filter } from '../../shared/disclosure/figures.ts';

/**
 * Somebody who has every paper that was published of a day and nothing else. Two methods that share no code with the
 * product: exact elimination over fractions, and integer programming by HiGHS.
 */

/** A printed figure: what a table said of some children, or `c`. */
export type Printed = { filter: Filter; dimension: Cell['dimension']; code: string; text: string };
type Fraction = [bigint, bigint];

const solver = highsLoader();
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const reduced = ([n, d]: Fraction): Fraction => {
  const by = gcd(n, d) || 1n;
  return d < 0n ? [-n / by, -d / by] : [n / by, d / by];
};
const minus = (a: Fraction, b: Fraction): Fraction => reduced([a[0] * b[1] - b[0] * a[1], a[1] * b[1]]);
const times = (a: Fraction, b: Fraction): Fraction => reduced([a[0] * b[0], a[1] * b[1]]);
const over = (a: Fraction, b: Fraction): Fraction => reduced([a[0] * b[1], a[1] * b[0]]);

/** Names of what an attacker solves for: unaccompanied and other children of each group and band. */
function unknowns({ groups, bands }: DayFigures): string[] {
  const sides = ['u', 'o'];
  return [
    ...Object.keys(groups).flatMap((code) => sides.map((side) => `g ${code} ${side}`)),
    ...Object.keys(bands).flatMap((code) => sides.map((side) => `b ${code} ${side}`)),
  ];
}

function rowOf(names: readonly string[], { filter, dimension, code }: Omit<Printed, 'text'>): number[] {
  const kind = dimension === 'band' ? 'b' : 'g';
  return names.map((name) => {
    const [is, , side] = [name[0], '', name.at(-1)];
    const named = name.slice(2, -2);
    const side1 = filter === 'all' || (filter === 'only') === (side === 'u');
    return is === kind && side1 && (dimension === 'total' || named === code) ? 1 : 0;
  });
}

function equations(figures: DayFigures, printed: readonly Printed[]) {
  const names = unknowns(figures);
  const rows = printed
    .filter(({ text }) => text !== 'c')
    .map((one) => ({ row: rowOf(names, one), value: Number(one.text) }));
  for (const side of ['u', 'o']) {
    const row = names.map((name) => (name.endsWith(` ${side}`) ? (name.startsWith('g') ? 1 : -1) : 0));
    rows.push({ row, value: 0 });
  }
  return { names, rows };
}

/** The value of each wanted cell that the printed figures determine by linear algebra alone, exactly; others are left out. */
export function solvedExactly(
  figures: DayFigures,
  printed: readonly Printed[],
  wanted: readonly Omit<Printed, 'text'>[],
) {
  const { names, rows } = equations(figures, printed);
  const system = rows.map(({ row, value }) => [...row, value].map((one): Fraction => [BigInt(one), 1n]));
  const pivots: number[] = [];
  let rank = 0;
  for (let column = 0; column < names.length && rank < system.length; column += 1) {
    const found = system.findIndex((row, index) => index >= rank && row[column]![0] !== 0n);
    if (found < 0) continue;
    [system[rank], system[found]] = [system[found]!, system[rank]!];
    const lead = system[rank]![column]!;
    system[rank] = system[rank]!.map((one) => over(one, lead));
    system.forEach((row, index) => {
      const factor = row[column]!;
      if (index === rank || factor[0] === 0n) return;
      system[index] = row.map((one, at) => minus(one, times(factor, system[rank]![at]!)));
    });
    pivots.push(column);
    rank += 1;
  }
  return wanted.flatMap((cell) => {
    let rest = [...rowOf(names, cell), 0].map((one): Fraction => [BigInt(one), 1n]);
    pivots.forEach((column, at) => {
      const factor = rest[column]!;
      if (factor[0] !== 0n) rest = rest.map((one, index) => minus(one, times(factor, system[at]![index]!)));
    });
    const solved = rest.slice(0, -1).every(([n]) => n === 0n);
    const [n, d] = rest.at(-1)!;
    return solved ? [{ cell, value: -Number(n) / Number(d) }] : [];
  });
}

/** Least and most of a cell in whole children, with no count negative and nothing that is marked `c` nought. */
export async function bounds(figures: DayFigures, printed: readonly Printed[], cell: Omit<Printed, 'text'>) {
  const { names, rows } = equations(figures, printed);
  const term = (row: readonly number[]) =>
    row.flatMap((one, at) => (one === 0 ? [] : [`${one < 0 ? '-' : '+'} x${at}`])).join(' ');
  const marks = printed.filter(({ text }) => text === 'c').map((one) => `${term(rowOf(names, one))} >= 1`);
  const highs = await solver;
  const solve = (goal: 'Maximize' | 'Minimize') => {
    const problem = [
      goal,
      ` obj: ${term(rowOf(names, cell))}`,
      'Subject To',
      ...[...rows.map(({ row, value }) => `${term(row)} = ${value}`), ...marks].map((one, at) => ` c${at}: ${one}`),
      'General',
      ` ${names.map((_, at) => `x${at}`).join(' ')}`,
      'End',
    ].join('\n');
    const { Status, ObjectiveValue } = highs.solve(problem);
    if (Status === 'Optimal') return ObjectiveValue;
    return goal === 'Maximize' && /unbounded/i.test(Status) ? Number.POSITIVE_INFINITY : Number.NaN;
  };
  return { low: solve('Minimize'), high: solve('Maximize') };
}
