import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { type Change, reopenScenario } from '../../../shared/scenario/approval.ts';
import { accountName } from '../documents/account.ts';
import { signOnData } from '../documents/sign-scenario.ts';
import type { SignOptions } from './change-scenario.ts';
import type { Environment } from './environment.ts';

/** A change of a scenario made by a command, under the account that runs it. */
export const changeByCommand = ({ clock, account = accountName }: Environment): Change => ({
  person: account(),
  at: clock().toISOString().slice(0, 10),
  by: 'a command',
});

/** The scenario signed or reopened as the options say; as it is where they say nothing. Throws `invalid-input`. */
export function signedScenario(
  snapshot: Snapshot,
  scenario: Scenario,
  { status, role = '', why: reason = '' }: SignOptions,
  { person, at }: Change,
): Scenario {
  if (status === undefined) {
    if (role || reason) throw new OutturnError('invalid-input', '--role and --why go with --status.');
    return scenario;
  }
  if (status === 'draft') return reopenScenario(scenario, { role, reason, person, at });
  if (status !== 'reviewed' && status !== 'approved') {
    throw new OutturnError('invalid-input', '--status is draft, reviewed or approved.');
  }
  return signOnData(snapshot, scenario, { status, role, reason, person, at });
}
