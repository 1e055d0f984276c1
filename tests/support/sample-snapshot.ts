import { makeSample, snapshotOf } from '../../build/sample/sample.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';

let made: Snapshot | null = null;

/** The sample council as a snapshot, straight from its generator: for tests that are not about importing. Do not change it. */
export function sampleSnapshot(): Snapshot {
  made ??= snapshotOf(makeSample());
  return made;
}
