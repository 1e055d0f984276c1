import { formatMonth, formatNumber } from '../format/format.ts';
import type { Forecast } from '../model/forecast.ts';
import type { ReportTable } from './document.ts';
import { suppressTable } from './suppress-table.ts';

/** Children by group at the data date's month and then each quarter; public papers suppress counts under 5. */
export function demandTable(
  forecast: Forecast,
  groupNames: Readonly<Record<string, string>>,
  isPublic: boolean,
): ReportTable {
  const { months } = forecast.placements;
  const chosen = months.filter((_, index) => index === 0 || (index + 1) % 3 === 0).slice(0, 9);
  const groups = [...new Set(chosen.flatMap((month) => month.groups.map((group) => group.group)))];
  const counts = groups.map((group) =>
    chosen.map((month) => Math.round(month.groups.find((one) => one.group === group)?.stock ?? 0)),
  );
  const shown = isPublic ? suppressTable(counts, 5) : counts.map((row) => row.map((count) => formatNumber(count)));
  const totals = chosen.map((_, column) => counts.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return {
    kind: 'table',
    caption: 'Children by placement group at month end, central projection',
    columns: [
      { label: 'Group', numeric: false },
      ...chosen.map((month) => ({ label: formatMonth(month.month), numeric: true })),
    ],
    rows: [
      ...groups.map((group, index) => ({ cells: [groupNames[group] ?? group, ...(shown[index] ?? [])], total: false })),
      { cells: ['Total', ...totals.map((count) => formatNumber(count))], total: true },
    ],
    note: isPublic ? 'c = suppressed: a count under 5, or one that would disclose it.' : null,
  };
}
