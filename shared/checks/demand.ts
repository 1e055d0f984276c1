import { formatMonth, formatNumber } from '../format/format.ts';
import { addMonths } from '../model/calendar.ts';
import type { DemandCount } from '../model/registers.ts';
import { type Check, finding, groupBy } from './finding.ts';

/**
 * Opening + entrants − leavers = closing, month by month, wherever one source gives all four (MODEL.md §2). Blank
 * counts are never taken as nought.
 */
export const checkStockIdentity: Check = ({ demandSeries }) => {
  const findings = [];
  const series = groupBy(demandSeries, (row) => JSON.stringify([row.source, row.groupCode, row.band, row.uasc]));
  for (const rows of series.values()) {
    const by = new Map(rows.map((row) => [`${row.measure} ${row.month}`, row]));
    for (const closing of rows) {
      if (closing.measure !== 'stock') continue;
      const opening = by.get(`stock ${addMonths(closing.month, -1)}`);
      const entrants = by.get(`entrants ${closing.month}`);
      const leavers = by.get(`leavers ${closing.month}`);
      const all = [opening, entrants, leavers, closing].filter((row): row is DemandCount => row !== undefined);
      const [before, came, went, after] = all.map((row) => row.value);
      if (all.length < 4 || before == null || came == null || went == null || after == null) continue;
      const expected = before + came - went;
      if (Math.abs(expected - after) < 1e-9) continue;
      const where = closing.groupCode === '*' ? 'All groups' : closing.groupCode;
      findings.push(
        finding(
          'stock-identity',
          'warn',
          'demandSeries',
          all.map((row) => row.id),
          `${where}, ${formatMonth(closing.month)} (${closing.source}): ${formatNumber(before)} + ${formatNumber(came)} entrants − ${formatNumber(went)} leavers is ${formatNumber(expected)}, but the stock is ${formatNumber(after)}.`,
          { opening: before, entrants: came, leavers: went, closing: after, residual: after - expected },
        ),
      );
    }
  }
  return findings;
};
