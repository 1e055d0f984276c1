import { roundCumulative } from '../finance/rounding.ts';
import { type RagWeights, ratingAt, type SavingProfile, type SavingTerms, savingProfile } from '../finance/savings.ts';
import { ownEffect } from '../finance/savings-history.ts';
import { effectOf, leversOn } from '../levers/definitions.ts';
import type { SavingForecast, SavingsForecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import { type Note, note } from '../model/note.ts';
import { OutturnError } from '../model/problem.ts';
import type { Saving } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumption } from './assumption-values.ts';
import { actsOnReference } from './finance-levers.ts';
import type { Adjustment, YearLine } from './line-forecast.ts';

/** Weights of the colours: the scenario's, the data's or the defaults. */
export function ragWeights(snapshot: Snapshot, scenario: Pick<Scenario, 'assumptions'>): RagWeights {
  return {
    green: assumption(snapshot, scenario, 'rag-green'),
    amber: assumption(snapshot, scenario, 'rag-amber'),
    red: assumption(snapshot, scenario, 'rag-red'),
    unassessed: assumption(snapshot, scenario, 'rag-unassessed'),
  };
}

/** A saving with the delay, ramp and delivery levers of a scenario, in list order. */
export function leveredSaving(saving: Saving, levers: readonly Lever[]): SavingTerms {
  let terms: SavingTerms = { ...saving };
  for (const lever of leversOn(levers, 'saving')) {
    const effect = effectOf(lever);
    if (effect.on === 'saving' && actsOnReference(lever, saving.reference))
      terms = { ...terms, ...effect.change(terms, lever.value) };
  }
  return terms;
}

export type SavingsResult = {
  forecast: SavingsForecast;
  adjustments: Adjustment[];
  notes: Note[];
};

/**
 * Savings of the scenario's year and what they add to their lines (docs/model.md §8). Slippage enters once:
 * - months up to the period are closed: what was not delivered is already in the actuals;
 * - a line forecast from its budget (`profile`, `stated`) is net of the plan, so planned − expected of the months ahead
 *   is added;
 * - a line forecast from what it costs (`placements`, `run-rate`) already holds what is not delivered, so only the
 *   change from the delivery that its costs contain is added: −(expected − delivered level of the base).
 * Either way a month's change of expected delivery moves the outturn by exactly that much. Mitigation never enters.
 */
export function savingsForecast(
  snapshot: Snapshot,
  scenario: Scenario,
  lines: readonly YearLine[],
  open: (line: string, period: number) => boolean = (_line, period) => period > scenario.period,
): SavingsResult {
  const stated = snapshot.savings.filter((saving) => saving.year === scenario.year);
  const own = stated.map((saving) => ownEffect(saving, snapshot.savings));
  const weights = ragWeights(snapshot, scenario);
  const baseWeights = ragWeights(snapshot, { assumptions: {} });
  const adjustments: Adjustment[] = [];
  const notes: Note[] = [];
  const closedOnly: SavingForecast[] = [];
  let [unratedAmount, unratedCount] = [0, 0];
  const rows = own.map((saving): SavingForecast => {
    const rating = ratingAt(snapshot.savingRatings, saving, scenario.period === 0 ? 1 : scenario.period);
    const profile = savingProfile(leveredSaving(saving, scenario.levers), rating, weights);
    const row = savingRow(saving, profile);
    if (profile.unrated) {
      unratedCount += 1;
      unratedAmount += profile.target;
    }
    if (saving.class === 'mitigation') return row;
    const line = lines.find((each) => each.row.code === saving.lineCode);
    if (!line) throw missingLine(saving);
    const base = savingProfile(saving, rating, baseWeights);
    const ahead = (at: number) => open(saving.lineCode, at + 1);
    const months = monthsEntering(profile, base, line.row.method, scenario.period, ahead);
    if (onlyClosedMoved(profile, base, scenario.period)) closedOnly.push(row);
    const { reference, name } = saving;
    adjustments.push({ line: line.row.code, months, from: { kind: 'saving', reference, name } });
    return { ...row, inForecast: sum(months) };
  });
  if (unratedCount > 0) {
    notes.push(
      note(
        'savings-not-rated',
        'warn',
        `${unratedCount} savings are not rated and have no delivery per cent; £${Math.round(unratedAmount / 100).toLocaleString('en-GB')} counts as not assessed`,
      ),
    );
  }
  const later = own.filter((saving, at) => saving !== stated[at]);
  if (later.length > 0) {
    notes.push(
      note(
        'savings-cumulative',
        'inform',
        `${later.map((saving) => saving.name).join(', ')}: stated cumulatively; only what is added in ${scenario.year} is planned, the rest is in the budget already`,
      ),
    );
  }
  for (const { reference, name } of closedOnly) {
    notes.push(
      note(
        'saving-closed-months',
        'warn',
        `What is assumed of ${name} changes only months to period ${scenario.period}: the actuals already hold them, so the outturn does not move`,
        { kind: 'saving', reference },
      ),
    );
  }
  return { forecast: totals(rows), adjustments, notes };
}

/** True when a scenario changes the expectation of closed months and of no month of the year ahead. */
function onlyClosedMoved(profile: SavingProfile, base: SavingProfile, period: number): boolean {
  const moved = profile.expectedMonths
    .slice(0, 12)
    .map((month, at) => Math.abs(month - (base.expectedMonths[at] ?? 0)) > 0.5);
  return moved.slice(0, period).includes(true) && !moved.slice(period).includes(true);
}

function aheadOf(profile: SavingProfile, ahead: (at: number) => boolean): number[] {
  return Array.from({ length: 12 }, (_, at) =>
    !ahead(at) ? 0 : (profile.plannedMonths[at] ?? 0) - (profile.expectedMonths[at] ?? 0),
  );
}

function monthsEntering(
  profile: SavingProfile,
  base: SavingProfile,
  method: YearLine['row']['method'],
  period: number,
  ahead: (at: number) => boolean,
): Pence[] {
  if (method === 'profile' || method === 'stated') return roundCumulative(aheadOf(profile, ahead));
  const closed = base.expectedMonths.slice(0, period);
  const level = period === 0 ? 0 : method === 'run-rate' ? sum(closed) / period : (closed.at(-1) ?? 0);
  return roundCumulative(
    Array.from({ length: 12 }, (_, at) => (!ahead(at) ? 0 : level - (profile.expectedMonths[at] ?? 0))),
  );
}

function savingRow(saving: Saving, profile: SavingProfile): SavingForecast {
  const { rated, target } = profile;
  const months = roundCumulative(profile.expectedMonths.slice(0, 12));
  const planned = roundHalfAway(sum(profile.plannedMonths.slice(0, 12)));
  const expected = sum(months);
  const total = rated.red + rated.amber + rated.green + rated.unassessed;
  const mitigates = saving.class === 'mitigation';
  return {
    reference: saving.reference,
    name: saving.name,
    lineCode: saving.lineCode,
    class: saving.class,
    target,
    ...rated,
    mitigation: profile.mitigation + (mitigates ? expected : 0),
    planned,
    expected,
    slippage: planned - expected,
    months,
    plannedNextYear: roundHalfAway(sum(profile.plannedMonths.slice(12))),
    expectedNextYear: roundHalfAway(sum(profile.expectedMonths.slice(12))),
    fullYearEffect: saving.fullYearEffectPence,
    overDelivery: Math.max(0, total - target),
    inForecast: 0,
  };
}

/** Totals of savings; mitigation and cost avoidance apart, never in what is delivered (case SAV-01). */
function totals(rows: SavingForecast[]): SavingsForecast {
  const savings = rows.filter((row) => row.class === 'saving');
  const of = (
    key: 'target' | 'red' | 'amber' | 'green' | 'unassessed' | 'planned' | 'expected' | 'slippage' | 'overDelivery',
  ) => sum(savings.map((row) => row[key]));
  const [target, red, amber, green, unassessed] = [of('target'), of('red'), of('amber'), of('green'), of('unassessed')];
  return {
    rows,
    target,
    red,
    amber,
    green,
    unassessed,
    mitigation: sum(rows.map((row) => row.mitigation)),
    planned: of('planned'),
    expected: of('expected'),
    slippage: of('slippage'),
    overDelivery: of('overDelivery'),
    ratedLessTarget: red + amber + green + unassessed - target,
  };
}

function missingLine(saving: Saving): OutturnError {
  return new OutturnError(
    'invalid-input',
    `Saving ${saving.reference} (${saving.name}) falls on budget line ${saving.lineCode}, which ${saving.year} does not have. Correct the line of the saving.`,
    { saving: saving.reference, line: saving.lineCode },
  );
}
