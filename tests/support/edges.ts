import type { Column, ColumnKind } from '../../shared/model/column.ts';
import type { Columns } from '../../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../../shared/model/registers.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';

/** Values at the ends of what a kind of column may hold, and past them. */
const edges: Record<Exclude<ColumnKind, 'choice'>, readonly unknown[]> = {
  text: ['', '\ud800', 'a\udc00b', '\u0000', 'x'.repeat(500), 'x'.repeat(501), '=1+1', '\u202e'],
  note: ['\udfff', 'é'.repeat(4000), 'x'.repeat(4001)],
  code: ['', '\ud83d', 'x'.repeat(80), 'x'.repeat(81), '__proto__', 'constructor'],
  money: [1e13, -1e13, 1e13 + 1, 2 ** 53, 0.5, -0],
  share: [0, 10_000, 10_001, -1],
  percent: [-1000, 100_000, 1e308, Number.NaN],
  number: [Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, Number.POSITIVE_INFINITY],
  integer: [2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 53],
  date: ['0000-01-01', '0001-01-01', '0099-12-31', '1000-01-01', '9998-12-31', '9999-12-31', '2023-02-29'],
  month: ['0001-01-01', '1970-01-01', '2199-12-01', '9998-01-01'],
  year: ['0000/01', '1970/71', '2199/00', '9998/99', '9999/00'],
  period: [0, 1, 12, 13],
  flag: [0, 1, 2, -1],
};

/** One value of a document, put at an edge. */
export type Edge = { register: RegisterName | null; column: string; value: unknown };

/** Every column of every register that has a row, and the document's own fields, at each of their edges. */
export function edgesOf(snapshot: Snapshot): Edge[] {
  const found: Edge[] = [
    ...['0001-01-01', '1969-12-31', '1970-01-01', '2199-12-31', '9998-12-31'].map((value) =>
      edge(null, 'dataDate', value),
    ),
    ...['\ud800', 'x'.repeat(200), 'x'.repeat(201)].map((value) => edge(null, 'council', value)),
    ...['1970/71', '2199/00', '9998/99'].map((value) => edge(null, 'scenario.year', value)),
    ...['\udc00', 'x'.repeat(20_000)].map((value) => edge(null, 'scenario.notes', value)),
  ];
  for (const register of registerNames) {
    if (snapshot[register].length === 0) continue;
    for (const id of [0, 1, 2 ** 48, 2 ** 48 + 1, 2 ** 53 - 1, 1.5]) found.push(edge(register, 'id', id));
    for (const [column, { kind }] of Object.entries(registers[register].columns as Columns) as [string, Column][]) {
      if (kind !== 'choice') for (const value of edges[kind]) found.push(edge(register, column, value));
    }
  }
  return found;
}

const edge = (register: RegisterName | null, column: string, value: unknown): Edge => ({ register, column, value });
