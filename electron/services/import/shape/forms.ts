import type { SourceTable } from '../source-table.ts';
import { periodsAcross } from './periods-across.ts';
import { ratedAmounts } from './rated-amounts.ts';
import { stackedHeaders } from './stacked-headers.ts';

/** A table as it stands, and then in each form that it may be a rewriting of: the first that can be read is meant. */
export function* formsOf(table: SourceTable): Generator<SourceTable> {
  yield table;
  const across = periodsAcross(table);
  if (across) yield across;
  for (const stacked of stackedHeaders(table)) {
    yield stacked;
    const both = periodsAcross(stacked);
    if (both) yield both;
  }
  const rated = ratedAmounts(table);
  if (rated) yield rated;
}
