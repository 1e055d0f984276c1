import { leversOnLines } from '../levers/definitions.ts';
import { addYears, type YearLabel, yearStart } from '../model/calendar.ts';
import { engineVersion } from '../model/engine.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { releasedByCases } from '../programme/cases.ts';
import { childrenOf, forecast } from '../scenario/forecast.ts';
import { lineFinder, yearLines } from '../scenario/line-forecast.ts';
import { prepareSnapshot } from '../scenario/prepare.ts';
import { firstYear } from './first-year.ts';
import { fundersOfYear } from './funders-of-year.ts';
import { fundingOf } from './funding.ts';
import { priceInflation } from './inflation.ts';
import { laterYear, type PlanInput } from './later-year.ts';
import { lineNotes, newLines } from './new-lines.ts';
import { placementYears } from './placement-years.ts';
import { withPlanAssumptions } from './plan-assumptions.ts';
import { pressureYears } from './plan-pressures.ts';
import { planYears, savingYears } from './plan-savings.ts';
import {
  type MovementKind,
  movementKinds,
  type Plan,
  type PlanFunding,
  type PlanLineYear,
  type PlanYear,
  planLength,
} from './plan-types.ts';
import { programmeNotes } from './programme-costs.ts';
import { agreedOutside, effectOf } from './proposals.ts';
import { reservesOf } from './reserves.ts';

/**
 * The medium-term plan of a scenario: its year's forecast, and the years after, each opening from the year before
 * (docs/model.md §15). Pure; the same to the last bit for the same input.
 * @param count years, 3 to 10, the scenario's year first
 * @returns whole pence; opening + movements = closing for every line and year, lines sum to totals
 * @throws OutturnError `invalid-input` for a length out of range, and what the forecast throws
 */
export function plan(given: Snapshot, scenario: Scenario, count: number = planLength.usual): Plan {
  if (!Number.isInteger(count) || count < planLength.fewest || count > planLength.most) {
    throw new OutturnError(
      'invalid-input',
      `A plan spans ${planLength.fewest} to ${planLength.most} years, not ${count}.`,
      {
        years: count,
      },
    );
  }
  const years = planYears(scenario.year, count);
  const snapshot = withPlanAssumptions(given, scenario);
  // What is prepared and projected is kept per snapshot: the scenario's own rates must not begin it again.
  const demand = childrenOf(given, { ...scenario, year: years.at(-1) ?? scenario.year });
  const made = forecast(given, scenario, demand);
  const prepared = prepareSnapshot(given);
  const lineOf = lineFinder(snapshot, yearLines(snapshot, scenario.year));
  const input: PlanInput = {
    snapshot,
    scenario,
    years,
    savings: savingYears(snapshot, scenario, years),
    pressures: pressureYears(snapshot, scenario, years),
    placements: placementYears(
      prepared,
      scenario,
      demand,
      years.slice(1).filter((year) => yearStart(year) > given.dataDate),
      priceInflation(snapshot.inflationLinks, snapshot.inflationIndices, scenario.year),
      lineOf,
    ),
    statedRate: statedRates(snapshot, scenario),
  };
  const done: PlanYear[] = [];
  years.forEach((year, at) => {
    const before = done[at - 1];
    const lines = before
      ? [...before.lines.map((line) => laterYear(input, line, at)), ...newLines(input, before.lines, year, at)]
      : firstYear(snapshot, scenario, made);
    done.push(planYear(input, lines, before ?? null, at));
  });
  checkLines(scenario, done);
  return {
    council: snapshot.council,
    synthetic: snapshot.synthetic,
    dataDate: snapshot.dataDate,
    engineVersion,
    firstYear: scenario.year,
    forecast: made,
    years: done,
    notes: [...made.notes.map(({ text }) => text), ...programmeNotes(snapshot, scenario.levers, scenario.year)],
  };
}

/** The same of the usual length; null where its years cannot be planned, as without budget lines. */
export function planOrNull(snapshot: Snapshot, scenario: Scenario): Plan | null {
  try {
    return plan(snapshot, scenario);
  } catch (error) {
    if (error instanceof OutturnError) return null;
    throw error;
  }
}

/** Refuses a one-off or funding lever on a line that no year of the plan has: `lever-invalid`. */
function checkLines(scenario: Scenario, years: readonly PlanYear[]): void {
  const known = new Set(years.flatMap((year) => year.lines.map((line) => line.code)));
  for (const lever of leversOnLines(scenario.levers, 'one-off', 'funding')) {
    if (!lever.reference || known.has(lever.reference)) continue;
    throw new OutturnError(
      'lever-invalid',
      `Lever “${lever.name}” acts on “${lever.reference}”, which is no line of the plan. Choose another or switch the lever off.`,
      { lever: lever.id, reference: lever.reference },
    );
  }
}

/**
 * Committed and projected entries of placements lines beyond the register, at the rate of the months still open, for a
 * whole year: stated costs go on until a later year states its own.
 */
function statedRates(snapshot: Snapshot, scenario: Scenario): Map<string, number> {
  const rates = new Map<string, number>();
  const open = 12 - scenario.period;
  if (open === 0) return rates;
  for (const entry of snapshot.forecastEntries) {
    const stated = entry.kind === 'committed' || entry.kind === 'projected';
    if (entry.year !== scenario.year || !stated || entry.period <= scenario.period) continue;
    const amount = ((entry.expenditurePence + entry.incomePence) * 12) / open;
    rates.set(entry.lineCode, (rates.get(entry.lineCode) ?? 0) + amount);
  }
  return rates;
}

function planYear(input: PlanInput, lines: PlanLineYear[], before: PlanYear | null, at: number): PlanYear {
  const { snapshot, scenario, years, savings, pressures, placements } = input;
  const year = years[at] ?? scenario.year;
  const total = (pick: (line: PlanLineYear) => Pence) => sum(lines.map(pick));
  const shared = sum(lines.filter((line) => line.funding === 'shared').map((line) => line.closing));
  const funding: PlanFunding = fundingOf(
    snapshot.contractBlocks,
    snapshot.budgetChanges,
    scenario,
    year,
    lines,
    before?.funding ?? null,
    releasedByCases(snapshot, year),
  );
  const gap = shared - funding.total;
  const proposed = effectOf(snapshot, 'proposed', years, at);
  const demand = placements.demand.get(year) ?? null;
  const gross = demand
    ? demand.cost
    : sum(lines.filter((line) => line.method === 'placements').map((line) => line.expenditure));
  const reserves = reservesOf(snapshot, year, gross);
  const used = sum(reserves.map((reserve) => reserve.used - reserve.paidIn));
  const byKind = new Map<MovementKind, Pence>();
  for (const { movements } of lines)
    for (const { kind, amount } of movements) byKind.set(kind, (byKind.get(kind) ?? 0) + amount);
  const kinds = movementKinds.map((kind) => ({ kind, amount: byKind.get(kind) ?? 0 }));
  const own = pressures.map((pressure) => ({
    counted: pressure.counted,
    expected: pressure.expected[at] ?? 0,
    worst: pressure.worst[at] ?? 0,
  }));
  const open = own.filter((pressure) => !pressure.counted);
  return {
    year,
    from: yearStart(year),
    lines,
    opening: total((line) => line.opening),
    movements: kinds.filter((item) => item.amount !== 0),
    closing: total((line) => line.closing),
    shared,
    passported: total((line) => line.closing) - shared,
    funding,
    gapBeforeProposals: gap - effectOf(snapshot, 'agreed', years, at, 1),
    gap,
    proposed,
    gapWithProposed: gap + proposed,
    gapToFind: gap - (before?.gap ?? 0),
    slippageCarried: sum(
      savings
        .filter((saving) => at >= saving.first)
        .map((saving) => (saving.planned[at] ?? 0) - (saving.expected[at] ?? 0)),
    ),
    notCounted: { expected: sum(open.map((each) => each.expected)), worst: sum(open.map((each) => each.worst)) },
    reserves,
    reservesUsed: used,
    gapAfterReserves: gap - used,
    funders: fundersOfYear(snapshot, scenario, year, shared, gap),
    demand: demand && { ...demand, cost: roundHalfAway(demand.cost), fixed: roundHalfAway(demand.fixed) },
    notes: notesOf(input, lines, funding, before, year),
  };
}

function notesOf(
  { snapshot }: PlanInput,
  lines: readonly PlanLineYear[],
  funding: PlanFunding,
  before: PlanYear | null,
  year: YearLabel,
): string[] {
  const notes: string[] = [];
  if (funding.source === 'recurring base')
    notes.push(`${year} has no contract sum: the recurring part of ${addYears(year, -1)} stands in its place`);
  if (funding.source === 'budgets')
    notes.push(`${year} has no contract sum: the budgets of its lines stand in its place`);
  notes.push(...lineNotes(snapshot.budgetLines, lines, before?.lines ?? null, year));
  if (before !== null && yearStart(year) <= snapshot.dataDate && lines.some((line) => line.method === 'placements'))
    notes.push(
      `${year} began before the data date: its placements stand as in the year before. Begin the plan in it to have them forecast`,
    );
  const placed = lines.filter((line) => line.method === 'placements').map((line) => line.code);
  const idle = snapshot.inflationLinks.filter((link) => link.appliesTo === 'line' && placed.includes(link.target));
  if (before === null && idle.length > 0)
    notes.push(
      `Inflation on ${[...new Set(idle.map((link) => link.target))].join(', ')} has no effect: a placements line is costed by its groups. Let the index act on placement groups`,
    );
  const waiting = before === null ? agreedOutside(snapshot, year) : [];
  if (waiting.length > 0)
    notes.push(
      `Agreed for ${year} and not in its budget, so not in the plan: ${waiting.join(', ')}. Make them budget changes`,
    );
  return notes;
}
