import { formatNumber, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { type Lever, leverKindInformation } from '../../../shared/model/lever.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

/**
 * What the lever's number would be with nothing assumed, in the lever's own unit. For levers that replace a value of a
 * register (a delay, a probability) it is that value; for those that add to one it is the neutral nought.
 */
export function baseValue(lever: Lever, snapshot: Snapshot, year: string, base: Forecast | null): number {
  const neutral = leverKindInformation[lever.kind].neutral;
  if (lever.kind === 'pressure-probability') {
    const pressure = snapshot.pressures.find((row) => row.year === year && row.reference === lever.reference);
    return pressure?.probabilityPercent ?? neutral;
  }
  if (lever.kind === 'saving-delivery') {
    const saving = snapshot.savings.find((row) => row.year === year && row.reference === lever.reference);
    const forecast = base?.savings.rows.find((row) => row.reference === lever.reference);
    if (saving?.deliveryPercent != null) return saving.deliveryPercent;
    return forecast && forecast.planned !== 0 ? Math.round((100 * forecast.expected) / forecast.planned) : neutral;
  }
  if (lever.kind === 'saving-ramp') {
    const saving = snapshot.savings.find((row) => row.year === year && row.reference === lever.reference);
    return saving?.rampMonths ?? neutral;
  }
  return neutral;
}

/** The lever's number with its unit: `+8.0 %`, `2 a month`, `£250,000`. */
export function valueText(lever: Pick<Lever, 'kind'>, value: number): string {
  const information = leverKindInformation[lever.kind];
  if (information.unit === '£') return sayMoney(value * 100);
  const places = information.step < 0.1 ? 2 : information.step < 1 ? 1 : 0;
  const sign = value > 0 && information.minimum < 0 ? '+' : '';
  return `${sign}${formatNumber(value, places)} ${information.unit}`;
}
