import { ledgerOf, periodsText } from '../finance/completeness.ts';
import type { Finding } from '../model/problem.ts';
import { type Check, finding } from './finding.ts';

/** Code of the finding of months that the ledger lacks. */
export const ledgerCheck = 'ledger-month-missing';

/**
 * A month of a line without actuals, up to the last month that any line of its year holds. It counts as an estimate, never
 * as nought; what is nil by intent is entered as a row of nought. In the latest year it blocks the issue of a period.
 */
export const checkLedger: Check = (snapshot) => {
  const years = [...new Set(snapshot.actuals.map((row) => row.year))].sort();
  return years.flatMap((year): Finding[] => {
    const ledger = ledgerOf(snapshot, year, 12);
    const severity = year === years.at(-1) ? 'block' : 'warn';
    return ledger.lines
      .filter((line) => line.missing.length > 0)
      .map((line) =>
        finding(
          ledgerCheck,
          severity,
          'actuals',
          snapshot.actuals.filter((row) => row.year === year && row.lineCode === line.code).map((row) => row.id),
          `${line.name} (${year}) holds no actuals for ${periodsText(line.missing)}, and other lines do to P${ledger.closed}: an estimate stands for ${line.missing.length === 1 ? 'it' : 'them'}.`,
          { line: line.code, months: line.missing.length },
          'Import the month, or enter zero where nothing was spent',
        ),
      );
  });
};
