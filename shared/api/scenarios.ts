import { z } from 'zod';
import { type Scenario, scenarioSchema } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { method, nothing, out, token, year } from './method.ts';

/** The open scenario as the window shows it. */
export type OpenScenario = {
  /** Names what is open: another scenario, or the same file opened again, has another. */
  id?: string;
  scenario: Scenario;
  /** File name without folder, null when never saved. */
  fileName: string | null;
  unsaved: boolean;
  savedAt: string | null;
  /** Its file is, or from the next save on will be, protected by a passphrase. */
  protected?: boolean;
  /** Somebody else has the file open: Save is refused, Save As and `scenarioTakeOver` are offered. */
  lockedBy?: { owner: string; machine: string; since: string } | null;
  /** Set when the file was made from other data than the local copy now holds. */
  dataNotice: string | null;
};

export type RecentFile = { token: string; name: string; folder: string; openedAt: string; missing: boolean };

export type Recovered = { token: string; name: string; changedAt: string };

export type OpenedScenario = { token: string; name: string; scenario: Scenario; snapshot: Snapshot };

/** The open scenario and its file. */
export const scenariosMethods = {
  scenarioCurrent: method(nothing, out<OpenScenario>()),
  scenarioNew: method(
    z.strictObject({
      name: z.string().min(1).max(200),
      year,
      period: z.number().int().min(0).max(12),
    }),
    out<OpenScenario>(),
  ),
  /**
   * Replaces the open scenario: levers, assumptions, notes. Kept in the working copy within a second. `of`: the id of the
   * one it is a change of; `scenario-closed` when another has been opened meanwhile, which stays as it is.
   */
  scenarioUpdate: method(
    z.strictObject({ scenario: scenarioSchema, of: z.string().max(40).optional() }),
    out<OpenScenario>(),
  ),
  /**
   * Signs the open scenario one state on, with its data, levers, assumptions and results fixed. Who prepared, reviews and
   * approves it are different people; the person at the computer is asked outside the page.
   */
  scenarioSign: method(
    z.strictObject({
      status: z.enum(['reviewed', 'approved']),
      role: z.string().max(200),
      reason: z.string().max(2000),
    }),
    out<OpenScenario>(),
  ),
  /** Makes a draft of a reviewed or approved scenario, for a reason that stays in its history. */
  scenarioReopen: method(
    z.strictObject({ role: z.string().max(200), reason: z.string().max(2000) }),
    out<OpenScenario>(),
  ),
  scenarioOpen: method(z.strictObject({ passphrase: z.string().max(500).nullable() }), out<OpenScenario | null>()),
  scenarioOpenToken: method(z.strictObject({ token, passphrase: z.string().max(500).nullable() }), out<OpenScenario>()),
  scenarioSave: method(z.strictObject({ onConflict: z.enum(['refuse', 'replace']) }), out<OpenScenario | null>()),
  scenarioSaveAs: method(nothing, out<OpenScenario | null>()),
  /**
   * Writes a copy to share where the person chooses, without rows of children unless `rows`; the open scenario stays as it
   * is. Null when the person cancels.
   */
  scenarioShare: method(z.strictObject({ rows: z.boolean() }), out<{ saved: string } | null>()),
  /** Takes the open file over from the colleague, or the session, that has it open. */
  scenarioTakeOver: method(nothing, out<OpenScenario>()),
  recentFiles: method(nothing, out<RecentFile[]>()),
  recovered: method(nothing, out<Recovered[]>()),
  /** Throws unsaved work of an earlier session away. */
  recoveredDiscard: method(z.strictObject({ token }), out<Record<string, never>>()),
  /**
   * Adds, changes or takes off the passphrase of the open scenario's file, from its next save on. `current` must be the
   * one it is protected with; null when it is not protected. The passphrase is held in memory only.
   */
  passphraseSet: method(
    z.strictObject({
      current: z.string().max(500).nullable(),
      passphrase: z.string().min(8).max(500).nullable(),
    }),
    out<OpenScenario>(),
  ),
  /** Opens a second scenario beside the open one, to compare; nothing is changed. */
  compareOpen: method(
    z.strictObject({
      token: token.nullable(),
      passphrase: z.string().max(500).nullable().optional(),
      /** The open scenario's own file, as it is on the disk now. */
      own: z.boolean().optional(),
    }),
    out<OpenedScenario | null>(),
  ),
} as const;
