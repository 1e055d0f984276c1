import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { type Signing, signScenario } from '../../../shared/scenario/approval.ts';
import { fingerprintOf } from '../scenario-files/signature.ts';
import { resultsOf } from './results.ts';

/** Signs a scenario on its data, with the fingerprint of both and of what they give. Throws `invalid-input`. */
export function signOnData(snapshot: Snapshot, scenario: Scenario, step: Omit<Signing, 'fingerprint'>): Scenario {
  return signScenario(scenario, {
    ...step,
    fingerprint: fingerprintOf(snapshot, scenario, resultsOf(snapshot, scenario)),
  });
}
