import type { CapacityUnit } from '../model/registers.ts';
import { unitsOn } from './levers/capacity.ts';
import type { DemandProjection } from './projection.ts';

/**
 * Approved places shared into filled, unavailable and vacant (case SUF-02): what the three leave unexplained, and
 * occupancy of all places and of those available, in per cent.
 */
export function placesWaterfall(places: { approved: number; filled: number; unavailable: number; vacant: number }) {
  const { approved, filled, unavailable, vacant } = places;
  const sum = filled + unavailable + vacant;
  const available = approved - unavailable;
  return {
    sum,
    unexplained: approved - sum,
    occupancyPercent: approved > 0 ? (filled / approved) * 100 : null,
    usableOccupancyPercent: available > 0 ? (filled / available) * 100 : null,
  };
}

/** Month-end households from an opening count, approvals and closures. Case SUF-03. */
export function rollForward(opening: number, approvals: readonly number[], closures: readonly number[]): number[] {
  let level = opening;
  return approvals.map((approved, month) => {
    level += approved - (closures[month] ?? 0);
    return level;
  });
}

/**
 * How a printed row lies against a roll-forward (case SUF-03): 0 = agrees; 1 = every figure is the closing of the month
 * before, so the row must be shifted left by one; −1 = it is that of the month after; null = differs otherwise. An
 * overlap of under three months tells nothing.
 */
export function rowShift(printed: readonly number[], computed: readonly number[]): -1 | 0 | 1 | null {
  for (const shift of [0, -1, 1] as const) {
    const pairs = printed.flatMap((value, month) => {
      const other = computed[month - shift];
      return other === undefined ? [] : [value === other];
    });
    if (pairs.length >= 3 && pairs.every((same) => same)) return shift;
  }
  return null;
}

export type CapacityMonth = {
  month: string;
  group: string;
  children: number;
  places: number;
  /** Places that can be used: places × utilisation, 100 % where none is given. */
  usable: number;
  /** children − usable: above nought, places are short; below, they stand empty. */
  gap: number;
};

/** The sufficiency gap of every group that has homes, flats, foster or block places, month by month. */
export function sufficiencyGap(projection: DemandProjection, units: readonly CapacityUnit[]): CapacityMonth[] {
  const groups = projection.groups.filter((group) => units.some((unit) => unit.groupCode === group));
  return projection.months.flatMap((month) => {
    const open = unitsOn(units, month.start);
    return groups.map((group) => {
      const own = open.filter((unit) => unit.groupCode === group);
      const places = own.reduce((sum, unit) => sum + unit.places, 0);
      const usable = own.reduce((sum, unit) => sum + (unit.places * (unit.utilisationPercent ?? 100)) / 100, 0);
      const children = month.groups[group]?.stock ?? 0;
      return { month: month.start, group, children, places, usable, gap: children - usable };
    });
  });
}
