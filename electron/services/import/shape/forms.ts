import { OutturnError } from '../../../../shared/model/problem.ts';
import type { SourceTable } from '../source-table.ts';
import { educationStatistics } from './education-statistics.ts';
import { financeReturn } from './finance-returns.ts';
import { periodsAcross } from './periods-across.ts';
import { ratedAmounts } from './rated-amounts.ts';
import { stackedHeaders } from './stacked-headers.ts';

/**
 * A table as it stands, and then in each form that it may be a rewriting of: the first that can be read is meant. An error
 * where it is of a known form that lacks what it needs.
 */
export function* formsOf(table: SourceTable): Generator<SourceTable | OutturnError> {
  yield table;
  const published = educationStatistics(table);
  if (published) yield published;
  const returned = known(() => financeReturn(table));
  if (returned) yield returned;
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

/** The forms of a table that may be read, in the same order. */
export const readableForms = (table: SourceTable): SourceTable[] =>
  [...formsOf(table)].filter((form): form is SourceTable => !(form instanceof OutturnError));

function known(read: () => SourceTable | null): SourceTable | OutturnError | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof OutturnError) return error;
    throw error;
  }
}
