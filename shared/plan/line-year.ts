import type { YearLabel } from '../model/calendar.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { lineInflation } from './inflation.ts';
import type { PressureYears } from './plan-pressures.ts';
import type { SavingYears } from './plan-savings.ts';
import type { MovementKind, PlanLineYear, PlanMovement } from './plan-types.ts';

/** A movement with its usual parts filled in. */
export function movement(
  kind: MovementKind,
  label: string,
  amount: Pence,
  rest: Partial<Pick<PlanMovement, 'reference' | 'income' | 'recurring'>> = {},
): PlanMovement {
  return { kind, label, amount, reference: null, income: false, recurring: true, ...rest };
}

/** Everything that happened once in the year before, taken out again: each falls out once. */
export function oneOffsOut(before: PlanLineYear): PlanMovement[] {
  return before.once
    .filter((item) => item.amount !== 0)
    .map((item) => ({ ...item, kind: 'one-offs', amount: -item.amount, recurring: true }));
}

/** Inflation of a line in year `at` of the plan, on what is left of the year before once one-offs are out. */
export function inflationOf(
  snapshot: Pick<Snapshot, 'inflationLinks' | 'inflationIndices'>,
  before: PlanLineYear,
  out: readonly PlanMovement[],
  first: YearLabel,
  at: number,
): PlanMovement[] {
  const base = (income: boolean) =>
    (income ? before.income : before.expenditure) +
    sum(out.filter((item) => item.income === income).map((item) => item.amount));
  return lineInflation(snapshot.inflationLinks, snapshot.inflationIndices, before.code, first, at).map((index) => {
    const income = index.kind === 'income';
    return movement(`${index.kind}-inflation`, index.name, roundHalfAway(base(income) * index.factor), {
      reference: index.code,
      income,
    });
  });
}

/**
 * Approved changes of the year's budget that change what the line costs: virements and growth; a change of kind saving
 * only where the savings register does not hold it under the same reference, so that it counts once. Investment is
 * money to meet cost, not cost. A change that was a proposal is in the budget in full; what its confidence does not
 * expect of it is told as such.
 */
export function changesOf(
  { budgetChanges: changes, proposals }: Pick<Snapshot, 'budgetChanges' | 'proposals'>,
  savings: readonly SavingYears[],
  year: YearLabel,
  line: string,
): PlanMovement[] {
  const known = new Set(savings.map((saving) => saving.reference));
  return changes
    .filter((row) => row.year === year && row.lineCode === line && row.approved !== null && row.kind !== 'investment')
    .filter((row) => row.kind !== 'saving' || !known.has(row.reference))
    .flatMap((row) => {
      const rest = { reference: row.reference, recurring: row.recurring === 1 };
      const label = row.note ?? row.reference;
      const confidence = proposals.find((each) => each.reference === row.reference)?.confidencePercent ?? 100;
      const lacking = (pence: Pence) => roundHalfAway((pence * confidence) / 100) - pence;
      return [
        movement('agreed-changes', label, row.grossPence, rest),
        movement('agreed-changes', label, row.incomePence, { ...rest, income: true }),
        movement('slippage', `${label}: not expected`, lacking(row.grossPence), rest),
        movement('slippage', `${label}: not expected`, lacking(row.incomePence), { ...rest, income: true }),
      ];
    })
    .filter((item) => item.amount !== 0);
}

/** Savings on a line from the year before to year `at`: what the plan adds, and what of it is not expected. */
export function savingsOf(savings: readonly SavingYears[], line: string, at: number): PlanMovement[] {
  return savings
    .filter((saving) => saving.lineCode === line && at >= saving.first)
    .flatMap((saving) => {
      const of = (list: readonly number[], year: number) => (year < saving.first ? 0 : (list[year] ?? 0));
      const planned = of(saving.planned, at) - of(saving.planned, at - 1);
      const expected = of(saving.expected, at) - of(saving.expected, at - 1);
      const ended = !saving.recurring && at > saving.first;
      const { name: label, reference } = saving;
      if (ended) return [movement('one-offs', `${label} ends`, -expected, { reference })];
      return [
        movement('savings', label, -planned, { reference }),
        movement('slippage', label, planned - expected, { reference }),
      ];
    })
    .filter((item) => item.amount !== 0);
}

/** Counted pressures on a line from the year before to year `at`; a one-off that ends is told as a one-off. */
export function pressuresOf(pressures: readonly PressureYears[], line: string, at: number): PlanMovement[] {
  return pressures
    .filter((pressure) => pressure.lineCode === line && pressure.counted)
    .map((pressure) => {
      const [now, before] = [pressure.expected[at] ?? 0, pressure.expected[at - 1] ?? 0];
      const kind = !pressure.recurring && now === 0 ? 'one-offs' : 'pressures';
      return movement(kind, pressure.name, now - before, { reference: pressure.reference });
    })
    .filter((item) => item.amount !== 0);
}

/** Closes a line's year: opening + movements = closing, expenditure and income apart. */
export function closeLine(
  line: Omit<PlanLineYear, 'closing' | 'expenditure' | 'income' | 'once'>,
  before: Pick<PlanLineYear, 'expenditure' | 'income'>,
): PlanLineYear {
  const of = (income: boolean) =>
    sum(line.movements.filter((item) => item.income === income).map((item) => item.amount));
  const [expenditure, income] = [before.expenditure + of(false), before.income + of(true)];
  const once = line.movements.filter((item) => !item.recurring);
  return { ...line, expenditure, income, closing: expenditure + income, once };
}
