import { type RagWeights, ratingAt, savingMonths, savingProfile } from '../finance/savings.ts';
import { ownEffect } from '../finance/savings-history.ts';
import { addYears, type YearLabel } from '../model/calendar.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type SavingOdds, savingOdds } from '../scenario/saving-odds.ts';
import { leveredSaving, ragWeights } from '../scenario/savings-forecast.ts';

/** A saving over the years of the plan, whole pence a year: what its plan brings and what is expected of it. */
export type SavingYears = {
  reference: string;
  name: string;
  lineCode: string;
  recurring: boolean;
  /** Index of its first year in the plan. */
  first: number;
  planned: number[];
  expected: number[];
  /** The same if all of it were delivered, in pence not rounded, months of the first year up to the period left out. */
  open: number[];
  /** What of it is in doubt; null for none. */
  odds: SavingOdds | null;
};

/**
 * Savings of the plan's years with the scenario's levers (docs/model.md §8). A saving keeps its delivery after its first
 * year; the wait and ramp run on into the years after. Mitigation never counts.
 */
export function savingYears(snapshot: Snapshot, scenario: Scenario, years: readonly YearLabel[]): SavingYears[] {
  const weights: RagWeights = ragWeights(snapshot, scenario);
  const period = scenario.period === 0 ? 1 : scenario.period;
  return snapshot.savings
    .filter((saving) => saving.class === 'saving' && years.includes(saving.year))
    .map((stated) => {
      const saving = ownEffect(stated, snapshot.savings);
      const first = years.indexOf(saving.year);
      const levered = leveredSaving(saving, scenario.levers);
      const rating = ratingAt(snapshot.savingRatings, saving, first === 0 ? period : 12);
      const profile = savingProfile(levered, rating, weights);
      const { delivery } = profile;
      const recurring = saving.recurring === 1;
      const months = (years.length - first) * 12;
      const start = saving.startPeriod - 1;
      const plan = savingMonths(
        saving.fullYearEffectPence,
        { start, delay: 0, ramp: 0, shape: 'straight' },
        1,
        recurring,
        months,
      );
      const terms = { start, delay: levered.delayMonths, ramp: levered.rampMonths, shape: levered.rampShape };
      const whole = savingMonths(levered.fullYearEffectPence, terms, 1, recurring, months).map((amount, month) =>
        first === 0 && month < scenario.period ? 0 : amount,
      );
      const expected = savingMonths(levered.fullYearEffectPence, terms, delivery, recurring, months);
      const byYear = (list: readonly number[]) =>
        years.map((_, at) =>
          at < first ? 0 : roundHalfAway(sum(list.slice((at - first) * 12, (at - first + 1) * 12))),
        );
      return {
        reference: saving.reference,
        name: saving.name,
        lineCode: saving.lineCode,
        recurring,
        first,
        planned: byYear(plan),
        expected: byYear(expected),
        open: byYear(whole),
        odds: rating === null ? null : savingOdds(profile, weights),
      };
    });
}

/** The years of a plan, first year first. */
export function planYears(first: YearLabel, count: number): YearLabel[] {
  return Array.from({ length: count }, (_, at) => addYears(first, at));
}
