import type { ImportContext } from '../../../shared/import-mapping/import-context.ts';
import { isStated } from '../../../shared/import-mapping/stated.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import { type Detected, missingKeys, type Placed } from './place-columns.ts';
import { proposedValues, statedOf } from './recognised-mapping.ts';
import type { SourceTable } from './source-table.ts';

/** Columns that a mapping lacks and the import states by itself: a budget's year, the period of a rating. */
export function completedColumns(detected: Detected, context: () => ImportContext): Detected {
  const { register, placed } = detected;
  const columns = registers[register].columns as Columns;
  const lacking = missingKeys(register, placed).filter((key) => isStated(register, key));
  if (lacking.length === 0) return detected;
  const more = lacking.flatMap((column): Placed[] => {
    const constant = statedOf(register, column, context());
    return constant === null
      ? []
      : [{ index: -1, header: columns[column]?.header ?? column, column, unit: null, constant }];
  });
  return { ...detected, placed: [...placed, ...more] };
}

/**
 * Values of columns whose texts stand for others, with what the mapping does not speak of yet: next month's ledger has
 * new dates, next year's budget new lines. What a mapping says stays as it is.
 */
export function completedValues(table: SourceTable, detected: Detected, context: () => ImportContext): Detected {
  if (!detected.placed.some(({ values }) => values)) return detected;
  const placed = detected.placed.map((one): Placed => {
    const { values } = one;
    if (!values || one.index < 0) return one;
    const texts = new Set<string>();
    for (const cells of table.rows.slice(detected.headerRow + 1)) {
      const text = (cells[one.index] ?? '').trim();
      if (text !== '' && !values.has(text.toLowerCase())) texts.add(text);
    }
    const more = Object.entries(proposedValues(detected.register, one.column, [...texts], context()));
    if (more.length === 0) return one;
    return {
      ...one,
      values: new Map([...values, ...more.map(([text, value]) => [text.toLowerCase(), value] as const)]),
    };
  });
  return { ...detected, placed };
}
