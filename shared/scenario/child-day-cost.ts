import type { DemandProjection } from '../demand/projection.ts';
import { daysBetween, periodOf, yearOf } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import { sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { asClosed } from './ledger.ts';
import { lineFinder, yearLines } from './line-forecast.ts';
import { placementsForecast } from './placement-forecast.ts';
import { prepareSnapshot } from './prepare.ts';

/**
 * What one child-day more or fewer costs the outturn in each group of a projection, fractional pence: between some
 * children more and as many fewer all through the months ahead, at starter prices with their levers, after free places
 * and partners' contributions; nought for a group whose line is forecast in another way (docs/model.md §7, §13).
 * @param spread children more or fewer, by group, 1 where it is not said: as far as the paths spread, because free places
 * take the first few
 */
export function childDayCosts(
  snapshot: Snapshot,
  asked: Scenario,
  demand: DemandProjection,
  spread: Readonly<Record<string, number>> = {},
): Record<string, Pence> {
  const scenario = asClosed(snapshot, asked);
  const prepared = prepareSnapshot(snapshot);
  const lineOf = lineFinder(snapshot, yearLines(snapshot, scenario.year));
  const ahead = demand.months.filter(
    ({ start }) => yearOf(start) === scenario.year && periodOf(start) > scenario.period,
  );
  const days = sum(ahead.map(({ start, end }) => daysBetween(start, end)));
  const cost = (group: string, children: number) => {
    const months = demand.months.map((month) => {
      const cell = month.groups[group];
      if (!cell) return month;
      const childDays = Math.max(0, cell.childDays + children * daysBetween(month.start, month.end));
      return { ...month, groups: { ...month.groups, [group]: { ...cell, childDays } } };
    });
    const { forecast } = placementsForecast(
      prepared,
      scenario,
      { ...demand, months },
      (code, unit) => lineOf(code, unit) !== null,
    );
    return forecast.committed + forecast.projected + forecast.contributions;
  };
  return Object.fromEntries(
    demand.groups.map((group) => {
      const children = spread[group] ?? 1;
      return [
        group,
        days === 0 || children === 0 ? 0 : (cost(group, children) - cost(group, -children)) / (2 * children * days),
      ];
    }),
  );
}
