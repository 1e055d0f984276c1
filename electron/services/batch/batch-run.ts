import type { Authority } from '../../../shared/batch/authority.ts';
import type { Failure } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { UnitDocument } from './unit-document.ts';

/** One council under one scenario, still to be done: its data are read when its turn comes. */

export type BatchUnit = {
  council: Authority;
  scenario: string;
  load(): Promise<{ snapshot: Snapshot; scenario: Scenario }>;
};
export type BatchRun = {
  documents: UnitDocument[];
  costs: UnitCost[];
  /** Units without a result, each with the reason: the others are done all the same. */
  failed: { council: string; scenario: string; error: Failure }[];
};
/** Processor time that a unit took, milliseconds; nought where its result was there already. */
export type UnitCost = { council: string; scenario: string; milliseconds: number; existing: boolean };
