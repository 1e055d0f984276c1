/** Contracts: value, price of a place, and when notice must be given (docs/model.md §20). */
import { unitsOn } from '../demand/levers/capacity.ts';
import { type CivilDate, sameDay } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { CapacityUnit, SupplierContract } from '../model/registers.ts';

export type ContractState = {
  reference: string;
  supplier: string;
  service: string;
  route: SupplierContract['route'];
  annual: Pence;
  places: number | null;
  /** Annual value ÷ places ÷ 52.18 weeks (365.25 ÷ 7): what a place costs whether it is used or not. */
  placeWeek: Pence | null;
  from: CivilDate;
  to: CivilDate | null;
  /** First day after the last option year. */
  latestEnd: CivilDate | null;
  noticeBy: CivilDate | null;
  state: 'running' | 'ended' | 'not begun';
  /** What the unit it names holds otherwise: places or yearly cost. */
  differs: string | null;
};

const weeks = 365.25 / 7;

/** Contracts as they stand on a day, the next notice first. */
export function contractStates(
  contracts: readonly SupplierContract[],
  units: readonly CapacityUnit[],
  on: CivilDate,
): ContractState[] {
  const open = new Map(unitsOn(units, on).map((unit) => [unit.code, unit]));
  return contracts
    .map((row): ContractState => {
      const unit = row.unitCode === null ? undefined : open.get(row.unitCode);
      const places = row.places ?? unit?.places ?? null;
      return {
        ...{ reference: row.reference, supplier: row.supplier, service: row.service, route: row.route },
        ...{ annual: row.annualPence, places, from: row.from, to: row.to },
        placeWeek: places ? Math.round(row.annualPence / places / weeks) : null,
        latestEnd: row.to && sameDay(row.to, row.optionYears * 12),
        noticeBy: row.to && row.noticeMonths !== null ? sameDay(row.to, -row.noticeMonths) : null,
        state: on < row.from ? 'not begun' : row.to !== null && row.to <= on ? 'ended' : 'running',
        differs: unit ? differenceOf(row, unit) : row.unitCode === null ? null : `no unit ${row.unitCode} on this day`,
      };
    })
    .sort((a, b) => (a.noticeBy ?? '9').localeCompare(b.noticeBy ?? '9') || a.reference.localeCompare(b.reference));
}

function differenceOf(row: SupplierContract, unit: CapacityUnit): string | null {
  if (row.places !== null && row.places !== unit.places) return `the unit has ${unit.places} places`;
  return row.annualPence === unit.annualCostPence ? null : 'the unit’s yearly cost is another';
}
