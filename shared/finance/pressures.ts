import type { Pence } from '../model/money.ts';
import type { Mitigation, Pressure } from '../model/registers.ts';

/**
 * Impact of a pressure, pence: the mean of its triangular distribution (low + likely + high) ÷ 3, so that the expected
 * value here is the mean of the simulation; where the three are not in order, the likely value alone.
 */
export function meanImpact(pressure: Pick<Pressure, 'minimumPence' | 'likelyPence' | 'maximumPence'>): Pence {
  const { minimumPence: low, likelyPence: likely, maximumPence: high } = pressure;
  return low <= likely && likely <= high ? (low + likely + high) / 3 : likely;
}

export type PressureValue = { expected: number; worst: number; mitigation: number };

/**
 * Expected = p·impact − Σ p·q·mitigation; worst = the highest impact with no mitigation; fractional pence. Probability
 * and success are per cent. A mitigation acts only when its pressure occurs. Source: docs/model.md §9.
 */
export function pressureValue(
  pressure: Pressure,
  mitigations: readonly Mitigation[],
  change: { probabilityPercent?: number; impactFactor?: number } = {},
): PressureValue {
  const p = Math.min(100, Math.max(0, change.probabilityPercent ?? pressure.probabilityPercent)) / 100;
  const factor = change.impactFactor ?? 1;
  const mitigation = mitigations
    .filter((row) => row.year === pressure.year && row.pressureReference === pressure.reference)
    .reduce((total, row) => total + p * (Math.min(100, Math.max(0, row.successPercent)) / 100) * row.amountPence, 0);
  const worst = Math.max(pressure.minimumPence, pressure.likelyPence, pressure.maximumPence) * factor;
  return { expected: p * meanImpact(pressure) * factor - mitigation, worst, mitigation };
}

/**
 * How a pressure falls over the months still to come, as parts of its year: evenly from its start period. What falls in
 * months that are closed is in the actuals already and left out, so that it is never counted twice; unless its arrears are
 * still to come (a pay award that is backdated), when they fall in the first month that is open.
 * @param open whether a period is still to be forecast
 */
export function monthsToCome(
  pressure: Pick<Pressure, 'startPeriod' | 'arrears'>,
  open: (period: number) => boolean,
): number[] {
  const length = 13 - pressure.startPeriod;
  const months = new Array<number>(12).fill(0);
  const first = months.findIndex((_, at) => open(at + 1));
  for (let period = pressure.startPeriod; period <= 12; period += 1) {
    const at = open(period) ? period - 1 : pressure.arrears === 1 ? first : -1;
    if (at >= 0) months[at]! += 1 / length;
  }
  return months;
}
