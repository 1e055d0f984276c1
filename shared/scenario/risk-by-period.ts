import type { Forecast } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import { orderStatistic } from './risk.ts';

/** Where the cumulative variance may stand at the end of a period still to come, pence: 50 % and 80 % ranges. */
export type PeriodRange = { period: number; p10: Pence; p25: Pence; p50: Pence; p75: Pence; p90: Pence };

/** Cumulative outturn less cumulative budget at the end of each of the twelve periods, pence. */
export function cumulativeVariance(made: Forecast): Pence[] {
  let level = 0;
  return made.total.months.map((pence, index) => {
    level += pence - (made.total.budgetMonths[index] ?? 0);
    return level;
  });
}

/**
 * The ranges of the cumulative variance period by period (docs/model.md §13). It is the draw of the year's end followed on
 * its way: each draw keeps its demand path, prices, savings and pressures, and what each adds falls in the months in which
 * the forecast has it. The range of P12 is therefore that of the outturn, to the bit.
 * @param periods all draws at the end of each period to come
 */
export function rangesOf(made: Forecast, periods: readonly Float64Array[]): PeriodRange[] {
  if (made.period >= 12) return [];
  return periods.map((draws, index) => {
    const sorted = Float64Array.from(draws).sort();
    const at = (share: number) => orderStatistic(sorted, share);
    return { period: made.period + 1 + index, p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) };
  });
}
