import { bands } from '../model/bands.ts';
import { daysBetween } from '../model/calendar.ts';
import { constantNote, emptyCell, sumCells } from './assemble.ts';
import type { StepPlan } from './chain.ts';
import { preparedFromCounts } from './history/count-rates.ts';
import { monthlyFlow, monthsInBand } from './history/monthly-flow.ts';
import type { DemandInput } from './input.ts';
import { leverPlan } from './levers/demand.ts';
import { actingLevers } from './levers/recruitment.ts';
import { basePlan } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import type { DemandCell, DemandMonth, DemandProjection } from './projection.ts';
import { type Step, stepsOf } from './steps.ts';

const noAgeing = monthsInBand.map(() => Number.POSITIVE_INFINITY);

/**
 * The monthly step of case FLOW-04, where only counts by band and group are held (docs/model.md §4). Levers act as on
 * the chain: they change rates and entrants, and children they move on go before the month's own leavers and movers.
 * 18th birthdays are among the leavers. `null` where the counts do not reach for it (see `preparedFromCounts`).
 */
export function projectMonthly(input: DemandInput): DemandProjection | null {
  const found = preparedFromCounts(input);
  if (!found) return null;
  const { prepared } = found;
  const size = prepared.rates.groups.length;
  const { levers, notes: idle } = actingLevers(input.levers, input.snapshot);
  const under = levers.length > 0 ? leverPlan(prepared, levers, input.snapshot) : null;
  let population = prepared.opening;
  const months = stepsOf(input).map((step, number) => {
    const matrices = (rates: Float64Array, band: number) => prepared.cache(rates, band, step.days);
    const plan = under ? under.plan({ step, number, population, matrices }) : basePlan(prepared, step);
    const { month, closing } = stepMonth(prepared, population, step, plan);
    population = spreadOverAges(closing, size);
    return month;
  });
  const groups = prepared.groups.map((group) => group.code);
  return {
    method: 'monthly-step',
    dataDate: input.snapshot.dataDate,
    groups,
    opening: Object.fromEntries(groups.map((code) => [code, months[0]?.groups[code]?.opening ?? 0])),
    months,
    stayerDays: (_age, group) => stayerDays(months, group),
    notes: [
      ...found.notes,
      ...idle.map(({ text }) => text),
      ...constantNote(prepared, input.snapshot.dataDate),
      ...(under?.notes() ?? []).map(({ text }) => text),
    ],
    leverNotes: under?.notes() ?? [],
  };
}

function countsOf(population: Float64Array, size: number): number[][] {
  return bands.map(({ fromMonth, toMonth }) =>
    Array.from({ length: size }, (_, group) => {
      let children = 0;
      for (let age = fromMonth; age < toMonth; age += 1) children += population[age * size + group]!;
      return children;
    }),
  );
}

/** Children of a band evenly over its months of age: all that counts can say. */
function spreadOverAges(counts: readonly (readonly number[])[], size: number): Float64Array<ArrayBuffer> {
  const population = new Float64Array(bands.at(-1)!.toMonth * size);
  bands.forEach(({ fromMonth, toMonth }, band) => {
    for (let age = fromMonth; age < toMonth; age += 1)
      for (let group = 0; group < size; group += 1)
        population[age * size + group] = counts[band]![group]! / (toMonth - fromMonth);
  });
  return population;
}

function stepMonth(
  prepared: Prepared,
  population: Float64Array,
  step: Step,
  plan: StepPlan,
): { month: DemandMonth; closing: number[][] } {
  const size = prepared.rates.groups.length;
  const cells = prepared.rates.groups.map(() => emptyCell());
  const counts = countsOf(population, size);
  cells.forEach((cell, group) => {
    cell.opening = counts.reduce((sum, row) => sum + row[group]!, 0);
  });
  for (const { band, from, to, perDay } of plan.forced) {
    const moved = Math.min(perDay * step.days, counts[band]![from]!);
    counts[band]![from]! -= moved;
    if (to < 0) cells[from]!.leavers += moved;
    else {
      counts[band]![to]! += moved;
      cells[from]!.moversOut += moved;
      cells[to]!.moversIn += moved;
    }
  }
  const rate = (band: number, from: number, to: number) =>
    plan.rates[(band * size + from) * (size + 1) + to]! * step.days;
  const perCell = <T>(make: (band: number, group: number) => T) =>
    bands.map((_, band) => prepared.rates.groups.map((_code, group) => make(band, group)));
  const entrants = perCell((band, group) => plan.entrants[band * size + group]! * step.days);
  const flow = monthlyFlow({
    opening: counts,
    exits: perCell((band, group) => rate(band, group, size)),
    moves: perCell((band, from) => prepared.rates.groups.map((_, to) => (to === from ? 0 : rate(band, from, to)))),
    entrants,
    bandMonths: step.ageing ? monthsInBand : noAgeing,
  });
  cells.forEach((cell, group) => {
    for (let band = 0; band < bands.length; band += 1) {
      cell.entrants += entrants[band]![group]!;
      cell.leavers += flow.leavers[band]![group]!;
      cell.stock += flow.closing[band]![group]!;
    }
    cell.leavers += flow.agedOutOf[group]!;
    flow.moved.forEach((row, from) => {
      cell.moversIn += row[group]!;
      if (from === group) cell.moversOut += row.reduce((sum, moved) => sum + moved, 0);
    });
    cell.childDays = ((cell.opening + cell.stock) / 2) * step.days;
  });
  return { month: monthOfCells(prepared, step, cells, flow.closing), closing: flow.closing };
}

function monthOfCells(
  prepared: Prepared,
  { start, end, days }: Step,
  cells: readonly DemandCell[],
  closing: readonly (readonly number[])[],
): DemandMonth {
  const all = prepared.groups.length;
  const byBand = closing.map((row) => row.reduce((sum, children) => sum + children, 0));
  const groups: Record<string, DemandCell> = {};
  prepared.groups.forEach((group, index) => {
    const at = prepared.position[index]!;
    if (at >= 0) {
      groups[group.code] = cells[at]!;
      return;
    }
    const cell = emptyCell();
    for (let band = 0; band < bands.length; band += 1) {
      const constant = prepared.stock[band * all + index]!;
      byBand[band]! += constant;
      cell.stock += constant;
    }
    groups[group.code] = { ...cell, opening: cell.stock, childDays: cell.stock * days };
  });
  return {
    start,
    end,
    total: sumCells(Object.values(groups)),
    groups,
    bands: Object.fromEntries(bands.map((band, at) => [band.code, byBand[at]!])) as DemandMonth['bands'],
  };
}

function stayerDays(months: readonly DemandMonth[], group: string): number[] {
  let staying = 1;
  return months.map(({ start, end, groups }) => {
    const days = daysBetween(start, end);
    const cell = groups[group] ?? emptyCell();
    const hazard = cell.childDays > 0 ? (cell.leavers + cell.moversOut) / cell.childDays : 0;
    const expected = hazard > 0 ? (staying * -Math.expm1(-hazard * days)) / hazard : staying * days;
    staying *= Math.exp(-hazard * days);
    return expected;
  });
}
