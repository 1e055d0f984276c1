import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { databaseKey, type Keyring } from '../../../db/database-key.ts';
import { writeSnapshot } from '../../../db/snapshot.ts';
import { formatDate, formatMoment } from '../../../shared/format/format.ts';
import { totalsOf } from '../../../shared/model/child-totals.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { contradictionIn } from '../../../shared/model/snapshot-integrity.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import type { HandlerContext } from '../context/handler-context.ts';
import { removeLeftovers } from '../files/leftovers.ts';
import type { Fingerprint } from '../files/replace-file.ts';
import { type ReadScenario, readScenarioFile } from '../scenario-files/scenario-file.ts';
import { newDocument, newId, type OpenDocument } from './open-document.ts';
import { rememberFile } from './recent-files.ts';
import type { Session } from './session.ts';
import {
  dataPath,
  isLocked,
  ownData,
  readWorkingCopy,
  recordPath,
  removeWorkingCopy,
  unlockWorkingCopy,
  type WorkingCopy,
  workingFolder,
} from './working-copy.ts';
import { dataBeingFilled, dataInStore, type WorkingData } from './working-data.ts';

/**
 * Opens a scenario file: it is read whole and checked; when its data are those of the local copy it stands on the local
 * copy, else its data get a copy of their own and every screen works on that. The file itself is not touched.
 */
export async function openScenario(
  session: Session,
  context: HandlerContext,
  path: string,
  passphrase: string | null,
): Promise<void> {
  if (dirname(resolve(path)) === resolve(workingFolder(context.paths.profile)) && path.endsWith('.json')) {
    return openWorkingCopy(session, context, path, passphrase);
  }
  const read = await readScenarioFile(path, passphrase);
  const document = await documentFrom(session, context, path, read, passphrase);
  await session.replace(
    document,
    document.base === 'file' ? read.document.snapshot : session.snapshotOf(session.workspace),
  );
  await rememberFile(context.paths.profile, path, context.clock());
  await removeLeftovers(path, context.clock());
}

type Cells = Record<string, unknown>;

/** The document of a file that was read, with the store its data stand on. */
export async function documentFrom(
  session: Session,
  context: HandlerContext,
  path: string,
  read: ReadScenario,
  passphrase: string | null,
): Promise<OpenDocument> {
  const { document, created, fingerprint, encrypted } = read;
  const id = newId();
  const onWorkspace = sameData(session.snapshotOf(session.workspace), document.snapshot);
  if (!onWorkspace) refuseContradictions(document.snapshot);
  // The rows of a protected file are under a key that is kept only under its passphrase.
  const dataSecret = encrypted && !onWorkspace ? randomBytes(32).toString('hex') : null;
  if (dataSecret !== null) ownData(context.paths.profile, id);
  const data = onWorkspace
    ? session.own
    : await dataOfFile(session, context, dataPath(context.paths.profile, id), read, keysFor(session, dataSecret));
  return {
    ...newDocument(document.scenario, data, false),
    id,
    savedScenario: canonicalJson(document.scenario),
    path,
    fingerprint,
    created,
    savedAt: document.history.at(-1)?.savedAt ?? created,
    history: document.history,
    versions: document.versions,
    passphrase: encrypted ? passphrase : null,
    dataSecret,
    base: onWorkspace ? 'workspace' : 'file',
    notice: onWorkspace ? null : noticeOf(basename(path), document.snapshot),
  };
}

/** Whether two sets of data are the same, row by row in their order. */
function sameData(a: Snapshot, b: Snapshot): boolean {
  if (canonicalJson(a.childTotals ?? null) !== canonicalJson(b.childTotals ?? null)) return false;
  if (a.council !== b.council || a.dataDate !== b.dataDate || a.synthetic !== b.synthetic) return false;
  if (registerNames.some((name) => a[name].length !== b[name].length)) return false;
  return registerNames.every((name) => {
    const columns = ['id', ...Object.keys(registers[name].columns)];
    const [rows, others] = [a[name] as unknown as Cells[], b[name] as unknown as Cells[]];
    return rows.every((row, index) => columns.every((column) => row[column] === others[index]?.[column]));
  });
}

/** Data that contradict themselves are the file's fault, and found before anything is opened. */
function refuseContradictions(snapshot: Snapshot): void {
  const contradiction = contradictionIn(snapshot);
  if (!contradiction) return;
  const { register, row, message } = contradiction;
  throw new OutturnError(
    'scenario-invalid',
    `The data inside the scenario file do not hold together: ${message} Nothing has been opened.`,
    { path: `snapshot.${register}[${row}]` },
  );
}

/** With more rows than this a file is shown at once, and its rows are put into a store meanwhile. */
const rowsAtOnce = 50_000;

/** The data inside a file, in a store of their own. */
async function dataOfFile(
  session: Session,
  { paths, clock }: HandlerContext,
  path: string,
  read: ReadScenario,
  keys: Keyring,
) {
  const { snapshot } = read.document;
  const rows = registerNames.reduce((sum, name) => sum + snapshot[name].length, 0);
  if (rows > rowsAtOnce) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const backupFolder = join(paths.profile, 'backups');
    const order = { content: read.content, path, backupFolder, keys, now: clock().toISOString() };
    return dataBeingFilled(paths.worker, order, (filled) => session.openStore(filled, true, keys));
  }
  const store = await session.openStore(path, false, keys);
  try {
    writeSnapshot(store, snapshot);
    return dataInStore(store);
  } catch (error) {
    store.close();
    removeWorkingCopy(paths.profile, basename(path, '.sqlite'));
    throw error;
  }
}

/** The keys of a document's own data. */
const keysFor = (session: Session, secret: string | null): Keyring =>
  secret === null ? session.keys : [databaseKey(Buffer.from(secret, 'hex'))];

/** Opens unsaved work of an earlier session again, as it was within a second of its end. */
async function openWorkingCopy(
  session: Session,
  { paths }: HandlerContext,
  path: string,
  passphrase: string | null,
): Promise<void> {
  const found = readWorkingCopy(path, session.keys);
  const { copy, lock } = isLocked(found) ? await unlockWorkingCopy(found, passphrase) : { copy: found, lock: null };
  if (copy.id === session.document().id) return;
  const kept = copy.base === 'file' ? await keptData(session, dataPath(paths.profile, copy.id), copy.dataSecret) : null;
  const lost = copy.base === 'file' && kept === null;
  const data = kept ?? session.own;
  const saved = lost ? null : await savedAlready(copy, session.snapshotOf(await data.ready()));
  const name = copy.path === null ? null : basename(copy.path);
  const message = [
    saved
      ? `This had been saved already when Outturn ended on ${formatMoment(copy.changedAt)}.`
      : `This is unsaved work from ${formatMoment(copy.changedAt)}. Save it to keep it.`,
    ...(kept ? [otherData(name ?? 'the file', session.snapshotOf(await kept.ready()).dataDate)] : []),
    ...(lost ? [dataLost] : []),
    // Its passphrase is not kept anywhere, so it may not be written over the protected file.
    ...(copy.wasEncrypted && lock === null
      ? ['Its file is protected by a passphrase, so save it under another name.']
      : []),
  ];
  const anew = (copy.wasEncrypted && lock === null) || lost;
  await session.replace({
    ...newDocument(copy.scenario, data, false),
    id: copy.id,
    // Nothing a scenario could be: recovered work is unsaved until it is saved.
    savedScenario: saved ? canonicalJson(copy.scenario) : (copy.savedScenario ?? ''),
    dataTouched: saved === null && copy.dataTouched,
    path: anew ? null : copy.path,
    fingerprint: anew ? null : (saved ?? copy.fingerprint),
    created: copy.created,
    history: copy.history,
    versions: copy.versions,
    versionsChanged: saved === null && copy.versionsChanged,
    passphrase: lock === null ? null : passphrase,
    lock: lock === null || passphrase === null ? null : { passphrase, lock },
    dataSecret: copy.dataSecret,
    base: kept ? 'file' : 'workspace',
    notice: message.join(' '),
  });
}

const dataLost =
  'The rows it stood on can no longer be read: it stands on the data of the local copy. Check its figures, and save it under another name.';

/** The data of unsaved work; null when they are gone or damaged: the levers are worth having without them. */
async function keptData(session: Session, path: string, secret: string | null): Promise<WorkingData | null> {
  if (!existsSync(path)) return null;
  try {
    return dataInStore(await session.openStore(path, false, keysFor(session, secret)));
  } catch (error) {
    if (error instanceof OutturnError && ['store-damaged', 'file-unreadable', 'key-missing'].includes(error.code))
      return null;
    throw error;
  }
}

/** What stands at the path, when it is this work: the process ended between the writing of the file and its note of it. */
async function savedAlready(copy: WorkingCopy, snapshot: Snapshot): Promise<Fingerprint | null> {
  if (copy.path === null || copy.wasEncrypted) return null;
  const read = await readScenarioFile(copy.path, null).catch(() => null);
  if (read === null || read.fingerprint.sha256 === copy.fingerprint?.sha256) return null;
  const { scenario, versions } = read.document;
  const same =
    canonicalJson({ scenario, versions }) === canonicalJson({ scenario: copy.scenario, versions: copy.versions });
  return same && sameData(read.document.snapshot, snapshot) ? read.fingerprint : null;
}

/** Unsaved work that the person does not want: the document's working copy is removed for good. */
export function discardWorkingCopy(session: Session, profile: string, path: string): void {
  const copy = readWorkingCopy(path, session.keys);
  if (copy.id === session.document().id) {
    throw new OutturnError('forbidden', 'That work is open now. Open another scenario first, then throw it away.');
  }
  if (resolve(recordPath(profile, copy.id)) !== resolve(path)) {
    throw new OutturnError('forbidden', 'That is not unsaved work of this computer.');
  }
  removeWorkingCopy(profile, copy.id);
}

const noticeOf = (name: string, snapshot: Snapshot) =>
  totalsOf(snapshot)
    ? `${otherData(name, snapshot.dataDate)} It holds no rows of children: no figure can be followed to a child.`
    : otherData(name, snapshot.dataDate);

function otherData(name: string, dataDate: string): string {
  return `“${name}” was made from other data than the local copy holds. You are working on the data inside it, up to ${formatDate(dataDate)}; the local copy is untouched.`;
}
