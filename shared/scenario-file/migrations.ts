/**
 * Changes to the scenario file, one per version, named by what they do. A file of version n is brought up to date by
 * every migration from n on. A migration takes and gives plain data and knows only its own two versions.
 */
export type ScenarioFileMigration = { name: string; up: (body: unknown) => unknown };

/** The first migration takes version 1 to version 2, and so on. Version 1 is the first: there is nothing to change yet. */
export const migrations: readonly ScenarioFileMigration[] = [];

/** The version this program writes, and the newest it reads. */
export const currentVersion = migrations.length + 1;

/** Brings the body of a file of `version` (1 … current) up to the current version. */
export function migrateBody(body: unknown, version: number, list = migrations): unknown {
  return list.slice(version - 1).reduce((older, migration) => migration.up(older), body);
}
