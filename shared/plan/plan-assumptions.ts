import type { YearLabel } from '../model/calendar.ts';
import type { InflationIndex } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Key of the assumption that sets an index in a year for one scenario, per cent. */
export const inflationKey = (code: string, year: YearLabel) => `inflation:${code}:${year}`;
/** Key of the assumption that sets the confidence in a proposal for one scenario, per cent. */
export const confidenceKey = (reference: string) => `proposal-confidence:${reference}`;

/**
 * The data as a scenario's plan reads them: indices and confidences that the scenario sets stand in place of those of the
 * registers. The same object where it sets none, so that what is kept per snapshot is kept.
 */
export function withPlanAssumptions(snapshot: Snapshot, { assumptions }: Pick<Scenario, 'assumptions'>): Snapshot {
  const keys = Object.keys(assumptions);
  const rates = keys.filter((key) => key.startsWith('inflation:'));
  const confidences = keys.filter((key) => key.startsWith('proposal-confidence:'));
  if (rates.length + confidences.length === 0) return snapshot;
  const indices = snapshot.inflationIndices.map((row) => ({
    ...row,
    increasePercent: assumptions[inflationKey(row.code, row.year)] ?? row.increasePercent,
  }));
  const fresh = rates.flatMap((key): InflationIndex[] => {
    const [, code = '', year = ''] = key.split(':');
    const known = indices.some((row) => row.code === code && row.year === year);
    const like = indices.find((row) => row.code === code);
    if (known || !like) return [];
    const increasePercent = assumptions[key] ?? 0;
    return [{ ...like, id: -1, year, increasePercent, fromPeriod: 1, source: 'Set in the scenario' }];
  });
  const proposals = snapshot.proposals.map((row) => ({
    ...row,
    confidencePercent: assumptions[confidenceKey(row.reference)] ?? row.confidencePercent,
  }));
  return { ...snapshot, inflationIndices: [...indices, ...fresh], proposals };
}
