import { dataDate } from '../../build/sample/children/forward.ts';
import { makeSample } from '../../build/sample/sample.ts';
import { emptySnapshot, type Snapshot } from '../../shared/model/snapshot.ts';

let made: Snapshot | null = null;

/** The sample council as a snapshot, straight from its generator: for tests that are not about importing. Do not change it. */
export function sampleSnapshot(): Snapshot {
  if (made) return made;
  const snapshot = emptySnapshot("Northamptonshire Children's Trust (sample)", dataDate);
  snapshot.synthetic = true;
  for (const extract of makeSample()) {
    (snapshot as unknown as Record<string, unknown>)[extract.register] = extract.rows.map((row, index) => ({
      id: index + 1,
      ...row,
    }));
  }
  made = snapshot;
  return made;
}
