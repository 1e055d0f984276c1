import type { YearLabel } from '../model/calendar.ts';
import { sum } from '../model/money.ts';
import type { BudgetLine } from '../model/registers.ts';
import { yearLines } from '../scenario/line-forecast.ts';
import { laterYear, type PlanInput } from './later-year.ts';
import { closeLine, movement } from './line-year.ts';
import type { PlanLineYear } from './plan-types.ts';

/**
 * Lines that a later year's budget has and the year before does not: they open at nought, come in with their budget (a
 * placements line with what the projection puts on it), and take what falls on them as any line does. Whole pence.
 */
export function newLines(
  input: PlanInput,
  before: readonly PlanLineYear[],
  year: YearLabel,
  at: number,
): PlanLineYear[] {
  return yearLines(input.snapshot, year)
    .filter(({ row }) => !before.some((line) => line.code === row.code))
    .map(({ row }) => {
      const nothing = blank(row);
      const made = laterYear(input, nothing, at);
      if (row.method === 'placements') return made;
      return closeLine({ ...made, movements: [...budgetOf(row), ...made.movements] }, nothing);
    });
}

function budgetOf(row: BudgetLine) {
  const rest = { reference: row.code, recurring: row.recurring === 1 };
  const label = `New line ${row.name}`;
  return [
    movement('agreed-changes', label, row.grossBudgetPence, rest),
    movement('agreed-changes', label, row.incomeBudgetPence, { ...rest, income: true }),
  ].filter((item) => item.amount !== 0);
}

function blank(row: BudgetLine): PlanLineYear {
  const { code, name, service, funding, method } = row;
  const none = { budget: 0, budgetStated: true, opening: 0, movements: [], closing: 0, once: [] };
  return { code, name, service, funding, method, ...none, expenditure: 0, income: 0 };
}

/** Notes on lines that come or go in a year: what a split or a closed line does to the plan is said, never guessed. */
export function lineNotes(
  rows: readonly BudgetLine[],
  lines: readonly PlanLineYear[],
  before: readonly PlanLineYear[] | null,
  year: YearLabel,
): string[] {
  const stated = rows.some((row) => row.year === year);
  if (!stated || before === null) return [];
  const notes: string[] = [];
  const without = lines.filter((line) => !line.budgetStated && line.closing !== 0);
  const named = (list: readonly PlanLineYear[]) => list.map((line) => line.name).join(', ');
  if (without.length > 0)
    notes.push(
      `${year} has budgets, but none for ${named(without)}: the year before is carried forward. To close a line, enter an approved change that takes its budget out`,
    );
  const fresh = lines.filter((line) => !before.some((each) => each.code === line.code));
  if (fresh.length > 0 && sum(fresh.map((line) => line.closing)) !== 0)
    notes.push(
      `${year} has new lines: ${named(fresh)}. Their budgets come on top of the lines before; where one was split from another, enter a virement that takes its part out`,
    );
  return notes;
}
