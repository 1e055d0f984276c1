import type { YearLabel } from '../model/calendar.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Scheme } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { benefitYears } from '../scenario/scheme-forecast.ts';
import { movement } from './line-year.ts';
import type { PlanMovement } from './plan-types.ts';

/**
 * Approved schemes on a line in year `at` of the plan: what they cost less grants, once each year, and the change of the
 * benefit that comes through the budget line itself. A benefit that comes through a saving or a lever counts there only.
 * Costs and benefits of the first year are in its outturn.
 */
export function schemesOf(snapshot: Snapshot, line: string, years: readonly YearLabel[], at: number): PlanMovement[] {
  return snapshot.schemes
    .filter((scheme) => scheme.approval === 'approved' && scheme.lineCode === line)
    .flatMap((scheme) => {
      const year = years[at] ?? '';
      const cost = roundHalfAway(costOf(snapshot, scheme, year));
      const benefits = throughLine(scheme) ? benefitYears(snapshot, scheme, 'target') : new Map<YearLabel, number>();
      const last = [...benefits.keys()].sort().at(-1) ?? '';
      // After the last stated year a recurring benefit stands at its level: nothing changes.
      const of = (label: YearLabel) => benefits.get(label > last ? last : label) ?? 0;
      const change = roundHalfAway(of(years[at - 1] ?? '') - of(year));
      const rest = { reference: scheme.reference };
      return [
        movement('invest-to-save', `${scheme.name}: cost less grants`, cost, { ...rest, recurring: false }),
        movement('invest-to-save', `${scheme.name}: benefit`, change, rest),
      ];
    })
    .filter((item) => item.amount !== 0);
}

const throughLine = (scheme: Scheme) => scheme.route === 'budget-line' && scheme.savingReference === null;

function costOf(snapshot: Pick<Snapshot, 'tranches'>, scheme: Scheme, year: YearLabel): number {
  const own = snapshot.tranches.filter((row) => row.schemeReference === scheme.reference && row.year === year);
  return sum(
    own.map((row) => (row.kind === 'cost' ? row.amountPence * (1 + scheme.costBiasPercent / 100) : -row.amountPence)),
  );
}
