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
  const p = (change.probabilityPercent ?? pressure.probabilityPercent) / 100;
  const factor = change.impactFactor ?? 1;
  const mitigation = mitigations
    .filter((row) => row.year === pressure.year && row.pressureReference === pressure.reference)
    .reduce((total, row) => total + p * (row.successPercent / 100) * row.amountPence, 0);
  const worst = Math.max(pressure.minimumPence, pressure.likelyPence, pressure.maximumPence) * factor;
  return { expected: p * meanImpact(pressure) * factor - mitigation, worst, mitigation };
}

/**
 * A year's amount spread evenly over the months from its start period; what falls in periods up to `period` is already
 * in the actuals and is left out, so that it is never counted twice. Twelve months, the unit of `amount`.
 */
export function futureMonths(amount: number, startPeriod: number, period: number): number[] {
  const length = 13 - startPeriod;
  return Array.from({ length: 12 }, (_, index) =>
    index + 1 >= startPeriod && index + 1 > period ? amount / length : 0,
  );
}
