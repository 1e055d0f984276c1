import type { CivilDate } from '../model/calendar.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario, Signature } from '../model/scenario.ts';
import { canonicalJson } from '../scenario-file/canonical-json.ts';
import type { Results } from '../scenario-file/document.ts';

/** What a signature stands for: data (by their SHA-256, hex), what is assumed on top of them, and what comes of both. */
export type SignedContent = { snapshotSha256: string; scenario: Scenario; results: Results | null };

/** The text whose SHA-256 is the fingerprint of what was signed. Name and notes may still change. */
export function signedText({ snapshotSha256, scenario, results }: SignedContent): string {
  const { year, period, levers, assumptions, method, seed, paths } = scenario;
  return canonicalJson({
    snapshotSha256,
    scenario: { year, period, levers, assumptions, method, seed, paths },
    results: results as unknown as Record<string, unknown> | null,
  });
}

/** Who signs what, when and why. `person` is the account of the computer, set by the application, never by a page. */
export type Signing = {
  status: 'reviewed' | 'approved';
  role: string;
  person: string;
  at: CivilDate;
  reason: string;
  fingerprint: string;
};

const order = { draft: 0, reviewed: 1, approved: 2 } as const;
const same = (a: string | undefined, b: string) => a?.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * Signs a scenario one state on: draft → reviewed → approved, with a reason. Who prepared it, who reviews and who approves
 * are three people in three roles. Throws `invalid-input` for a state skipped, a role or reason left out, or one person
 * acting twice.
 */
export function signScenario(scenario: Scenario, step: Signing): Scenario {
  const now = scenario.status;
  const { status, role, person, at, reason, fingerprint } = step;
  const refuse = (text: string, details = {}) => new OutturnError('invalid-input', text, details);
  if (role.trim() === '') throw refuse('Say which role signs.');
  if (reason.trim() === '') throw refuse('Give the reason: what was looked at, and what it is signed for.');
  if (order[status] !== order[now] + 1) {
    throw refuse(
      `“${scenario.name}” is ${now === 'draft' ? 'a draft' : now}: a scenario is reviewed first and approved then. Reopen it to begin again.`,
      { from: now, to: status },
    );
  }
  if (same(scenario.preparedBy, person)) {
    throw refuse(
      `“${scenario.name}” was prepared under this account (${person}): somebody else reviews and approves it.`,
    );
  }
  const review = reviewOf(scenario);
  if (status === 'approved' && same(review?.person, person)) {
    throw refuse(`“${scenario.name}” was reviewed under this account (${person}): somebody else approves it.`);
  }
  if (status === 'approved' && same(review?.role, role)) {
    throw refuse(`${role} has reviewed “${scenario.name}”: another role approves it.`);
  }
  const signature: Signature = { status, role: role.trim(), at, note: reason.trim(), person, fingerprint };
  return { ...scenario, status, signOff: [...(scenario.signOff ?? []), signature] };
}

/** The review that stands, where the scenario is reviewed or approved. */
const reviewOf = ({ signOff = [] }: Scenario) =>
  signOff.findLast(({ status }) => status !== 'approved' && status !== 'draft');

/** Reopens a reviewed or approved scenario as a draft, for a reason that stays in its history. Throws `invalid-input`. */
export function reopenScenario(
  scenario: Scenario,
  { role, person, at, reason }: Pick<Signing, 'role' | 'person' | 'at' | 'reason'>,
): Scenario {
  if (scenario.status === 'draft') throw new OutturnError('invalid-input', `“${scenario.name}” is a draft already.`);
  if (reason.trim() === '' || role.trim() === '') {
    throw new OutturnError('invalid-input', `Give the role and the reason for reopening “${scenario.name}”.`);
  }
  return asDraft(scenario, { status: 'draft', role: role.trim(), at, note: reason.trim(), person });
}

const asDraft = (scenario: Scenario, step: Signature): Scenario => ({
  ...scenario,
  status: 'draft',
  signOff: [...(scenario.signOff ?? []), step].slice(-200),
});

/** All of a scenario that moves a figure. */
const covered = ({ year, period, levers, assumptions, method, seed, paths }: Scenario) =>
  canonicalJson({ year, period, levers, assumptions, method, seed, paths });

/** A change of a scenario: who makes it, when, and what by, such as `a workbook that was read back`. */
export type Change = { person: string; at: CivilDate; by: string };

/**
 * The one place where a scenario becomes another: every way in (window, command, workbook, version, newer data, merge)
 * goes through it. Its sign-off is never taken from the change. A change of what is covered makes a draft of a signed
 * scenario, with what was signed in its history, and who changes it has prepared it.
 */
export function changedScenario(before: Scenario, after: Scenario, change: Change): Scenario {
  const { status, signOff, preparedBy } = before;
  const kept: Scenario = { ...after, status };
  delete kept.signOff;
  delete kept.preparedBy;
  if (signOff !== undefined) kept.signOff = signOff;
  if (preparedBy !== undefined) kept.preparedBy = preparedBy;
  if (covered(before) === covered(after)) return kept;
  return lapsed({ ...kept, preparedBy: change.person }, change);
}

/** The same where what a scenario stands on has changed: its data, or what was read from a file. */
export function lapsed(scenario: Scenario, { person, at, by }: Change): Scenario {
  if (scenario.status === 'draft') return scenario;
  const role = scenario.status === 'approved' ? 'Approval' : 'Review';
  return asDraft(scenario, { status: 'draft', role, at, note: `No longer holds: changed by ${by}`, person });
}

/**
 * Refuses a change to what an approved scenario was approved with (`scenario-approved`): the window keeps its levers
 * frozen, and reopens it with a reason first.
 */
export function refuseApprovedChange(before: Scenario, after: Scenario): void {
  if (before.status !== 'approved' || covered(before) === covered(after)) return;
  throw new OutturnError(
    'scenario-approved',
    `“${before.name}” has been approved, so its levers and assumptions are frozen. Reopen it with a reason, or save it as another scenario.`,
    { status: before.status },
  );
}

/** The signature that stands for what a scenario says it is; null for a draft. */
export function standingSignature({ status, signOff = [] }: Scenario): Signature | null {
  return status === 'draft' ? null : (signOff.findLast((step) => step.status === status) ?? null);
}
