import { type BandCode, bands } from '../model/bands.ts';
import { dateOfDay, dayNumber, daysBetween } from '../model/calendar.ts';
import { emptyCell, sumCells } from './assemble.ts';
import { type BenchmarkMethod, forecastSeries } from './benchmarks.ts';
import { monthIndexDay, monthIndexOfDay } from './history/month-index.ts';
import { openEnd, type Spans } from './history/spans.ts';
import { stockOn } from './history/stock.ts';
import type { Prepared } from './prepare.ts';
import type { DemandInput } from './project.ts';
import type { DemandCell, DemandMonth, DemandProjection } from './projection.ts';

/** Most months of history a trend looks back on. */
const mostHistory = 60;

/**
 * Month-end stock by group over the months the placements cover whole: from the month after the earliest end held (an
 * extract of current placements knows no earlier leavers) to the last whole month. One row per group, oldest first; and
 * `cells`, month by month, by band and group.
 */
export function stockHistory(
  spans: Spans,
  groups: number,
  dataDate: string,
): { months: string[]; series: number[][]; cells: Float64Array[] } {
  const last = monthIndexOfDay(dayNumber(dataDate) + 1) - 1;
  let earliest = openEnd;
  for (let index = 0; index < spans.count; index += 1) earliest = Math.min(earliest, spans.end[index]!);
  const whole = earliest === openEnd ? last : monthIndexOfDay(earliest) + 1;
  const first = Math.min(last, Math.max(whole, last - mostHistory + 1));
  const months: string[] = [];
  const cells: Float64Array[] = [];
  const series = Array.from({ length: groups }, () => [] as number[]);
  for (let month = first; month <= last; month += 1) {
    const end = dateOfDay(monthIndexDay(month + 1) - 1);
    const stock = stockOn(spans, groups, end);
    months.push(`${end.slice(0, 7)}-01`);
    cells.push(stock);
    for (let group = 0; group < groups; group += 1) {
      let total = 0;
      for (let band = 0; band < bands.length; band += 1) total += stock[band * groups + group]!;
      series[group]!.push(total);
    }
  }
  return { months, series, cells };
}

/** One month of one group under a trend: entrants and moves as given, leavers what is left over, never below nought. */
export function trendCell(
  opening: number,
  stock: number,
  flows: { entrants: number; moversIn: number; moversOut: number },
  days: number,
): DemandCell {
  const { moversIn, moversOut } = flows;
  const entrants = Math.max(flows.entrants, stock - opening - moversIn + moversOut, 0);
  const leavers = opening + entrants + moversIn - moversOut - stock;
  const childDays = ((opening + stock) / 2) * days;
  return { ...emptyCell(), opening, entrants, moversIn, moversOut, leavers, stock, childDays };
}

/** Shares a stock over the bands in fixed proportions; all nought where the proportions are not known. */
export function bandSplit(total: number, shares: readonly number[]): Record<BandCode, number> {
  return Object.fromEntries(bands.map((band, index) => [band.code, total * (shares[index] ?? 0)])) as Record<
    BandCode,
    number
  >;
}

/**
 * A trend of each modelled group's month-end stock, moved by the difference the levers make to the chain. Unmodelled
 * groups stay held. Bands follow the chain's mix of the month. Stayers are those of the chain.
 */
export function projectTrend(
  input: DemandInput,
  prepared: Prepared,
  chain: DemandProjection,
  base: readonly DemandMonth[],
  method: BenchmarkMethod,
): DemandProjection {
  const { dataDate } = input.snapshot;
  const { months: observed, series } = stockHistory(prepared.spans, prepared.groups.length, dataDate);
  const forecasts = prepared.groups.map((_, index) => forecastSeries(method, series[index]!, input.months));
  const previous = new Map<string, number>(Object.entries(chain.opening));
  let floored = false;
  const months = chain.months.map((month, number) => {
    const before = base[number]!;
    const groups: Record<string, DemandCell> = {};
    prepared.groups.forEach((group, index) => {
      const [now, then] = [month.groups[group.code]!, before.groups[group.code]!];
      if (group.modelled === 0) {
        groups[group.code] = now;
        return;
      }
      const wanted = forecasts[index]!.points[number]!.mean + now.stock - then.stock;
      if (wanted < 0) floored = true;
      const stock = Math.max(0, wanted);
      const days = daysBetween(month.start, month.end);
      const opening = previous.get(group.code) ?? 0;
      groups[group.code] = trendCell(opening, stock, now, days);
      previous.set(group.code, stock);
    });
    const total = sumCells(Object.values(groups));
    const mix = bands.map((band) => (month.total.stock > 0 ? month.bands[band.code] / month.total.stock : 0));
    return { start: month.start, end: month.end, total, groups, bands: bandSplit(total.stock, mix) };
  });
  const notes = [
    ...chain.notes,
    `Trend of ${observed.length} month ends from ${observed[0]} to ${observed[observed.length - 1]}; entrants and moves are those of the chain, 18th birthdays are among its leavers`,
  ];
  if (observed.length < 3) notes.push('Fewer than three month ends are held: the trend is the last level');
  if (floored) notes.push('The trend of a group falls below nought: held at nought');
  return { ...chain, method, months, notes };
}
