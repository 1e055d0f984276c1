import { z } from 'zod';
import type { BridgeStep } from '../model/forecast.ts';
import type { Scenario } from '../model/scenario.ts';
import type { RegisterDifference, ScenarioDifference } from '../scenario-file/differences.ts';
import type { Results } from '../scenario-file/document.ts';
import { method, nothing, out, token, versionId } from './method.ts';
import type { OpenScenario } from './scenarios.ts';

/** A version of the open scenario that has a name. Results are those it had when it was named. */
export type VersionRecord = {
  id: string;
  name: string;
  note: string;
  madeAt: string;
  /** Made by Outturn before going back or before new data. */
  automatic: boolean;
  levers: number;
  dataDate: string;
  /** It was made on the data that the scenario stands on now. */
  sameData: boolean;
  outturnPence: number | null;
  variancePence: number | null;
};

/** Two versions side by side; `bridge` leads from the first outturn to the second on today's data, null when it cannot be made. */
export type VersionComparison = {
  before: { name: string; results: Results | null };
  after: { name: string; results: Results | null };
  differences: ScenarioDifference[];
  bridge: BridgeStep[] | null;
  /** That a version stood on other data than are open now, and what they alone move; null when all is on the same data. */
  otherData: string | null;
};

/** What moving the scenario onto the data of the local copy would change. */
export type RebasePreview = {
  /** False when it stands on the local copy's data already. */
  needed: boolean;
  fromDataDate: string;
  toDataDate: string;
  registers: RegisterDifference[];
  /** Rows changed in the data inside the file, which the local copy does not have: they stay in a backup. */
  editedHere: boolean;
  /** Latest period with actuals in the local copy, for the scenario's year. */
  latestPeriod: number;
  outturnBefore: number | null;
  outturnAfter: number | null;
  /** Why the scenario cannot be forecast on the newer data; null when it can. */
  problem: string | null;
};

/** A copy that can be brought back: an earlier state of a scenario file, or of the local copy. */
export type BackupRecord = {
  token: string;
  kind: 'scenario' | 'workspace';
  name: string;
  madeAt: string;
  bytes: number;
  /** It belongs to the scenario that is open, or is of the local copy in use. */
  current: boolean;
  /** A word on why it was made: `saved`, `replaced`, `daily`, `before-migration`, `before-rebase`, `before-restore`, `before-new-key`. */
  reason: string;
};

/** Earlier states of the open scenario, and moving it onto newer data. */
export const versionsMethods = {
  /** Named versions of the open scenario, newest first. */
  versions: method(nothing, out<VersionRecord[]>()),
  /** Keeps the scenario as it is now under a name; it is in the file from the next save on. */
  versionName: method(
    z.strictObject({ name: z.string().trim().min(1).max(200), note: z.string().max(2000) }),
    out<VersionRecord[]>(),
  ),
  /** A version to look at; nothing is changed. */
  versionOpen: method(
    z.strictObject({ id: versionId }),
    out<{ version: VersionRecord; scenario: Scenario; results: Results | null }>(),
  ),
  /** Goes back to a version; what was open is kept as a version of its own first. */
  versionRestore: method(z.strictObject({ id: versionId }), out<OpenScenario>()),
  versionRemove: method(z.strictObject({ id: versionId }), out<VersionRecord[]>()),
  /** Compares two versions; null stands for the scenario as it is now. */
  versionCompare: method(
    z.strictObject({ before: versionId.nullable(), after: versionId.nullable() }),
    out<VersionComparison>(),
  ),
  /** What would change if the open scenario stood on the local copy's data. */
  rebasePreview: method(nothing, out<RebasePreview>()),
  /** Moves it there; the state before stays as a version and, data included, as a backup. */
  rebase: method(z.strictObject({ toLatestPeriod: z.boolean() }), out<OpenScenario>()),
  /** Copies that can be brought back, newest first. */
  backups: method(nothing, out<BackupRecord[]>()),
  /**
   * Brings a copy back. A scenario opens as unsaved work beside its file; the local copy is replaced, and the one in use
   * set aside first.
   */
  backupRestore: method(z.strictObject({ token, passphrase: z.string().max(500).nullable() }), out<OpenScenario>()),
} as const;
