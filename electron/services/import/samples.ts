import { readNumber } from '../../../shared/cells/amount.ts';
import { readDate } from '../../../shared/cells/date.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import { childRegisters, isPersonalHeader, isSensitive, mayNamePerson } from './personal.ts';
import type { Detected } from './place-columns.ts';
import type { SourceTable } from './source-table.ts';

const most = { values: 3, rows: 200, letters: 60 };
/** Columns of a child or a birth: a person matches them by their headers alone. */
const ofChild = /child|person|client|pupil|birth|\bdob\b|\bname\b/;

/**
 * The first different cells of each column, to match it by. A table of children says of a column that is not known to be
 * harmless only what its cells look like: "dates", "figures", "texts".
 */
export function samplesOf(
  table: SourceTable,
  { register, headerRow, placed }: Pick<Detected, 'register' | 'headerRow' | 'placed'>,
): Record<string, string[]> {
  const samples: Record<string, string[]> = {};
  const columns = new Map(placed.map(({ index, column }) => [index, column]));
  for (const [index, header] of (table.rows[headerRow] ?? []).entries()) {
    const name = header.trim();
    const normal = normalHeader(name);
    const column = columns.get(index);
    if (name === '' || ofChild.test(normal) || isPersonalHeader(normal)) continue;
    if (column !== undefined && isSensitive(register, column)) continue;
    const values = distinct(table, headerRow, index);
    if (!childRegisters.includes(register) || column !== undefined)
      samples[name] = values.filter((text) => !mayNamePerson(text)).slice(0, most.values);
    else samples[name] = values.length > 0 ? [shapeOf(values)] : [];
  }
  return samples;
}

function distinct(table: SourceTable, headerRow: number, index: number): string[] {
  const values = new Set<string>();
  for (const cells of table.rows.slice(headerRow + 1, headerRow + 1 + most.rows)) {
    const text = (cells[index] ?? '').trim().slice(0, most.letters);
    if (text !== '') values.add(text);
  }
  return [...values];
}

function shapeOf(values: readonly string[]): string {
  if (values.every((text) => readDate(text).kind === 'date')) return 'dates';
  if (values.every((text) => 'value' in readNumber(text.replace('£', '')))) return 'figures';
  return 'texts';
}
