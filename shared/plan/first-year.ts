import { leversOnLines } from '../levers/definitions.ts';
import { periodOf } from '../model/calendar.ts';
import type { Forecast } from '../model/forecast.ts';
import { roundHalfAway } from '../model/money.ts';
import type { BudgetLine } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { beginsInYear } from '../scenario/finance-levers.ts';
import { yearLines } from '../scenario/line-forecast.ts';
import { movement } from './line-year.ts';
import type { PlanLineYear, PlanMovement } from './plan-types.ts';

/** The first year of the plan is the forecast, line by line: current budget + variance = outturn. Whole pence. */
export function firstYear(snapshot: Snapshot, scenario: Scenario, made: Forecast): PlanLineYear[] {
  return yearLines(snapshot, scenario.year).flatMap(({ row }) => {
    const line = made.lines.find((each) => each.code === row.code);
    if (!line) return [];
    return [
      {
        code: row.code,
        name: row.name,
        service: row.service,
        funding: row.funding,
        method: row.method,
        budget: line.currentBudget,
        budgetStated: true,
        opening: line.currentBudget,
        movements: line.variance === 0 ? [] : [movement('variance', 'Variance of the year', line.variance)],
        closing: line.outturn,
        once: row.recurring === 0 ? wholeLine(line) : onceIn(snapshot, scenario, row),
        expenditure: line.expenditureForecast,
        income: line.incomeForecast,
      },
    ];
  });
}

/** A line that does not recur leaves whole. */
function wholeLine(line: Forecast['lines'][number]): PlanMovement[] {
  const label = `${line.name} does not recur`;
  return [
    movement('one-offs', label, line.expenditureForecast, { reference: line.code }),
    movement('one-offs', label, line.incomeForecast, { reference: line.code, income: true }),
  ].filter((item) => item.amount !== 0);
}

/**
 * What a line's outturn holds once: accruals and one-off entries, one-off levers that begin in the year, and, where the
 * line is forecast from its budget, approved changes that do not recur.
 */
function onceIn(snapshot: Snapshot, scenario: Scenario, line: BudgetLine): PlanMovement[] {
  const own = <R extends { year: string; lineCode: string }>(row: R) =>
    row.year === line.year && row.lineCode === line.code;
  const entries = snapshot.forecastEntries
    .filter((row) => own(row) && (row.kind === 'accrual' || row.kind === 'one-off'))
    .flatMap((row) => bothSides(row.note ?? row.reference, row.reference, row.expenditurePence, row.incomePence));
  const levers = leversOnLines(scenario.levers, 'one-off')
    .filter((lever) => lever.reference === line.code && beginsInYear(lever, line.year) && periodOf(lever.from) > 0)
    .map((lever) => movement('one-offs', lever.name, roundHalfAway(lever.value * 100), { reference: lever.id }));
  const changes =
    line.method === 'profile'
      ? snapshot.budgetChanges
          .filter((row) => own(row) && row.recurring === 0 && row.approved !== null && row.kind !== 'investment')
          .flatMap((row) => bothSides(row.note ?? row.reference, row.reference, row.grossPence, row.incomePence))
      : [];
  return [...entries, ...levers, ...changes].filter((item) => item.amount !== 0);
}

function bothSides(label: string, reference: string, gross: number, income: number): PlanMovement[] {
  return [
    movement('one-offs', label, gross, { reference }),
    movement('one-offs', label, income, { reference, income: true }),
  ];
}
