/** Places needed against places there will be, by group or type, band and date (docs/model.md §20). */
import { unitsOn } from '../demand/levers/capacity.ts';
import type { DemandProjection } from '../demand/projection.ts';
import { type BandCode, bands } from '../model/bands.ts';
import { addDays, type CivilDate } from '../model/calendar.ts';
import type { CapacityUnit, PlacementGroup } from '../model/registers.ts';
import type { CountRange } from './predict-count.ts';
import { type DatedProject, type ProgrammePlaces, programmePlaces } from './programme.ts';

/** One group at the end of one month. `gap` = children − usable places − expected programme: above nought, short. */
export type GapCell = {
  group: string;
  on: CivilDate;
  children: number;
  /** 80 % of the paths, where they were run. */
  low: number | null;
  high: number | null;
  places: number;
  usable: number;
  programme: ProgrammePlaces;
  gap: number;
};

/** The gap of every group with places of its own or in the programme, at the end of each month asked for. */
export function gapByGroup(
  projection: DemandProjection,
  units: readonly CapacityUnit[],
  projects: readonly DatedProject[],
  ends: readonly CivilDate[],
): GapCell[] {
  const groups = projection.groups.filter(
    (group) => units.some((unit) => unit.groupCode === group) || projects.some(({ row }) => row.groupCode === group),
  );
  return ends.flatMap((on) => {
    const at = projection.months.findIndex(({ end }) => addDays(end, -1) === on);
    const month = projection.months[at];
    if (!month) return [];
    const open = unitsOn(units, on);
    return groups.map((group): GapCell => {
      const own = open.filter((unit) => unit.groupCode === group);
      const usable = own.reduce((sum, unit) => sum + (unit.places * (unit.utilisationPercent ?? 100)) / 100, 0);
      const programme = programmePlaces(projects, group, on);
      const children = month.groups[group]?.stock ?? 0;
      const spread = projection.ownIntervals?.months[at]?.groups[group];
      return {
        ...{ group, on, children, low: spread?.p10 ?? null, high: spread?.p90 ?? null },
        places: own.reduce((sum, unit) => sum + unit.places, 0),
        ...{ usable, programme, gap: children - usable - programme.expected },
      };
    });
  });
}

/** Children of each band now and at the end of a month: the demand whose places must fit the age. */
export function growthByBand(projection: DemandProjection, now: Record<BandCode, number>, on: CivilDate) {
  const month = projection.months.find(({ end }) => addDays(end, -1) === on);
  return bands.map(({ code, label }) => {
    const then = month?.bands[code] ?? null;
    return { band: code, label, now: now[code], then, growth: then === null ? null : then - now[code] };
  });
}

/**
 * What a type needs by a date: growth of its children, and a place for each request that went elsewhere in a year like
 * the last; against what the programme opens. need = growth + unmet; gap = need − opening.
 */
export type TypeNeed = {
  type: PlacementGroup['careType'];
  growth: number;
  unmet: number;
  unmetRange: CountRange | null;
  need: number;
  opening: ProgrammePlaces;
  gap: number;
};

export function needOf(
  type: PlacementGroup['careType'],
  growth: number,
  unmet: number,
  unmetRange: CountRange | null,
  opening: ProgrammePlaces,
): TypeNeed {
  const need = growth + unmet;
  return { type, growth, unmet, unmetRange, need, opening, gap: need - opening.expected };
}
