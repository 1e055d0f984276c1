import type { DemandProjection } from '../demand/projection.ts';
import { contractSum } from '../finance/contract-sum.ts';
import { totalLine } from '../finance/outturn.ts';
import { periodStart } from '../model/calendar.ts';
import { totalsOf } from '../model/child-totals.ts';
import { engineVersion } from '../model/engine.ts';
import type { Forecast, MonthTotals } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import { type Note, note } from '../model/note.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { releasedByCases } from '../programme/cases.ts';
import { assumption, changedAssumptions } from './assumption-values.ts';
import { refuseDoubleBenefits } from './benefit-tracking.ts';
import { demandOf } from './demand-cache.ts';
import { forecastBridge } from './forecast-bridge.ts';
import { forecastNotes, gapNotes } from './forecast-notes.ts';
import { fundersForecast } from './funder-forecast.ts';
import { asClosed, ledgerFor, missingPeriods, openMonths } from './ledger.ts';
import { type Adjustment, forecastLine, lineFinder, type YearLine, yearLines } from './line-forecast.ts';
import { checkReferences, lineLevers } from './one-off-levers.ts';
import { placementsForecast } from './placement-forecast.ts';
import { prepareSnapshot } from './prepare.ts';
import { pressuresForecast } from './pressures-forecast.ts';
import { savingsForecast } from './savings-forecast.ts';
import { schemesForecast } from './scheme-forecast.ts';
import { totalsNotes } from './totals-notes.ts';

/**
 * The forecast of a scenario on a data snapshot (docs/model.md §7–§12): pure, and the same to the last bit for the same
 * input. What the snapshot alone decides is prepared once per snapshot object and demand is projected only when
 * something it depends on moves, so that a slider can call this on every step; a snapshot must not be changed in place.
 * @param demand the children to cost; left out, they are projected with the scenario's method and demand levers
 * @returns whole pence everywhere; months sum to years, lines to totals, bridge steps to the variance
 * @throws OutturnError `lever-invalid`, `invalid-input`, `no-data`, and what the demand engine throws
 */
export function forecast(snapshot: Snapshot, asked: Scenario, demand?: DemandProjection): Forecast {
  const ledger = ledgerFor(snapshot, asked);
  const scenario = asClosed(snapshot, asked);
  checkReferences(snapshot, scenario);
  refuseDoubleBenefits(snapshot, scenario);
  const open = openMonths(ledger);
  const prepared = prepareSnapshot(snapshot);
  const lines = yearLines(snapshot, scenario.year);
  const lineOf = lineFinder(snapshot, lines);
  const projection = demand ?? childrenOf(snapshot, scenario);
  const feeds: Parameters<typeof placementsForecast>[3] = (group, unit, period) => {
    const line = lineOf(group, unit);
    return line !== null && open(line, period);
  };
  const placements = placementsForecast(prepared, scenario, projection, feeds, missingPeriods(ledger));
  const savings = savingsForecast(snapshot, scenario, lines, open);
  const pressures = pressuresForecast(snapshot, scenario, open);
  const levers = lineLevers(scenario, lines);
  const adjustments = [...savings.adjustments, ...pressures.adjustments, ...levers.oneOffs];
  requireLines(adjustments, lines, scenario.year);
  const onLine = (list: readonly Adjustment[], code: string): Pence =>
    sum(list.filter((item) => item.line === code).map((item) => sum(item.months)));
  const made = lines.map((year) => {
    const { code } = year.row;
    const investment =
      year.budget.investment + sum(levers.funding.filter((item) => item.line === code).map((item) => item.amount));
    const { rolled, gaps, notes, oneOffs } = forecastLine(
      year,
      snapshot,
      scenario,
      placements.yearMonths,
      lineOf,
      adjustments,
      investment,
      ledger.lines.find((line) => line.code === code)?.missing,
    );
    return {
      year,
      gaps,
      notes,
      rolled,
      line: rolled.line,
      slippage: sum(
        savings.forecast.rows
          .filter((row) => row.class === 'saving' && row.lineCode === code)
          .map((row) => row.slippage),
      ),
      pressures: onLine(pressures.adjustments, code),
      oneOffs: oneOffs + onLine(levers.oneOffs, code),
    };
  });
  const shared = made.filter(({ year }) => year.row.funding === 'shared').map(({ line }) => line);
  const funders = fundersForecast(snapshot, scenario, shared);
  const changed = changedAssumptions(snapshot, scenario);
  return {
    council: snapshot.council,
    year: scenario.year,
    period: scenario.period,
    ...(asked.period > scenario.period ? { askedPeriod: asked.period } : {}),
    dataDate: snapshot.dataDate,
    synthetic: snapshot.synthetic,
    engineVersion,
    method: projection.method,
    lines: made.map(({ line }) => line),
    total: totalLine(made.map(({ line }) => line)),
    months: monthTotals(made, scenario.year),
    placements: placements.forecast,
    savings: savings.forecast,
    pressures: pressures.forecast,
    investToSave: schemesForecast(snapshot, assumption(snapshot, scenario, 'discount-rate')),
    funders: funders.funders,
    contractSum: contractSum(snapshot.contractBlocks, scenario.year, releasedByCases(snapshot, scenario.year)),
    bridge: forecastBridge(
      made,
      placements.yearMonths.filter((month) => feeds(month.group, null, month.period)),
    ),
    gaps: made.flatMap(({ gaps }) => gaps),
    notes: forecastNotes(snapshot, asked, ledger, lines, lineOf, changed, [
      ...gapNotes(made.flatMap(({ gaps }) => gaps)),
      ...totalsNotes(snapshot, scenario),
      ...demandNotes(projection),
      ...placements.notes,
      ...savings.notes,
      ...levers.notes,
      ...made.flatMap(({ notes }) => notes),
      ...funders.notes,
    ]),
    changedAssumptions: changed,
  };
}

/** The children a forecast costs: projected with the scenario's method and levers, or none where none are held. */
export function childrenOf(snapshot: Snapshot, scenario: Scenario): DemandProjection {
  return hasChildren(snapshot) ? demandOf(snapshot, scenario) : noDemand(snapshot, scenario);
}

function hasChildren(snapshot: Snapshot): boolean {
  return (
    snapshot.placements.length > 0 ||
    totalsOf(snapshot) !== null ||
    snapshot.demandSeries.some((row) => row.measure === 'stock')
  );
}

/** No children are held: nothing to project, said in a note. */
function noDemand(snapshot: Snapshot, scenario: Scenario): DemandProjection {
  return {
    method: scenario.method,
    dataDate: snapshot.dataDate,
    groups: [],
    opening: {},
    months: [],
    stayerDays: () => [],
    notes: ['No placements and no monthly counts are held: placements lines hold only their actuals and entries'],
  };
}

/** What demand says: of a lever by its id, of the data otherwise. */
function demandNotes({ notes, leverNotes = [] }: DemandProjection): Note[] {
  const ofLever = new Set(leverNotes.map(({ text }) => text));
  return [
    ...notes.filter((text) => !ofLever.has(text)).map((text) => note('demand', 'inform', text)),
    ...leverNotes.map(({ lever, text }) => note('lever-capped', 'warn', text, { kind: 'lever', reference: lever })),
  ];
}

/** Refuses an amount whose line the year does not have, rather than losing it. */
function requireLines(adjustments: readonly Adjustment[], lines: readonly YearLine[], year: string): void {
  const known = new Set(lines.map(({ row }) => row.code));
  const lost = adjustments.find((item) => !known.has(item.line) && item.months.some((amount) => amount !== 0));
  if (!lost) return;
  throw new OutturnError(
    'invalid-input',
    `£${(Math.abs(sum(lost.months)) / 100).toFixed(2)} of a pressure falls on budget line ${lost.line}, which ${year} does not have. Correct its line.`,
    { line: lost.line, year },
  );
}

function monthTotals(
  made: readonly Pick<ReturnType<typeof forecastLine>, 'rolled' | 'gaps'>[],
  year: string,
): MonthTotals[] {
  const of = (pick: (line: (typeof made)[number]['rolled']) => readonly number[], at: number) =>
    sum(made.map(({ rolled }) => pick(rolled)[at] ?? 0));
  return Array.from({ length: 12 }, (_, at) => ({
    period: at + 1,
    month: periodStart(year, at + 1),
    actual: of((line) => line.actualMonths, at),
    committed: of((line) => line.committedMonths, at),
    projected: of((line) => line.projectedMonths, at),
    estimated: sum(made.flatMap(({ gaps }) => gaps.filter((gap) => gap.period === at + 1).map(({ amount }) => amount))),
    adjustments: of((line) => line.adjustmentMonths, at),
    budget: of((line) => line.line.budgetMonths, at),
  }));
}
