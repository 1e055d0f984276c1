import type { ImportContext } from '../../../shared/import-mapping/import-context.ts';
import type { Detected, Placed } from './place-columns.ts';
import { proposedValues } from './recognised-mapping.ts';
import type { SourceTable } from './source-table.ts';

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
