/** An activity carried forward: its volume and its price, each with its own doubt (docs/model.md §22). */
import { forecastSeries } from '../demand/benchmarks.ts';
import { studentQuantile } from '../demand/distributions.ts';
import { effectOf } from '../levers/definitions.ts';
import { addMonths, type CivilDate } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import type { Pence } from '../model/money.ts';
import { strengthOn } from '../scenario/finance-levers.ts';
import type { ActivityLine } from './activity.ts';

export type ActivityAhead = {
  from: CivilDate;
  months: number;
  volume: number;
  /** False where no price is held: then only the volume is projected. */
  priced: boolean;
  price: Pence;
  /** volume × price; low and high hold 80 %, where three periods or more are held. */
  amount: Pence;
  low: Pence | null;
  high: Pence | null;
};

/**
 * The next periods of an activity: volume and price by their own linear trend where three periods or more are held, else
 * at their last level with no interval. The amount's variance is p²·var(v) + v²·var(p) + var(v)·var(p): volume and price
 * are taken to move apart. Levers of activity and price on its line act from their dates.
 */
export function projectActivity(line: ActivityLine, periods: number, levers: readonly Lever[] = []): ActivityAhead[] {
  const last = line.periods.at(-1);
  if (!last) return [];
  const enough = line.periods.length >= 3;
  const priced = line.periods.every((period) => period.priced);
  const method = enough ? 'linear' : 'naive';
  const volumes = forecastSeries(
    method,
    line.periods.map(({ volume }) => volume),
    periods,
  );
  const prices = forecastSeries(
    method,
    line.periods.map(({ price }) => price),
    periods,
  );
  const acting = levers.filter((lever) => lever.on && lever.reference !== null && lever.reference === line.lineCode);
  const reach = enough ? studentQuantile(0.9, volumes.degrees) : 0;
  return Array.from({ length: periods }, (_, at) => {
    const from = addMonths(last.from, last.months * (at + 1));
    const factor = (part: 'volume' | 'price') =>
      acting
        .filter((lever) => partOf(lever) === part)
        .reduce((product, lever) => product * Math.max(0, 1 + (lever.value / 100) * strengthOn(lever, from)), 1);
    const [f, g] = [factor('volume'), factor('price')];
    const [v, p] = [volumes.points[at]!, prices.points[at]!];
    const [volume, price] = [Math.max(0, v.mean) * f, Math.max(0, p.mean) * g];
    const [a, b] = [v.standardError * f, p.standardError * g];
    const error = reach * Math.sqrt((price * a) ** 2 + (volume * b) ** 2 + (a * b) ** 2);
    const amount = volume * price;
    return {
      ...{ from, months: last.months, volume, priced, price, amount },
      low: enough && priced ? Math.max(0, amount - error) : null,
      high: enough && priced ? amount + error : null,
    };
  });
}

/** What of an activity a lever changes; null where it changes none. */
function partOf(lever: Lever): 'volume' | 'price' | null {
  const effect = effectOf(lever);
  return effect.on === 'activity' ? effect.part : null;
}
