import type { SourceTable } from '../source-table.ts';
import { forecastSummary } from './forecast-summary.ts';
import { outturnTable } from './outturn-table.ts';
import { riskRegister } from './risk-register.ts';
import { savingsTracker, trancheTable } from './savings-tables.ts';
import { scorecardTable } from './scorecard-table.ts';

/**
 * A table in the shape in which committees publish it, as the tables of Outturn that it holds, each of which tells what was
 * done to it; any other table as it is.
 */
export function printedTables(table: SourceTable): SourceTable[] {
  if (table.hidden) return [table];
  for (const read of [riskRegister, scorecardTable, outturnTable, savingsTracker, trancheTable, forecastSummary]) {
    const made = read(table);
    if (made?.every(({ rows }) => rows.length > 1)) return made;
  }
  return [table];
}
