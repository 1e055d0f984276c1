import type { Forecast } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import { drawComponents, drawnPaths, orderStatistic, type RiskInput } from './risk.ts';

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
 * The ranges of the cumulative variance period by period (docs/model.md §13). It is the draw of the year's end followed
 * on its way: each draw keeps its demand path, price level, savings and pressures, and what each adds falls in the
 * months in which the forecast has it. The range of P12 is therefore that of the outturn, to the bit. @param demand one
 * list of path deviations (pence, cumulative) a period to come, in order; empty holds demand
 */
export function rangesByPeriod(made: Forecast, input: RiskInput, demand: readonly Float64Array[]): PeriodRange[] {
  const ahead = Array.from({ length: Math.max(0, 12 - made.period) }, (_, index) => made.period + 1 + index);
  const central = cumulativeVariance(made);
  const totals = ahead.map((at) =>
    new Float64Array(input.draws).fill(at === 12 ? input.centralVariance : central[at - 1]!),
  );
  const paths = demand[0]?.length ?? 0;
  if (paths > 0) {
    const drawn = drawnPaths(input.seed, input.draws, paths);
    totals.forEach((total, index) => {
      const deviations = demand[index]!;
      for (let draw = 0; draw < total.length; draw += 1) total[draw]! += deviations[drawn[draw]!]!;
    });
  }
  drawComponents(input, (added, months) => {
    const shares = cumulativeShares(months, ahead.length);
    totals.forEach((total, index) => {
      const share = shares[index]!;
      if (share !== 0) for (let draw = 0; draw < total.length; draw += 1) total[draw]! += added[draw]! * share;
    });
  });
  return ahead.map((period, index) => {
    const sorted = totals[index]!.sort();
    const at = (share: number) => orderStatistic(sorted, share);
    return { period, p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) };
  });
}

/** Part fallen by the end of each period, the last exactly 1. Weights that come to nothing fall in the last period. */
function cumulativeShares(weights: readonly number[] | undefined, periods: number): number[] {
  const all = sum(weights ?? []);
  let fallen = 0;
  return Array.from({ length: periods }, (_, index) => {
    fallen += weights?.[index] ?? 0;
    return index === periods - 1 ? 1 : all === 0 ? 0 : fallen / all;
  });
}
