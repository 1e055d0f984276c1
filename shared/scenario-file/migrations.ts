import { keepNamedVersions } from './keep-named-versions.ts';
import type { ScenarioFileMigration } from './migration.ts';
import { addSecondRound } from './second-round.ts';
import { settleContradictions } from './settle-contradictions.ts';

type Rows = Record<string, unknown>[];
type VersionOneBody = { snapshot?: { statedFacts?: Rows; savingRatings?: Rows; [name: string]: unknown } };

/**
 * Version 2: figures of printed tables carry their role, ratings what was delivered to date, packages their joint
 * funding; a scenario may carry its sign-off. A body that is no document is left for the schema to refuse.
 */
const addPrintedTables: ScenarioFileMigration = {
  name: 'add-printed-tables',
  up(body) {
    const older = body as VersionOneBody | null;
    const snapshot = older?.snapshot;
    if (!snapshot || !Array.isArray(snapshot.statedFacts) || !Array.isArray(snapshot.savingRatings)) return body;
    const blanks = { tableName: null, role: null, basis: null, printedTo: null };
    return {
      ...older,
      snapshot: {
        ...snapshot,
        statedFacts: snapshot.statedFacts.map((row) => ({ ...row, ...blanks })),
        savingRatings: snapshot.savingRatings.map((row) => ({ ...row, deliveredPence: null })),
        jointFunding: [],
      },
    };
  },
};

/** The first migration takes version 1 to version 2, and so on. */
export const migrations: readonly ScenarioFileMigration[] = [
  addPrintedTables,
  keepNamedVersions,
  settleContradictions,
  addSecondRound,
];

/** The version this program writes, and the newest it reads. */
export const currentVersion = migrations.length + 1;

/** Brings the body of a file of `version` (1 … current) up to the current version. */
export function migrateBody(body: unknown, version: number, list = migrations): unknown {
  return list.slice(version - 1).reduce((older, migration) => migration.up(older), body);
}
