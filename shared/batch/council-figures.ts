import type { Forecast } from '../model/forecast.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Authority } from './authority.ts';

type Money = { currentBudget: number; outturn: number; variance: number };

/** What one council brings into a region, in pence and children; what cannot be summed over councils is not in it. */
export type RegionalFigures = {
  council: Authority;
  year: string;
  period: number;
  dataDate: string;
  synthetic: boolean;
  total: Money;
  /** By service: placements, staffing, other. */
  services: ({ service: string } & Money)[];
  /** Children at the data date by the name of the placement group; null where none are held one by one. */
  groups: Record<string, number> | null;
  /** Expected children on the last day of each month after it: means may be summed, ranges may not. */
  months: { month: string; children: number }[];
};

/** Reduces a council's forecast to what a region needs. `opening`: children at the data date by group code. */
export function regionalFigures(
  council: Authority,
  snapshot: Snapshot,
  forecast: Forecast,
  opening: Readonly<Record<string, number>> | null,
): RegionalFigures {
  const names = new Map(snapshot.placementGroups.map((group) => [group.code, group.name]));
  const services = new Map<string, Money>();
  for (const { service, currentBudget, outturn, variance } of forecast.lines) {
    const before = services.get(service) ?? { currentBudget: 0, outturn: 0, variance: 0 };
    services.set(service, {
      currentBudget: before.currentBudget + currentBudget,
      outturn: before.outturn + outturn,
      variance: before.variance + variance,
    });
  }
  const groups: Record<string, number> = {};
  for (const [code, children] of Object.entries(opening ?? {})) {
    const name = names.get(code) ?? code;
    groups[name] = (groups[name] ?? 0) + Math.round(children);
  }
  const { year, period, dataDate, synthetic, total } = forecast;
  return {
    ...{ council, year, period, dataDate, synthetic },
    total: { currentBudget: total.currentBudget, outturn: total.outturn, variance: total.variance },
    services: [...services].map(([service, money]) => ({ service, ...money })),
    groups: opening === null ? null : groups,
    months: forecast.placements.months.map(({ month, groups: of }) => ({
      month,
      children: of.reduce((sum, group) => sum + group.stock, 0),
    })),
  };
}
