/** Packages that partners share: agreed, invoiced, disputed, unbilled, what the rule by cost asks, and the benchmark (docs/model.md §22). */
import { agreedAmount, benchmarkPercents, type Partner } from '../finance/joint-funding.ts';
import { latestDay, type YearLabel, yearStart } from '../model/calendar.ts';
import { type Pence, roundHalfAway } from '../model/money.ts';
import type { JointFunding, ShareStep } from '../model/registers.ts';

export type PartnerPackage = {
  reference: string;
  name: string;
  partner: Partner;
  gross: Pence;
  agreedPercent: number;
  agreed: Pence;
  invoiced: Pence;
  disputed: Pence;
  /** Agreed and not invoiced: below nought, invoiced beyond what was agreed. */
  unbilled: Pence;
  /** What the steps ask of this cost; null where the partner has no steps. */
  byRule: Pence | null;
  atBenchmark: Pence;
};

/** A partner's part of a cost by steps: each share is of the part of the cost above its step and up to the next. */
export function shareByRule(cost: Pence, steps: readonly Pick<ShareStep, 'abovePence' | 'sharePercent'>[]): Pence {
  const sorted = [...steps].sort((a, b) => a.abovePence - b.abovePence);
  return roundHalfAway(
    sorted.reduce((sum, step, at) => {
      const top = sorted[at + 1]?.abovePence ?? Number.POSITIVE_INFINITY;
      return sum + (Math.max(0, Math.min(cost, top) - step.abovePence) * step.sharePercent) / 100;
    }, 0),
  );
}

/** The steps of a partner in force on a day: those of the latest date not after it. */
function stepsOn(steps: readonly ShareStep[], partner: Partner, on: string): ShareStep[] {
  const own = steps.filter((step) => step.partner === partner && step.from <= on);
  const from = latestDay(own.map((step) => step.from));
  return own.filter((step) => step.from === from);
}

/** Every package and partner of a year, in the register's order. */
export function partnerPackages(
  rows: readonly JointFunding[],
  steps: readonly ShareStep[],
  year: YearLabel,
): PartnerPackage[] {
  return rows
    .filter((row) => row.year === year)
    .map((row) => {
      const agreed = agreedAmount(row);
      const rule = stepsOn(steps, row.partner, row.agreed ?? yearStart(year));
      return {
        ...{ reference: row.reference, name: row.name, partner: row.partner, gross: row.grossPence, agreed },
        ...{ agreedPercent: row.agreedPercent, invoiced: row.invoicedPence, disputed: row.disputedPence },
        unbilled: agreed - row.invoicedPence,
        byRule: rule.length === 0 ? null : shareByRule(row.grossPence, rule),
        atBenchmark: roundHalfAway((row.grossPence * benchmarkPercents[row.partner]) / 100),
      };
    });
}
