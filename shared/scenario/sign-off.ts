import { formatDate } from '../format/format.ts';
import type { CivilDate } from '../model/calendar.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario, Signature } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type AssumptionKey, changedAssumptions, forecastAssumptions } from './assumption-values.ts';

/** An assumption as the log shows it (Aqua Book): value, source, owner, confidence, review, and what the scenario makes of it. */
export type LoggedAssumption = {
  key: string;
  meaning: string;
  unit: string;
  /** The data's value, else the program's default; null where there is neither. */
  base: number | null;
  /** What the forecast uses. */
  value: number | null;
  changed: boolean;
  source: string | null;
  ownerRole: string | null;
  confidence: 'high' | 'medium' | 'low' | null;
  review: CivilDate | null;
  /** The review date has passed. */
  overdue: boolean;
  origin: 'scenario' | 'data' | 'default';
};

/** Every assumption a forecast stands on, in key order: the data's, the program's defaults and the scenario's own. */
export function assumptionLog(snapshot: Snapshot, scenario: Scenario, today: CivilDate): LoggedAssumption[] {
  const changed = new Set(changedAssumptions(snapshot, scenario).map((row) => row.key));
  const keys = new Set([
    ...Object.keys(forecastAssumptions),
    ...snapshot.assumptions.map((row) => row.key),
    ...Object.keys(scenario.assumptions),
  ]);
  return [...keys].sort().map((key): LoggedAssumption => {
    const row = snapshot.assumptions.find((each) => each.key === key);
    const standard = key in forecastAssumptions ? forecastAssumptions[key as AssumptionKey] : null;
    const base = row?.value ?? standard?.value ?? null;
    return {
      key,
      meaning: standard?.meaning ?? '',
      unit: row?.unit ?? standard?.unit ?? '',
      base,
      value: scenario.assumptions[key] ?? base,
      changed: changed.has(key),
      source: row?.source ?? null,
      ownerRole: row?.ownerRole ?? null,
      confidence: row?.confidence ?? null,
      review: row?.review ?? null,
      overdue: row?.review != null && row.review < today,
      origin: changed.has(key) ? 'scenario' : row ? 'data' : 'default',
    };
  });
}

const order = { draft: 0, reviewed: 1, approved: 2 } as const;

/**
 * Signs a scenario one state on: draft → reviewed → approved, by a role, on a day. Reviewer and approver are different
 * roles. Approving freezes it until it is reopened. Throws `invalid-input` for a state skipped, a role left out, or one
 * role signing twice.
 */
export function signOff(scenario: Scenario, step: Signature): Scenario {
  const now = scenario.status;
  if (step.role.trim() === '') throw new OutturnError('invalid-input', 'Say which role signs.');
  if (order[step.status] !== order[now] + 1) {
    throw new OutturnError(
      'invalid-input',
      `“${scenario.name}” is ${now}: a scenario is reviewed first and approved then. Reopen it to begin again.`,
      { from: now, to: step.status },
    );
  }
  const reviewer = scenario.signOff?.findLast((each) => each.status === 'reviewed')?.role;
  if (step.status === 'approved' && reviewer?.trim().toLowerCase() === step.role.trim().toLowerCase()) {
    throw new OutturnError('invalid-input', `${step.role} has reviewed “${scenario.name}”: another role approves it.`);
  }
  return { ...scenario, status: step.status, signOff: [...(scenario.signOff ?? []), step] };
}

/** Reopens a reviewed or approved scenario as a draft, for a reason that stays in its sign-off. Throws `invalid-input`. */
export function reopenScenario(scenario: Scenario, role: string, at: CivilDate, reason: string): Scenario {
  if (scenario.status === 'draft') throw new OutturnError('invalid-input', `“${scenario.name}” is a draft already.`);
  if (reason.trim() === '' || role.trim() === '') {
    throw new OutturnError('invalid-input', `Give the role and the reason for reopening “${scenario.name}”.`);
  }
  const step: Signature = { status: 'draft', role, at, note: reason };
  return { ...scenario, status: 'draft', signOff: [...(scenario.signOff ?? []), step] };
}

/** Where a scenario stands in its sign-off, in one line: who by role, and when. */
export function signOffText({ status, signOff: steps = [] }: Pick<Scenario, 'status' | 'signOff'>): string {
  const said = { draft: 'reopened', reviewed: 'reviewed', approved: 'approved' };
  const lastOpen = steps.findLastIndex((step) => step.status === 'draft');
  const stages = steps.slice(Math.max(0, lastOpen)).map((step) => {
    const why = step.status === 'draft' && step.note ? ` (${step.note})` : '';
    return `${said[step.status]} by ${step.role} on ${formatDate(step.at)}${why}`;
  });
  const now = {
    draft: 'a draft, neither reviewed nor approved',
    reviewed: 'reviewed, not approved',
    approved: 'approved',
  };
  return `The scenario is ${now[status]}${stages.length > 0 ? `: ${stages.join('; ')}` : ''}`;
}

/** What an approval covers: all that moves a figure. Name and notes may still change. */
const covered = ({ year, period, levers, assumptions, method, seed, paths }: Scenario) =>
  JSON.stringify([year, period, levers, Object.entries(assumptions).sort(), method, seed, paths]);

/**
 * Refuses a change to what an approved scenario was approved with (`scenario-approved`), and a reopening with no reason.
 * A scenario that is a draft or reviewed may change; a reviewed one that does is to be reviewed again by its own screen.
 */
export function refuseApprovedChange(before: Scenario, after: Scenario): void {
  if (before.status !== 'approved') return;
  const reopened = (after.signOff?.length ?? 0) > (before.signOff?.length ?? 0) && after.status === 'draft';
  if (reopened || (after.status === 'approved' && covered(before) === covered(after))) return;
  throw new OutturnError(
    'scenario-approved',
    `“${before.name}” has been approved, so its levers and assumptions are frozen. Reopen it with a reason, or save it as another scenario.`,
    { status: before.status },
  );
}
