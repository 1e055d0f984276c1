/**
 * Changes to the scenario file, one per version, named by what they do. A file of version n is brought up to date by
 * every migration from n on. A migration takes and gives plain data and knows only its own two versions.
 */
export type ScenarioFileMigration = { name: string; up: (body: unknown) => unknown };
