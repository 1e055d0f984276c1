import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { lapsed, signedText, standingSignature } from '../../../shared/scenario/approval.ts';
import type { Results } from '../../../shared/scenario-file/document.ts';
import { sha256 } from '../files/replace-file.ts';
import { snapshotHash } from './snapshot-bytes.ts';

/** SHA-256 (hex) of what a signature stands for: data, levers, assumptions and results. */
export function fingerprintOf(snapshot: Snapshot, scenario: Scenario, results: Results | null): string {
  return sha256(Buffer.from(signedText({ snapshotSha256: snapshotHash(snapshot), scenario, results }), 'utf8'));
}

/**
 * A scenario as it is read from a file: signed only if it is what was signed. One that was signed by an earlier version
 * has no fingerprint to be held against, and stays as it is. `at`: the day the file was saved.
 */
export function asSigned(snapshot: Snapshot, scenario: Scenario, results: Results | null, at: string): Scenario {
  const { fingerprint, person } = standingSignature(scenario) ?? {};
  if (fingerprint === undefined) return scenario;
  if (fingerprint === fingerprintOf(snapshot, scenario, results)) return scenario;
  const by = 'something outside Outturn: the file is not what was signed';
  return lapsed(scenario, { person: person ?? '', at, by });
}
