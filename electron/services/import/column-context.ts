import { decimalMark } from '../../../shared/cells/amount.ts';
import type { CellContext } from '../../../shared/cells/cell.ts';
import { type DateColumn, type DateOrder, dateColumn, dateRules } from '../../../shared/cells/date-column.ts';
import { identifierColumn } from '../../../shared/cells/identifier.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { Detected, Placed } from './place-columns.ts';
import type { SourceTable } from './source-table.ts';

type Context = Pick<CellContext, 'dates' | 'identifiers' | 'decimals'>;

/**
 * What each column of a table says of its own cells, and its date columns of each other: read before any cell is, so
 * that the first row is read by what the last one proves. `order` is a person's word for the dates.
 */
export function columnContexts(
  table: SourceTable,
  { register, placed }: Pick<Detected, 'register' | 'placed'>,
  rows: readonly number[],
  order: DateOrder | null,
): Map<Placed, Context> {
  const columns = registers[register].columns as Columns;
  const contexts = new Map<Placed, Context>();
  const dates = new Map<Placed, DateColumn>();
  for (const one of placed) {
    if (one.index < 0) continue;
    const kind = columns[one.column]?.kind;
    if (kind === 'date' || kind === 'month') dates.set(one, dateColumn(textsOf(table, rows, one.index)));
    else if (kind === 'code') contexts.set(one, { identifiers: identifierColumn(textsOf(table, rows, one.index)) });
    else if (kind === 'money') contexts.set(one, { decimals: decimalMark(textsOf(table, rows, one.index)) });
  }
  for (const [one, own] of dates) {
    const others = [...dates].filter(([other]) => other !== one).map(([, column]) => column);
    contexts.set(one, { dates: dateRules(own, others, order) });
  }
  return contexts;
}

/** The different texts of a column: extracts repeat the same few dates thousands of times. */
function* textsOf(table: SourceTable, rows: readonly number[], index: number): Generator<string> {
  for (const at of rows) {
    const text = table.rows[at]?.[index] ?? '';
    if (text !== '') yield text;
  }
}
