import { addDays, addMonths, dayNumber, monthStart } from '../../model/calendar.ts';
import { eachFlow } from './flows.ts';
import type { Spans } from './spans.ts';
import { stockOn, type UascChoice, wanted } from './stock.ts';

/** closing − (opening + entrants − leavers): what published flows leave unexplained. Case DEM-01. */
export function flowResidual(opening: number, entrants: number, leavers: number, closing: number): number {
  return closing - (opening + entrants - leavers);
}

export type FlowCell = {
  opening: number;
  entrants: number;
  moversIn: number;
  moversOut: number;
  leavers: number;
  birthdays: number;
  closing: number;
  /** closing − (opening + entrants + movers in − movers out − leavers − birthdays); shown, never hidden. */
  residual: number;
};
export type FlowMonth = { month: string; total: FlowCell; groups: FlowCell[] };

/**
 * Opening, flows and closing of every month from the month of `from` to that of `to` (docs/model.md §2), in total and by
 * group in the order of `groups`. Stock is counted from the spans and flows from their ends, each on its own, so that
 * the residual is a real check.
 */
export function reconcile(
  spans: Spans,
  groups: number,
  from: string,
  to: string,
  uasc: UascChoice = 'all',
): FlowMonth[] {
  const months: FlowMonth[] = [];
  const end = addMonths(to, 1);
  const firstDays: number[] = [];
  let stock = perGroup(stockOn(spans, groups, addDays(monthStart(from), -1), uasc), groups);
  for (let month = monthStart(from); month < end; month = addMonths(month, 1)) {
    const closing = perGroup(stockOn(spans, groups, addDays(addMonths(month, 1), -1), uasc), groups);
    const cells = stock.map((opening, group) => ({ ...emptyCell(), opening, closing: closing[group] ?? 0 }));
    months.push({ month, total: emptyCell(), groups: cells });
    firstDays.push(dayNumber(month));
    stock = closing;
  }
  const lastDay = dayNumber(end) - 1;
  eachFlow(spans, lastDay, (kind, index, day, left, joined) => {
    if (!wanted(spans, index, uasc)) return;
    let at = firstDays.length - 1;
    while (at >= 0 && firstDays[at]! > day) at -= 1;
    const month = months[at];
    if (!month) return;
    if (kind === 'entrant') month.groups[joined]!.entrants += 1;
    else if (kind === 'leaver') month.groups[left]!.leavers += 1;
    else if (kind === 'birthday') month.groups[left]!.birthdays += 1;
    else {
      month.groups[left]!.moversOut += 1;
      month.groups[joined]!.moversIn += 1;
    }
  });
  for (const month of months) {
    for (const cell of [...month.groups, month.total]) {
      if (cell === month.total) for (const part of month.groups) addCell(cell, part);
      cell.residual =
        cell.closing - (cell.opening + cell.entrants + cell.moversIn - cell.moversOut - cell.leavers - cell.birthdays);
    }
  }
  return months;
}

function emptyCell(): FlowCell {
  return { opening: 0, entrants: 0, moversIn: 0, moversOut: 0, leavers: 0, birthdays: 0, closing: 0, residual: 0 };
}

function addCell(into: FlowCell, part: FlowCell): void {
  for (const key of Object.keys(into) as (keyof FlowCell)[]) into[key] += part[key];
}

function perGroup(stock: Float64Array, groups: number): number[] {
  const result = new Array<number>(groups).fill(0);
  stock.forEach((value, cell) => {
    result[cell % groups]! += value;
  });
  return result;
}
