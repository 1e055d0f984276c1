import { addDays, addMonths, daysBetween, monthsBetween } from '../../model/calendar.ts';
import type { DemandCount } from '../../model/registers.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { dateOfMonthBefore } from '../history/series-months.ts';
import type { FlowPeriod } from '../movement/flow-history.ts';

type Measure = DemandCount['measure'];
/** Entrants of one row above this share of the children are of a year, not of a month. */
const mostOfMonth = 0.2;

/**
 * Values of a measure of all children by month, to the last month over: the totals counted, else groups or cells added
 * up; of the source with the most rows.
 */
export function totalsOf(snapshot: Snapshot, measure: Measure): Map<string, number> {
  const lastMonth = dateOfMonthBefore(snapshot.dataDate);
  const rows = snapshot.demandSeries.filter(
    (row) => row.measure === measure && row.uasc === 'all' && row.value !== null && row.month <= lastMonth,
  );
  const bySource = new Map<string, number>();
  for (const { source } of rows) bySource.set(source, (bySource.get(source) ?? 0) + 1);
  const best = [...bySource].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  const own = rows.filter(({ source }) => source === best);
  const whole = own.filter(({ groupCode, band }) => groupCode === '*' && band === '*');
  const byGroup = own.filter(({ groupCode, band }) => groupCode !== '*' && band === '*');
  const byBand = own.filter(({ groupCode, band }) => groupCode === '*' && band !== '*');
  const used = [whole, byGroup, byBand, own].find((level) => level.length > 0) ?? [];
  const totals = new Map<string, number>();
  for (const { month, value } of used) totals.set(month, (totals.get(month) ?? 0) + (value ?? 0));
  return new Map([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Months a count of flows is of: 12 where every one stands a year or more after the one before, or a single one is more than a
 * month can bring; else 1.
 */
export function monthsOfFlows(flows: ReadonlyMap<string, number>, stock: number): 1 | 12 {
  const months = [...flows.keys()];
  if (months.length === 1) return (flows.get(months[0]!) ?? 0) > mostOfMonth * stock ? 12 : 1;
  return months.every((month, at) => at === 0 || monthsBetween(months[at - 1]!, month) >= 12) ? 12 : 1;
}

/**
 * The flows of all children from counts alone, by month or by year to the last month counted, oldest first and without a gap;
 * leavers that are not counted are what stocks and entrants leave over. Null where stock or entrants are not counted.
 */
export function countedFlows(snapshot: Snapshot): { periods: FlowPeriod[]; perYear: 1 | 12 } | null {
  const [stock, entrants, leavers] = (['stock', 'entrants', 'leavers'] as const).map((one) => totalsOf(snapshot, one));
  const last = [...stock!.keys()].findLast((month) => entrants!.has(month));
  if (last === undefined) return null;
  const months = monthsOfFlows(entrants!, stock!.get(last) ?? 0);
  const periods: FlowPeriod[] = [];
  for (let month = last; ; month = addMonths(month, -months)) {
    const [end, come] = [stock!.get(month), entrants!.get(month)];
    const begin = stock!.get(addMonths(month, -months));
    const gone =
      leavers!.get(month) ??
      (begin !== undefined && come !== undefined && end !== undefined ? begin + come - end : undefined);
    if (end === undefined || come === undefined || gone === undefined) break;
    const start = addMonths(month, 1 - months);
    const days = daysBetween(start, addMonths(month, 1));
    const exposure = (((begin ?? end) + end) / 2) * days;
    periods.unshift({ start, days, stock: end, entrants: come, leavers: Math.max(0, gone), birthdays: 0, exposure });
  }
  return periods.length > 0 ? { periods, perYear: months === 12 ? 1 : 12 } : null;
}

/** First day after the last month a stock is counted for. */
export const dayAfter = (period: FlowPeriod): string => addDays(period.start, period.days);
