import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Keyring } from '../../../db/database-key.ts';
import { type ErasedCounts, eraseChildren, purge, referencesOf } from '../../../db/erase.ts';
import { recordErasure, subjectMark } from '../../../db/erasure-records.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { scenarioBackups } from '../documents/backups.ts';
import { resultsOf } from '../documents/results.ts';
import { fileSystem } from '../files/file-system.ts';
import { withPrivateFolder } from '../files/private-folder.ts';
import { ownerOnly, replaceFile, sha256 } from '../files/replace-file.ts';
import { seal } from '../keys/sealed.ts';
import { readScenarioFile, saveScenarioFile, scenarioBytes } from '../scenario-files/scenario-file.ts';
import { snapshotWithout } from './erase-scenario-file.ts';
import { exportsNaming } from './exports-naming.ts';

/** Whom to erase in a copy: worked out for each, since an older backup may know a child by an older pseudonym. */
export type Erasing = {
  scope: string;
  why: string;
  identifiers: readonly string[];
  childrenIn(store: Store): Set<string>;
  /** The same for the data of a scenario file. */
  isErased(childKey: string): boolean;
};

/** What was done to each file, by its name. `left`: files that could not be reached, and why. */
export type ErasureResult = {
  record: ReturnType<typeof recordErasure> | null;
  counts: ErasedCounts;
  files: { file: string; kind: 'backup' | 'working copy' | 'scenario file' | 'kept export'; rows: number }[];
  left: { file: string; why: string }[];
};

export type ErasureContext = { profile: string; keys: Keyring; clock: () => Date; version: string };

/**
 * Erases children from the local copy and from everything Outturn keeps beside it: backups, working copies, copies of
 * scenario files, kept exports, and the scenario files named. Each file is done in one step, so that a run that was
 * interrupted is simply run again. The local copy comes last: its signed record says that the others are done.
 */
export async function eraseEverywhere(
  store: Store,
  erasing: Erasing,
  scenarioFiles: readonly string[],
  passphrase: string | null,
  context: ErasureContext,
): Promise<ErasureResult> {
  const result: ErasureResult = { record: null, counts: {}, files: [], left: [] };
  const children = erasing.childrenIn(store);
  const references = referencesOf(store, children);
  const names = [...children, ...references, ...erasing.identifiers];
  for (const path of copiesIn(context.profile)) await eraseCopy(path, erasing, context, result);
  for (const { path } of scenarioBackups(context.profile)) {
    await eraseScenario(path, erasing, passphrase, context, result, true);
  }
  for (const path of scenarioFiles) await eraseScenario(resolve(path), erasing, passphrase, context, result, false);
  for (const file of exportsNaming(context.profile, context.keys, names)) {
    rmSync(join(context.profile, 'exports', file), { force: true });
    rmSync(join(context.profile, 'exports', `${file}.json`), { force: true });
    result.files.push({ file, kind: 'kept export', rows: 0 });
  }
  if (children.size > 0) {
    store.transaction('erase', () => {
      result.counts = eraseChildren(store, { children, identifiers: erasing.identifiers });
      const subject = subjectMark(children, context.keys);
      const about = { scope: erasing.scope, subject, why: erasing.why, counts: result.counts };
      result.record = recordErasure(store, about, context.keys);
    });
    purge(store);
  }
  return result;
}

/** Databases of the profile beside the local copy: backups, working copies, and what was set aside. */
function copiesIn(profile: string): string[] {
  const within = (folder: string, pattern: RegExp) =>
    existsSync(folder) ? readdirSync(folder).flatMap((name) => (pattern.test(name) ? [join(folder, name)] : [])) : [];
  return [
    ...within(join(profile, 'backups'), /^workspace\.sqlite\.[a-z-]+-\d{17}(?:-\d+)?$/),
    ...within(join(profile, 'working'), /^[0-9a-f]{16}\.sqlite$/),
    ...within(profile, /^workspace\.sqlite\.(?:damaged|replaced|rescued)-\d{17}(?:-\d+)?$/),
  ];
}

async function eraseCopy(path: string, erasing: Erasing, context: ErasureContext, result: ErasureResult) {
  const { profile, keys, clock } = context;
  try {
    await withPrivateFolder(profile, async (folder) => {
      // Copies made while a backup is brought up to date would hold what is being erased: they go with the folder.
      const store = await openStore(path, { clock, keys, backupFolder: folder, who: 'erasure' });
      try {
        const children = erasing.childrenIn(store);
        if (children.size === 0) return;
        const counts = eraseChildren(store, { children, identifiers: erasing.identifiers });
        purge(store);
        const kind = basename(dirname(path)) === 'working' ? 'working copy' : 'backup';
        result.files.push({
          file: basename(path),
          kind,
          rows: Object.values(counts).reduce((sum, one) => sum + one, 0),
        });
      } finally {
        store.close();
      }
    });
  } catch (error) {
    result.left.push({ file: basename(path), why: reasonOf(error) });
  }
}

async function eraseScenario(
  path: string,
  erasing: Erasing,
  passphrase: string | null,
  context: ErasureContext,
  result: ErasureResult,
  isBackup: boolean,
) {
  try {
    const read = await readScenarioFile(path, passphrase, fileSystem, context.keys);
    const snapshot = snapshotWithout(read.document.snapshot, erasing.isErased);
    if (snapshot === null) return;
    const rows = read.document.snapshot.placements.length - snapshot.placements.length;
    const document = { ...read.document, snapshot, results: resultsOf(snapshot, read.document.scenario) };
    const about = { created: read.created, app: context.version };
    const protect = read.encrypted ? passphrase : null;
    if (isBackup) await replaceBackup(path, await scenarioBytes(document, about, protect), context.keys);
    else await saveScenarioFile(path, document, { ...about, passphrase: protect }, read.fingerprint);
    result.files.push({ file: basename(path), kind: 'scenario file', rows });
  } catch (error) {
    result.left.push({ file: basename(path), why: reasonOf(error) });
  }
}

/** An earlier state is sealed, and its name says its content. */
async function replaceBackup(path: string, bytes: Uint8Array, keys: Keyring) {
  const content = sha256(bytes).slice(0, 16);
  const named = path.replace(/\.[0-9a-f]{16}\.outturn$/, `.${content}.outturn`);
  await replaceFile(named, seal(bytes, keys), null, fileSystem, ownerOnly);
  if (named !== path) rmSync(path, { force: true });
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof OutturnError)) return 'it could not be read';
  if (error.code === 'passphrase-needed') return 'it is protected by a passphrase: give it with --passphrase-file';
  return error.message;
};
