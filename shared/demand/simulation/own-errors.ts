import type { Movement } from '../movement/movement.ts';
import type { Spread } from './spread.ts';

/** What widths are multiplied by, and the independent past errors that say so. */
export type WidthAdjustment = { factor: number; errors: number };

/** Independent errors that the width foreseen itself counts for. */
const foreseen = 2;
/** Standard deviations between P10 and P90 of a normal distribution. */
const decileWidth = 2.563;
/** Past starts stand three months apart: forecasts of the same months are one error. */
const monthsApart = 3;
/** No width changes by more than this factor, whatever a few errors say. */
const most = 2;

/**
 * Conformal adjustment (issue 18; after Vovk, Gammerman and Shafer 2005, scaled and not by rank, for the errors are few): the mean
 * square of the forecast's own past errors 6, 12 and 24 months ahead over the variance its paths foresee there, shrunk to
 * one by the number of errors that do not overlap. Null without errors. `totals`: spread of the total, month by month.
 */
export function widthAdjustment(
  errors: Movement['errors'],
  totals: readonly { total: Spread }[],
): WidthAdjustment | null {
  let [sum, count] = [0, 0];
  for (const ahead of new Set(errors.map((one) => one.ahead))) {
    const total = totals[ahead - 1]?.total;
    const own = errors.filter((one) => one.ahead === ahead);
    const deviation = total && total.mean > 0 ? (total.p90 - total.p10) / decileWidth / total.mean : 0;
    if (!(deviation > 0)) continue;
    const square = own.reduce((all, { error }) => all + error * error, 0) / own.length / deviation ** 2;
    const independent = (own.length * monthsApart) / ahead;
    sum += independent * Math.min(square, most * most);
    count += independent;
  }
  if (!(count > 0)) return null;
  const factor = Math.sqrt((foreseen + sum) / (foreseen + count));
  return { factor: Math.max(1 / most, factor), errors: Math.round(count) };
}

/** A spread made wider or narrower about its mean; no number of children is under nought. */
export function widened(spread: Spread, factor: number): Spread {
  const at = (edge: number) => Math.max(0, spread.mean + (edge - spread.mean) * factor);
  const { mean, p10, p50, p90, low95, high95 } = spread;
  return { mean, p10: at(p10), p50: at(p50), p90: at(p90), low95: at(low95), high95: at(high95) };
}
