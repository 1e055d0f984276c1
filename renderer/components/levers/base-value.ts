import { formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

/**
 * What the lever's number would be with nothing assumed, in the lever's own unit. For levers that replace a value of a
 * register (a delay, a probability) it is that value; for those that add to one it is the neutral nought.
 */
export function baseValue(lever: Lever, snapshot: Snapshot, year: string, base: Forecast | null): number {
  const { neutral, replaced } = leverDefinitions[lever.kind];
  return replaced?.(lever, snapshot, year, base) ?? neutral;
}

/** The lever's number with its unit: `+8.0 %`, `2 a month`, `£250,000`. */
export function valueText(lever: Pick<Lever, 'kind'>, value: number): string {
  const information = leverDefinitions[lever.kind];
  if (information.unit === '£') return sayMoney(value * 100);
  const places = information.step < 0.1 ? 2 : information.step < 1 ? 1 : 0;
  const sign = value > 0 && information.minimum < 0 ? '+' : '';
  return `${sign}${formatNumber(value, places)} ${information.unit}`;
}
