import { type BandCode, bands } from '../model/bands.ts';
import { dateOfDay, dayNumber, daysBetween } from '../model/calendar.ts';
import { emptyCell, sumCells } from './assemble.ts';
import { type BenchmarkMethod, forecastSeries, intervalOf, type SeriesForecast } from './benchmarks.ts';
import { monthIndexDay, monthIndexOfDay } from './history/month-index.ts';
import { openEnd, type Spans } from './history/spans.ts';
import { stockOn } from './history/stock.ts';
import type { DemandInput } from './input.ts';
import type { Prepared } from './prepared.ts';
import type { DemandCell, DemandMonth, DemandProjection } from './projection.ts';
import type { Spread } from './simulation/spread.ts';

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
  // The total is forecast as one series, as the back-test scores it, and the groups brought to it: each gives way by its own
  // variance (least trace).
  const modelled = prepared.groups.flatMap((group, index) => (group.modelled === 1 ? [index] : []));
  const totals = (series[0] ?? []).map((_, at) => modelled.reduce((sum, index) => sum + series[index]![at]!, 0));
  const total = forecastSeries(method, totals, input.months);
  const means = reconciled(forecasts, modelled, total, input.months);
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
      const wanted = means[index]![number]! + now.stock - then.stock;
      if (wanted < 0) floored = true;
      const stock = Math.max(0, wanted);
      const days = daysBetween(month.start, month.end);
      const opening = previous.get(group.code) ?? 0;
      groups[group.code] = trendCell(opening, stock, now, days);
      previous.set(group.code, stock);
    });
    const all = sumCells(Object.values(groups));
    const mix = bands.map((band) => (month.total.stock > 0 ? month.bands[band.code] / month.total.stock : 0));
    return { start: month.start, end: month.end, total: all, groups, bands: bandSplit(all.stock, mix) };
  });
  const notes = [
    ...chain.notes,
    `Trend of ${observed.length} month ends from ${observed[0]} to ${observed[observed.length - 1]}; entrants and moves are those of the chain, 18th birthdays are among its leavers`,
  ];
  if (observed.length < 3) notes.push('Fewer than three month ends are held: the trend is the last level');
  if (floored) notes.push('The trend of a group falls below zero: held at zero');
  return {
    ...chain,
    // A trend knows of no policy: its own past says where it goes.
    policyBreak: null,
    method,
    months,
    notes,
    ownIntervals: trendIntervals(prepared, months, forecasts, modelled, total),
  };
}

/** Means of the groups, month by month, that add up to the total's forecast. */
function reconciled(
  forecasts: readonly SeriesForecast[],
  modelled: readonly number[],
  total: SeriesForecast,
  months: number,
): number[][] {
  const means = forecasts.map(({ points }) => points.map(({ mean }) => mean));
  for (let at = 0; at < months; at += 1) {
    const gap = total.points[at]!.mean - modelled.reduce((sum, index) => sum + means[index]![at]!, 0);
    const weights = modelled.map((index) => forecasts[index]!.points[at]!.standardError ** 2);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    modelled.forEach((index, place) => {
      means[index]![at]! += gap * (all > 0 ? weights[place]! / all : 1 / modelled.length);
    });
  }
  return means;
}

/** The trend's own intervals about its months, levers in: t quantiles of its standard errors, never under nought. */
function trendIntervals(
  prepared: Prepared,
  months: readonly DemandMonth[],
  forecasts: readonly SeriesForecast[],
  modelled: readonly number[],
  total: SeriesForecast,
): NonNullable<DemandProjection['ownIntervals']> {
  const spread = (mean: number, forecast: SeriesForecast, at: number): Spread => {
    const edge = (coverage: number) => {
      const { high, low } = intervalOf(forecast, at + 1, coverage);
      return (high - low) / 2;
    };
    const [eighty, wide] = [edge(0.8), edge(0.95)];
    const down = (reach: number) => Math.max(0, mean - reach);
    return { mean, p50: mean, p10: down(eighty), p90: mean + eighty, low95: down(wide), high95: mean + wide };
  };
  const still = (mean: number): Spread => ({ mean, p10: mean, p50: mean, p90: mean, low95: mean, high95: mean });
  return {
    ...{ paths: 0, seed: 0 },
    months: months.map((month, at) => ({
      total: spread(month.total.stock, total, at),
      groups: Object.fromEntries(
        prepared.groups.map(({ code }, index) => {
          const { stock } = month.groups[code]!;
          return [code, modelled.includes(index) ? spread(stock, forecasts[index]!, at) : still(stock)];
        }),
      ),
    })),
  };
}
