import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { OpenScenario } from '../../../shared/api.ts';
import { periodOf, yearOf } from '../../../shared/model/calendar.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import type { HistoryEntry, NamedVersion } from '../../../shared/scenario-file/document.ts';
import type { Fingerprint } from '../files/replace-file.ts';
import type { Lock } from './lock-file.ts';
import type { WorkLock } from './work-lock.ts';
import type { WorkingCopy } from './working-copy.ts';
import type { WorkingData } from './working-data.ts';

/** The scenario that is open, where it came from, and the data it stands on. It changes by events (document-events.ts). */
export type OpenDocument = {
  /** Names its working copy. */
  readonly id: string;
  readonly scenario: Scenario;
  /** Canonical JSON of the scenario as saved, opened or begun: what it differs from when it is unsaved. */
  readonly savedScenario: string;
  /** Made by Outturn itself at start, so that it may follow the data until somebody changes it. */
  readonly automatic: boolean;
  readonly path: string | null;
  readonly fingerprint: Fingerprint | null;
  readonly created: string | null;
  readonly savedAt: string | null;
  readonly history: readonly HistoryEntry[];
  /** Versions somebody has named, oldest first; replaced whole when one is added or taken away. */
  readonly versions: readonly NamedVersion[];
  readonly versionsChanged: boolean;
  /** Rows were changed since the file was saved. */
  readonly dataTouched: boolean;
  /** In memory only, never written. */
  readonly passphrase: string | null;
  /** The lock of its working copy, and the passphrase it was made with; made when it is first kept. */
  readonly lock: { passphrase: string; lock: WorkLock } | null;
  /** The key of its own data, where these are of a protected file; hexadecimal. */
  readonly dataSecret: string | null;
  /** Set or taken off since the file was saved. */
  readonly protectionChanged: boolean;
  /** Somebody else has the file open: it is read, and not saved over. */
  readonly lockedBy: Lock | null;
  readonly base: 'workspace' | 'file';
  readonly data: WorkingData;
  readonly notice: string | null;
};

/** What a scenario is called before anybody names it. */
export const untitled = 'Untitled';

export const newId = () => randomBytes(8).toString('hex');

/** A scenario that has never been saved, on its data. */
export function newDocument(scenario: Scenario, data: WorkingData, automatic: boolean): OpenDocument {
  return {
    id: newId(),
    scenario,
    savedScenario: canonicalJson(scenario),
    automatic,
    path: null,
    fingerprint: null,
    created: null,
    savedAt: null,
    history: [],
    versions: [],
    versionsChanged: false,
    dataTouched: false,
    passphrase: null,
    lock: null,
    dataSecret: null,
    protectionChanged: false,
    lockedBy: null,
    base: 'workspace',
    data,
    notice: null,
  };
}

/** True when closing now would lose something that is in no scenario file. */
export function isUnsaved(document: OpenDocument): boolean {
  const dataAtRisk = document.dataTouched && (document.path !== null || document.base === 'file');
  const protection = document.protectionChanged && document.path !== null;
  return dataAtRisk || protection || document.versionsChanged || differsFromSaved(document);
}

/** Who prepared it last is no work of itself: a change that was undone leaves nothing to save. */
function differsFromSaved({ scenario, savedScenario }: OpenDocument): boolean {
  if (canonicalJson(scenario) === savedScenario) return false;
  if (savedScenario === '') return true;
  const saved = JSON.parse(savedScenario) as Scenario;
  return canonicalJson({ ...scenario, preparedBy: '' }) !== canonicalJson({ ...saved, preparedBy: '' });
}

/** What the window is told. */
export function shown(document: OpenDocument, trouble: string | null): OpenScenario {
  return {
    id: document.id,
    scenario: document.scenario,
    fileName: document.path === null ? null : basename(document.path),
    unsaved: isUnsaved(document),
    savedAt: document.savedAt,
    protected: document.passphrase !== null,
    lockedBy: document.lockedBy && {
      owner: document.lockedBy.owner,
      machine: document.lockedBy.machine,
      since: document.lockedBy.since,
    },
    dataNotice: [document.notice, trouble].filter((part) => part !== null).join(' ') || null,
  };
}

/** What is kept of it while it is unsaved. */
export function workingCopyOf(document: OpenDocument, changedAt: string): WorkingCopy {
  return {
    format: 'outturn-working-copy',
    version: 1,
    id: document.id,
    changedAt,
    scenario: document.scenario,
    savedScenario: document.savedScenario,
    dataTouched: document.dataTouched,
    path: document.path,
    fingerprint: document.fingerprint,
    created: document.created,
    history: [...document.history],
    versions: [...document.versions],
    versionsChanged: document.versionsChanged,
    base: document.base,
    dataSecret: document.dataSecret,
    wasEncrypted: document.passphrase !== null,
  };
}

/** The scenario to begin with: the latest year with actuals, at its latest period; else the year of `today`. */
export function scenarioForData(snapshot: Snapshot, today: string): Scenario {
  let year = '';
  let period = 0;
  for (const actual of snapshot.actuals) {
    if (actual.year > year || (actual.year === year && actual.period > period)) {
      year = actual.year;
      period = actual.period;
    }
  }
  for (const line of snapshot.budgetLines) {
    if (year === '' || (period === 0 && line.year > year)) year = line.year;
  }
  if (year === '') return newScenario(untitled, yearOf(today), Math.max(0, periodOf(today) - 1));
  return newScenario(untitled, year, period);
}

/** True for a scenario of Outturn's own making that nobody has touched or saved: it follows the data. */
export function followsData(document: OpenDocument): boolean {
  return document.automatic && document.path === null && !isUnsaved(document);
}
