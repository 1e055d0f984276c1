import { bands } from '../../model/bands.ts';
import { daysBetween } from '../../model/calendar.ts';
import { emptyCell, sumCells } from '../assemble.ts';
import type { DemandInput } from '../input.ts';
import { standsStill } from '../movement/movement.ts';
import { movementText } from '../movement/movement-text.ts';
import { bandSplit, trendCell } from '../project-trend.ts';
import type { DemandCell, DemandProjection, MonthSpread } from '../projection.ts';
import type { Spread } from '../simulation/spread.ts';
import { stepsOf } from '../steps.ts';
import { forecastBox } from './box-forecast.ts';
import { countedFlows, dayAfter } from './flow-counts.ts';

/** Paths behind the intervals of counts: cheap enough to draw with every projection. */
const paths = 2000;

/**
 * Children from counts of all of them with the flows of months or years (issue 18): the one-box step, moving as children one by
 * one do, its interval from its own paths. `shares`: each group's part of the last stock, `bandShares` each age band's;
 * they are held. Null where entrants are not counted or nothing is to move.
 */
export function projectFlows(
  input: DemandInput,
  opening: Readonly<Record<string, number>>,
  bandShares: readonly number[],
): DemandProjection | null {
  const counted = countedFlows(input.snapshot);
  const choice = input.movement;
  if (!counted || !choice || standsStill(choice)) return null;
  const steps = stepsOf(input);
  const options = { months: steps.length, paths, seed: 7, choice };
  const last = counted.periods.at(-1)!;
  const made = forecastBox(counted.periods, counted.perYear, steps[0]?.start ?? dayAfter(last), options);
  const now = last.stock;
  const total = Object.values(opening).reduce((sum, value) => sum + value, 0);
  const groups = Object.keys(opening);
  const share = (group: string) => (total > 0 ? (opening[group] ?? 0) / total : 1 / groups.length);
  const previous: Record<string, number> = Object.fromEntries(groups.map((group) => [group, now * share(group)]));
  const first = { ...previous };
  const months = steps.map((step, at) => {
    const { stock, entrants } = made.months[at]!;
    const cells: Record<string, DemandCell> = {};
    for (const group of groups) {
      const flows = { entrants: entrants * share(group), moversIn: 0, moversOut: 0 };
      cells[group] = trendCell(previous[group] ?? 0, stock * share(group), flows, step.days);
      previous[group] = stock * share(group);
    }
    const all = sumCells(Object.values(cells));
    return { start: step.start, end: step.end, total: all, groups: cells, bands: bandSplit(all.stock, bandShares) };
  });
  const exits = made.months[0] ? last.leavers / Math.max(1, last.exposure) : 0;
  return {
    method: counted.perYear === 1 ? 'yearly-flows' : 'monthly-flows',
    dataDate: input.snapshot.dataDate,
    groups,
    opening: first,
    months,
    ownIntervals: {
      ...{ paths, seed: 7 },
      months: made.months.map(({ spread }, at) => spreadOver(spread, groups, share, steps[at]!, exits, at)),
    },
    stayerDays: (_age, group) => {
      let staying = 1;
      return months.map((month) => {
        const cell = month.groups[group] ?? emptyCell();
        const days = daysBetween(month.start, month.end);
        const hazard = cell.childDays > 0 ? cell.leavers / cell.childDays : 0;
        const expected = hazard > 0 ? (staying * -Math.expm1(-hazard * days)) / hazard : staying * days;
        staying *= Math.exp(-hazard * days);
        return expected;
      });
    },
    policyBreak: made.movement.break,
    notes: [
      `No children are held one by one: counts of ${counted.periods.length} ${counted.perYear === 1 ? 'years' : 'months'} of children, entrants and leavers are used, 18th birthdays among the leavers`,
      ...movementText(made.movement, counted.perYear),
      ...(bandShares.every((part) => part === 0) ? ['The counts are not by age, so none is shown by age band'] : []),
      ...(groups.length > 1
        ? [`Each group keeps its part of the children counted last, over ${bands.length} age bands`]
        : []),
    ],
  };
}

/** A group moves with the total, and by chance of its own: of those who came since, or will have gone. */
function spreadOver(
  total: Spread,
  groups: readonly string[],
  share: (group: string) => number,
  step: { days: number },
  exits: number,
  at: number,
): MonthSpread {
  const gone = -Math.expm1(-exits * step.days * (at + 1));
  const each = groups.map((group): [string, Spread] => {
    const part = share(group);
    const mean = total.mean * part;
    const own = 2 * gone * mean * (1 - part);
    const widen = (edge: number, reach: number) => {
      const away = edge * part - mean;
      return Math.max(0, mean + Math.sign(away) * Math.hypot(away, reach * Math.sqrt(own)));
    };
    return [
      group,
      {
        ...{ mean, p50: total.p50 * part, p10: widen(total.p10, 1.2816), p90: widen(total.p90, 1.2816) },
        ...{ low95: widen(total.low95, 1.96), high95: widen(total.high95, 1.96) },
      },
    ];
  });
  return { total, groups: Object.fromEntries(each) };
}
