import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Keyring } from '../../../db/database-key.ts';
import { readSnapshot, storedDataDate } from '../../../db/snapshot.ts';
import { openStore, type Store } from '../../../db/store.ts';
import type { OpenScenario } from '../../../shared/api.ts';
import { patchSnapshot, type RowNow } from '../../../shared/model/patch-snapshot.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { changeBy, type HandlerContext } from '../context/handler-context.ts';
import { slowLog } from '../diagnostics/slow-log.ts';
import { removeLeftFolders } from '../files/private-folder.ts';
import { removeHalfWritten } from '../files/write-whole.ts';
import { fileDatabaseKeys } from '../keys/database-keys.ts';
import { accountName } from './account.ts';
import { type DocumentEvent, documentAfter } from './document-events.ts';
import { lockMessage, ownLock, releaseLock, renewEvery, renewLock, takeLock } from './lock-file.ts';
import {
  followsData,
  isUnsaved,
  newDocument,
  type OpenDocument,
  scenarioForData,
  shown,
  workingCopyOf,
} from './open-document.ts';
import { watchOthers } from './others-watch.ts';
import { createWorkKeeper } from './work-keeper.ts';
import { lockWith } from './work-lock.ts';
import {
  listWorkingCopies,
  recordPath,
  removeOrphans,
  removeWorkingCopy,
  unreadableWorkingCopies,
  writeWorkingCopy,
} from './working-copy.ts';
import { dataInWorkspace, type WorkingData } from './working-data.ts';
import { dailyBackup, finishRestore } from './workspace-backups.ts';

/**
 * The session: the local copy, the one open scenario, and the data that scenario stands on — the local copy itself
 * (base `workspace`), or the data inside an opened file, held in a copy of their own (base `file`).
 */
export type Session = {
  readonly workspace: Store;
  /** The keys that encrypt everything of this profile. */
  readonly keys: Keyring;
  document(): OpenDocument;
  /** The store behind every screen; null while the rows of an opened file are still being put into one. */
  storeNow(): Store | null;
  /** The same, once it is filled. Throws when it could not be. */
  store(): Promise<Store>;
  /** Every row of that store; read again only after a change, of ours or of another program. */
  snapshot(): Snapshot;
  /** How often another program, such as a command, has been found to have changed the local copy. */
  others(): number;
  /** Every row of any store. */
  snapshotOf(store: Store): Snapshot;
  /** Call after rows were changed; with `rows` when it is known that no others were, so that not all are read again. */
  dataChanged(rows?: readonly RowNow[]): void;
  /** Something has happened to the document: it changes, and its working copy is written at once. */
  apply(event: DocumentEvent): void;
  /**
   * Waits until the working copy holds every change made so far, so that what has been answered survives the end of the
   * process. Changes that come while it is being written share the next writing. Never throws: trouble is shown.
   */
  kept(): Promise<void>;
  /**
   * Opens another document in this session; unsaved work of the one before stays as a working copy. Throws `write-failed`
   * and leaves things as they are when that work cannot be kept. `snapshot`: the rows of its store, when they are known.
   */
  replace(next: OpenDocument, snapshot?: Snapshot): Promise<void>;
  /** Puts the document onto the local copy's data in place of its own, and closes its own. */
  moveToWorkspace(next: OpenDocument): Promise<void>;
  /** Takes the lock of the open file; tells in words who has it, or left it. `force` takes it over. */
  lock(force: boolean): string | null;
  /** Releases the lock of a file that is no longer the open one. */
  unlock(path: string): void;
  /** What the window shows of the document; also brings title bar up to date. */
  show(): OpenScenario;
  /** The local copy's data, for a document that stands on it. */
  readonly own: WorkingData;
  /** Opens a store with this session's clock and backup folder. */
  openStore(path: string, justMade?: boolean, own?: Keyring): Promise<Store>;
  /** One document operation after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Opens the local copy of a profile (made when missing) and begins a session with a new scenario. */
export async function openSession(context: HandlerContext): Promise<Session> {
  const { paths, clock, desktop, protection, account = accountName } = context;
  const { profile } = paths;
  const keys = await fileDatabaseKeys(profile, protection).keyring();
  const open = (path: string, justMade = false, own: Keyring = keys) =>
    openStore(path, {
      clock,
      backupFolder: join(profile, 'backups'),
      keys: own,
      slow: slowLog(profile, clock),
      who: account(),
      justMade,
    });
  ignoreErrors(() => removeLeftFolders(profile));
  removeHalfWritten(profile);
  ignoreErrors(() => removeOrphans(profile, keys));
  ignoreErrors(() => finishRestore(join(profile, 'workspace.sqlite')));
  const workspace = await open(join(profile, 'workspace.sqlite'));
  dailyBackup(workspace, profile, clock());
  const today = () => clock().toISOString().slice(0, 10);
  const own = dataInWorkspace(workspace);
  const begin = () => {
    try {
      return newDocument(scenarioForData(readSnapshot(workspace), today()), own, true);
    } catch (error) {
      workspace.close();
      throw error;
    }
  };
  let current = begin();
  const lost = unreadableWorkingCopies(profile, keys);
  const happen = (event: DocumentEvent) => {
    current = documentAfter(current, event);
  };
  if (lost.length > 0) happen({ type: 'notice', notice: cannotRead(lost) });
  const others = watchOthers(workspace);
  const followOthers = () => {
    if (others.look() && current.base === 'workspace') touched();
  };
  let cachedSnapshot: Snapshot | null = null;
  /** Rows behind the document have changed: which, when it is known that no others have. */
  const touched = (rows?: readonly RowNow[]) => {
    cachedSnapshot = rows && cachedSnapshot ? patched(storeOf(current), cachedSnapshot, rows) : null;
    happen({ type: 'data', change: changeBy(context, 'the data behind it') });
    if (followsData(current)) happen({ type: 'followed', scenario: scenarioForData(session.snapshot(), today()) });
    if (isUnsaved(current)) void keeper.keep();
  };
  const keeper = createWorkKeeper(async () => {
    if (!isUnsaved(current)) return ignoreErrors(() => rmSync(recordPath(profile, current.id), { force: true }));
    // Unsaved work is of no use without the rows it stands on.
    await current.data.ready();
    const { id, passphrase } = current;
    if (passphrase !== null && current.lock?.passphrase !== passphrase) {
      const lock = await lockWith(passphrase);
      if (current.id === id) happen({ type: 'work-lock', lock: { passphrase, lock } });
    }
    const lock = passphrase === null ? null : (current.lock?.lock ?? null);
    await writeWorkingCopy(profile, workingCopyOf(current, clock().toISOString()), keys, lock);
  });
  let queue: Promise<unknown> = Promise.resolve();
  const me = ownLock(clock());
  const unlock = (path: string | null) => {
    if (path !== null) releaseLock(path, me);
  };
  const renewing = setInterval(() => {
    if (current.path !== null && current.lockedBy === null) renewLock(current.path, me, clock());
  }, renewEvery);
  renewing.unref();
  const release = () => {
    unlock(current.path);
    current.data.close();
    if (!isUnsaved(current)) ignoreErrors(() => removeWorkingCopy(profile, current.id));
  };

  const session: Session = {
    workspace,
    keys,
    own,
    document: () => current,
    storeNow: () => current.data.now(),
    store: () => current.data.ready(),
    snapshot() {
      followOthers();
      cachedSnapshot ??= readSnapshot(storeOf(current));
      return cachedSnapshot;
    },
    others() {
      followOthers();
      return others.count();
    },
    snapshotOf: (store) => (store === current.data.now() ? session.snapshot() : readSnapshot(store)),
    dataChanged(rows) {
      if (current.base === 'file') touched(rows);
      // Where another program came between, its rows are not among these.
      else touched(others.ours() ? rows : undefined);
    },
    apply(event) {
      happen(event);
      void keeper.keep();
    },
    kept: keeper.kept,
    async replace(next, snapshot) {
      // A change that is answered while the one before is written is written too, before anything else is open.
      await keeper.settle();
      const trouble = keeper.trouble();
      if (trouble !== null) {
        next.data.close();
        throw new OutturnError('write-failed', `${trouble} Nothing else has been opened.`);
      }
      release();
      cachedSnapshot = snapshot ?? null;
      keeper.clear();
      current = next;
      const message = session.lock(false);
      if (message === null) return;
      happen({ type: 'notice', notice: current.notice === null ? message : `${message} ${current.notice}` });
    },
    async moveToWorkspace(next) {
      const before = current;
      cachedSnapshot = null;
      current = { ...next, base: 'workspace', data: own, dataTouched: true, notice: null };
      await keeper.keep();
      if (before.base !== 'file') return;
      before.data.close();
      // On a full disk the work as it was before is all that a crash would leave.
      if (keeper.trouble() !== null) return;
      ignoreErrors(() => removeWorkingCopy(profile, before.id));
    },
    lock(force) {
      if (current.path === null) return null;
      const now = clock();
      const taken = takeLock(current.path, { ...me, since: now.toISOString(), seen: now.toISOString() }, now, force);
      happen({ type: 'file-lock', lockedBy: taken.state === 'theirs' ? taken.lock : null });
      return lockMessage(taken, basename(current.path));
    },
    unlock,
    show() {
      const answer = shown(current, keeper.trouble());
      const name = answer.fileName ?? current.scenario.name;
      desktop.setTitle(`${answer.unsaved ? '• ' : ''}${name} – Outturn`);
      desktop.setEdited(answer.unsaved);
      return answer;
    },
    openStore: open,
    inTurn(work) {
      const next = queue.then(work, work);
      queue = next.catch(() => {});
      return next;
    },
    async close() {
      clearInterval(renewing);
      try {
        await session.inTurn(async () => {
          await keeper.settle();
          release();
        });
      } finally {
        workspace.close();
      }
    },
  };
  return session;
}

/** The store of a document whose rows are read from it: those of a file that is being put into one are known already. */
function storeOf({ data }: OpenDocument): Store {
  const store = data.now();
  if (!store) throw new OutturnError('internal', 'The data of the file are not ready yet. Try again in a moment.');
  return store;
}

/** The rows as they are after some have changed; the data date follows them where nobody has set it. */
function patched(store: Store, snapshot: Snapshot, rows: readonly RowNow[]): Snapshot {
  const next = patchSnapshot(snapshot, rows);
  return { ...next, dataDate: storedDataDate(store, next) };
}

/** Files no longer needed are removed where they can be; what stays is removed or offered at the next start. */
function ignoreErrors(remove: () => void): void {
  try {
    remove();
  } catch {
    // Left for the next start.
  }
}

const cannotRead = (names: readonly string[]) =>
  `Unsaved work of an earlier session cannot be read by this version of Outturn (${names.join(', ')}). It was left in the “working” folder of your Outturn data.`;

/** Unsaved work of earlier sessions. */
export function recoverable(session: Session, profile: string) {
  return listWorkingCopies(profile, session.document().id, session.keys);
}
