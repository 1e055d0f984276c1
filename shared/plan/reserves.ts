import { reserve as reserveOf } from '../finance/contract-sum.ts';
import type { YearLabel } from '../model/calendar.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PlanReserve } from './plan-types.ts';

/** Low and high of a placements reserve, per cent of gross placement cost, where none is stated. Source: case BUD-04. */
export const placementReservePercent = { low: 10, high: 15 } as const;

/**
 * Each reserve in a year: opening + paid in − used = closing, the opening being the closing of the year before. Years
 * before its opening year are left out. Whole pence.
 * @param grossPlacements gross cost of placements in the year, for the target of a placements reserve
 */
export function reservesOf(
  snapshot: Pick<Snapshot, 'reserves' | 'reserveMovements'>,
  year: YearLabel,
  grossPlacements: number,
): PlanReserve[] {
  return snapshot.reserves
    .filter((reserve) => reserve.openingYear <= year)
    .map((reserve) => {
      const own = snapshot.reserveMovements.filter(
        (row) => row.reserveCode === reserve.code && row.year >= reserve.openingYear && row.year <= year,
      );
      const before = own.filter((row) => row.year < year).map((row) => row.amountPence);
      const now = own.filter((row) => row.year === year).map((row) => row.amountPence);
      const opening = reserve.openingPence + sum(before);
      const paidIn = sum(now.filter((amount) => amount > 0));
      const used = -sum(now.filter((amount) => amount < 0));
      const at = (percent: number) => roundHalfAway(reserveOf(grossPlacements, percent, 0).amount);
      const stated = reserve.targetPercent;
      return {
        code: reserve.code,
        name: reserve.name,
        opening,
        paidIn,
        used: used === 0 ? 0 : used,
        closing: opening + sum(now),
        target:
          reserve.purpose === 'placements'
            ? { low: at(stated ?? placementReservePercent.low), high: at(stated ?? placementReservePercent.high) }
            : null,
      };
    });
}
