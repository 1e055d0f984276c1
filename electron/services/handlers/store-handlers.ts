import { importToUndo, listChanges, redo, undo, undoLabel } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { linePostings } from '../../../db/postings.ts';
import { rowOrigins } from '../../../db/row-origins.ts';
import type { Store } from '../../../db/store.ts';
import { yearsOf } from '../../../db/years.ts';
import type { EditResult, StoreStatus } from '../../../shared/api.ts';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { packResult, unpackEdits } from '../../../shared/model/packed-edits.ts';
import { packSnapshot } from '../../../shared/model/packed-snapshot.ts';
import { type Finding, OutturnError } from '../../../shared/model/problem.ts';
import { registerNames } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { askedTexts, textFindings } from '../publication/answer-texts.ts';

type Methods =
  | 'storeStatus'
  | 'snapshot'
  | 'packedSnapshot'
  | 'applyEdits'
  | 'applyPackedEdits'
  | 'undo'
  | 'redo'
  | 'changes'
  | 'findings'
  | 'rowOrigins'
  | 'linePostings';

const checked = new WeakMap<Snapshot, Finding[]>();

/** The findings of a snapshot, worked out once. */
export function findingsOf(snapshot: Snapshot): Finding[] {
  const known = checked.get(snapshot) ?? runChecks(snapshot);
  checked.set(snapshot, known);
  return known;
}

export function storeHandlers(currentSession: () => Promise<Session>): Pick<Handlers, Methods> {
  return {
    storeStatus: async () => statusOf(await currentSession()),
    snapshot: async () => (await currentSession()).snapshot(),
    packedSnapshot: async () => packSnapshot((await currentSession()).snapshot()),
    applyEdits: async ({ edits, why, label }) =>
      changingRows(await currentSession(), (store) => applyEdits(store, edits, why, label)),
    async applyPackedEdits({ packed, why, label }) {
      const edits = unpackEdits(packed);
      return packResult(
        edits,
        await changingRows(await currentSession(), (store) => applyEdits(store, edits, why, label)),
      );
    },
    async undo({ imports }) {
      const session = await currentSession();
      if (!imports) refuseImport(await session.store());
      return changingRows(session, undo);
    },
    redo: async () => changingRows(await currentSession(), redo),
    changes: async ({ before, limit }) => listChanges(await (await currentSession()).store(), before, limit),
    findings: async () => {
      const session = await currentSession();
      const { scenario, base } = session.document();
      const asked = askedTexts(session.workspace, session.snapshot(), scenario, base === 'workspace');
      return [...findingsOf(session.snapshot()), ...textFindings(asked)];
    },
    linePostings: async (wanted) => linePostings(await (await currentSession()).store(), wanted),
    rowOrigins: async ({ rows }) => rowOrigins(await (await currentSession()).store(), rows),
  };
}

/** Runs a change of rows and tells the session, so that figures, title and working copy follow. */
export async function changing<T>(currentSession: Session, work: (store: Store) => T): Promise<T> {
  const result = work(await currentSession.store());
  currentSession.dataChanged();
  currentSession.show();
  // Answered only once a crash could not lose it: the rows are in the store, and that they matter is in the working copy.
  await currentSession.kept();
  return result;
}

/** The same where the answer says which rows: no others are read again. */
async function changingRows(currentSession: Session, work: (store: Store) => EditResult): Promise<EditResult> {
  const store = await currentSession.store();
  const { dataDate } = currentSession.snapshot();
  const result = work(store);
  currentSession.dataChanged(result.beyond ? undefined : result.changed);
  currentSession.show();
  await currentSession.kept();
  // The data date may follow from the rows: whoever shows them has to know.
  const now = currentSession.snapshot().dataDate;
  return now === dataDate ? result : { ...result, dataDate: now };
}

/** A file whose rows are still being put into a store has nothing to undo yet. */
function undoLabelsOf(currentSession: Session) {
  const store = currentSession.storeNow();
  return store === null ? { undo: null, redo: null } : undoLabel(store);
}

function statusOf(currentSession: Session): StoreStatus {
  const snapshot = currentSession.snapshot();
  const empty = registerNames.every((name) => snapshot[name].length === 0);
  return {
    council: snapshot.council,
    years: yearsOf(snapshot),
    dataDate: empty ? null : snapshot.dataDate,
    empty,
    ...undoLabelsOf(currentSession),
    findings: findingsOf(snapshot).length,
    base: currentSession.document().base,
    others: currentSession.others(),
  };
}

/** An import is many rows and much waiting: it is not taken back by one key pressed too often. Says what would go. */
function refuseImport(store: Store): void {
  const found = importToUndo(store);
  if (!found) return;
  const rows = (count: number) => `${formatNumber(count)} ${count === 1 ? 'row' : 'rows'}`;
  const parts = [
    found.added > 0 ? `${rows(found.added)} it added will be taken out` : '',
    found.changed > 0 ? `${rows(found.changed)} it changed will be as before` : '',
    found.removed > 0 ? `${rows(found.removed)} it removed will be put back` : '',
  ].filter(Boolean);
  const files = found.files.length > 3 ? `${formatNumber(found.files.length)} files` : found.files.join(', ');
  throw new OutturnError(
    'undo-takes-import',
    `The last step was the import of ${files} on ${formatDate(found.at.slice(0, 10))}. Undo takes all of it back: ${parts.join('; ') || 'no rows change'}. Redo (Ctrl+Y) brings it back.`,
    { added: found.added, changed: found.changed, removed: found.removed },
  );
}
