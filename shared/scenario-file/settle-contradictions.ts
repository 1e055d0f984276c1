import type { ScenarioFileMigration } from './migration.ts';

type Rows = Record<string, unknown>[];
type VersionThreeBody = { snapshot?: { statedFacts?: Rows; [name: string]: unknown } };

/**
 * Version 4: the data carry the contradictions between sources that were settled, and a stated fact the cell it stands
 * for. A body that is no document is left for the schema to refuse.
 */
export const settleContradictions: ScenarioFileMigration = {
  name: 'settle-contradictions',
  up(body) {
    const older = body as VersionThreeBody | null;
    const snapshot = older?.snapshot;
    if (!snapshot || !Array.isArray(snapshot.statedFacts)) return body;
    return {
      ...older,
      snapshot: {
        ...snapshot,
        statedFacts: snapshot.statedFacts.map((row) => ({ ...row, standsFor: null })),
        settlements: [],
      },
    };
  },
};
