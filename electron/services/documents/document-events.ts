import type { Scenario } from '../../../shared/model/scenario.ts';
import { type Change, lapsed } from '../../../shared/scenario/approval.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import type { HistoryEntry, NamedVersion } from '../../../shared/scenario-file/document.ts';
import type { Fingerprint } from '../files/replace-file.ts';
import type { Lock } from './lock-file.ts';
import type { OpenDocument } from './open-document.ts';
import type { WorkLock } from './work-lock.ts';

/** A save that is on the disk: what was written, which may no longer be all there is. */
export type Saved = {
  path: string;
  fingerprint: Fingerprint;
  created: string;
  savedAt: string;
  history: readonly HistoryEntry[];
  /** The scenario, versions and passphrase that were written. */
  scenario: Scenario;
  versions: readonly NamedVersion[];
  passphrase: string | null;
  /** Rows were changed while it was written. */
  dataTouched: boolean;
};

/** Everything that can happen to the open document. */
export type DocumentEvent =
  /** Its scenario was changed, signed or reopened. */
  | { type: 'scenario'; scenario: Scenario }
  /** Rows of its data were changed: what was signed was signed on other rows. */
  | { type: 'data'; change: Change }
  /** A scenario nobody has touched follows the data. */
  | { type: 'followed'; scenario: Scenario }
  | { type: 'versions'; versions: readonly NamedVersion[] }
  | { type: 'passphrase'; passphrase: string | null }
  | { type: 'saved'; saved: Saved }
  /** A save that failed after its file was put in place: what stands there is ours. */
  | { type: 'placed'; path: string; fingerprint: Fingerprint }
  | { type: 'file-lock'; lockedBy: Lock | null }
  /** The lock of its working copy was made. */
  | { type: 'work-lock'; lock: { passphrase: string; lock: WorkLock } }
  | { type: 'notice'; notice: string | null };

/** The document after an event. Pure: the one before is left as it was. */
export function documentAfter(document: OpenDocument, event: DocumentEvent): OpenDocument {
  switch (event.type) {
    case 'scenario':
      return { ...document, scenario: event.scenario };
    case 'data': {
      const { scenario } = document;
      return {
        ...document,
        dataTouched: true,
        scenario: scenario.status === 'draft' ? scenario : lapsed(scenario, event.change),
      };
    }
    case 'followed':
      return { ...document, scenario: event.scenario, savedScenario: canonicalJson(event.scenario) };
    case 'versions':
      return { ...document, versions: event.versions, versionsChanged: true };
    case 'passphrase':
      return { ...document, passphrase: event.passphrase, protectionChanged: true };
    case 'saved':
      return afterSave(document, event.saved);
    case 'placed':
      return document.path === event.path ? { ...document, fingerprint: event.fingerprint } : document;
    case 'file-lock':
      return { ...document, lockedBy: event.lockedBy };
    case 'work-lock':
      return { ...document, lock: event.lock };
    case 'notice':
      return { ...document, notice: event.notice };
  }
}

/** What was saved is what was read for it: a lever moved meanwhile is still unsaved. */
function afterSave(document: OpenDocument, saved: Saved): OpenDocument {
  const { path, fingerprint, created, savedAt, history, dataTouched } = saved;
  const { name } = saved.scenario;
  return {
    ...document,
    ...{ path, fingerprint, created, savedAt, history, dataTouched },
    scenario: document.scenario.name === name ? document.scenario : { ...document.scenario, name },
    savedScenario: canonicalJson(saved.scenario),
    versionsChanged: document.versions !== saved.versions,
    protectionChanged: document.passphrase !== saved.passphrase,
    automatic: false,
  };
}
