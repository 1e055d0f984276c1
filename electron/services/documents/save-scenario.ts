import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { formatMoment } from '../../../shared/format/format.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { lapsed } from '../../../shared/scenario/approval.ts';
import {
  type HistoryEntry,
  mostHistory,
  type NamedVersion,
  type ScenarioDocument,
} from '../../../shared/scenario-file/document.ts';
import { changeBy, type HandlerContext } from '../context/handler-context.ts';
import { fileNameFrom, nameFromFile, scenarioExtension, scenarioFilters, withExtension } from '../files/file-names.ts';
import { fileSystem } from '../files/file-system.ts';
import { removeLeftovers } from '../files/leftovers.ts';
import { replaceFile } from '../files/replace-file.ts';
import { scenarioBytes } from '../scenario-files/scenario-file.ts';
import { type PackedLists, snapshotBytes, snapshotHash } from '../scenario-files/snapshot-bytes.ts';
import { keepBackup, keepWhatStands } from './backups.ts';
import { holderOf, type Lock, ownLock } from './lock-file.ts';
import { untitled } from './open-document.ts';
import { rememberFile } from './recent-files.ts';
import { resultsOf } from './results.ts';
import type { Session } from './session.ts';

const writtenAnew =
  'was no longer there: it had been moved or deleted, or its drive was disconnected. It has been written there anew; make sure that it is where you expect it.';

/** Rows of large registers as they were last saved: a save writes anew what an edit has changed. */
const packedLists: PackedLists = new WeakMap();

/**
 * Saves the open scenario where it came from, or asks where. Null when the person cancels. Throws `file-changed` when
 * somebody else has changed the file since, unless told to replace it.
 */
export async function saveScenario(
  session: Session,
  context: HandlerContext,
  onConflict: 'refuse' | 'replace',
): Promise<boolean> {
  const { path } = session.document();
  if (path === null) return saveScenarioAs(session, context);
  // Who had it open may have closed it since; what they saved is found by the check on what stands there.
  if (session.document().lockedBy !== null) session.lock(false);
  const { lockedBy } = session.document();
  if (lockedBy !== null) throw lockedError(path, lockedBy);
  await writeTo(session, context, path, onConflict === 'refuse');
  return true;
}

const lockedError = (path: string, { owner, machine, since }: Lock) =>
  new OutturnError(
    'file-locked',
    `“${basename(path)}” has been open since ${formatMoment(since)} by ${owner} on ${machine}, so it was not saved. Save under another name, or take it over if you know that nobody works on it.`,
    { name: basename(path), owner, machine, since },
  );

/** Asks where, and saves there: never over a file that somebody else has open. */
export async function saveScenarioAs(session: Session, context: HandlerContext): Promise<boolean> {
  const { path, scenario } = session.document();
  const suggested = path === null ? fileNameFrom(scenario.name, scenarioExtension) : basename(path);
  const chosen = await context.desktop.showSave('scenario-save', suggested, scenarioFilters);
  if (chosen === null) return false;
  const target = withExtension(chosen.path, scenarioExtension);
  if (target !== chosen.path && existsSync(target)) {
    throw new OutturnError(
      'file-exists',
      `There is already a file called “${basename(target)}” there. Save again with another name, or choose that file to replace it.`,
    );
  }
  const now = context.clock();
  const holder = holderOf(target, ownLock(now), now);
  if (holder) throw lockedError(target, holder);
  // The open file itself, chosen again: a colleague's change to it is not what the person agreed to replace.
  const same = path !== null && resolve(path) === resolve(target);
  const signed = scenario;
  // What was signed is the file it was signed in: a copy under another name is somebody's draft.
  if (path !== null && !same) {
    session.apply({
      type: 'scenario',
      scenario: lapsed(signed, changeBy(context, 'saving it as another scenario')),
    });
  }
  try {
    await writeTo(session, context, target, same);
  } catch (error) {
    if (session.document().path === path) session.apply({ type: 'scenario', scenario: signed });
    throw error;
  }
  return true;
}

async function writeTo(session: Session, context: HandlerContext, path: string, careful: boolean): Promise<void> {
  const document = session.document();
  const snapshot = session.snapshot();
  const { versions, passphrase } = document;
  // A scenario nobody has named takes the name of its file: two of them must be told apart on paper.
  const name = document.scenario.name === untitled ? nameFromFile(path) : document.scenario.name;
  const scenario = { ...document.scenario, name };
  const now = context.clock().toISOString();
  // The data are by far the largest part: they are written once, for their fingerprint and for the file.
  const data = await snapshotBytes(snapshot, packedLists);
  const file = documentToSave(snapshot, scenario, document.history, now, context.version, versions, data.sha256);
  const created = document.created ?? now;
  const bytes = await scenarioBytes(file, { created, app: context.version }, passphrase, data);
  const { profile } = context.paths;
  const gone = careful && document.fingerprint !== null && !existsSync(path);
  // A state that is nowhere else is kept before it is replaced; a backup that cannot be made does not stop the save.
  await keepWhatStands(profile, path, context.clock(), session.keys).catch(() => {});
  const fingerprint = await replaceFile(path, bytes, careful ? document.fingerprint : null, fileSystem).catch(
    (error: unknown) => {
      // What stands there now is ours, confirmed or not: saving once more must not find a stranger's change in it.
      const placed = error instanceof OutturnError ? error.details.placed : null;
      const stands = { size: bytes.length, modified: Date.parse(now), sha256: String(placed) };
      if (placed) session.apply({ type: 'placed', path, fingerprint: stands });
      throw error;
    },
  );
  await keepBackup(profile, path, name, bytes, 'saved', context.clock(), session.keys).catch(() => {});
  const before = session.document();
  if (before.path !== null && before.path !== path) session.unlock(before.path);
  const { history } = file;
  const dataTouched = session.snapshot() !== snapshot;
  session.apply({
    type: 'saved',
    saved: { path, fingerprint, created, savedAt: now, history, scenario, versions, passphrase, dataTouched },
  });
  session.lock(false);
  const { notice } = session.document();
  if (gone) session.apply({ type: 'notice', notice: `“${basename(path)}” ${writtenAnew}` });
  else if (notice?.endsWith(writtenAnew)) session.apply({ type: 'notice', notice: null });
  await session.kept();
  await rememberFile(context.paths.profile, path, context.clock());
  await removeLeftovers(path, context.clock());
}

/** The document of a file: data, scenario, results as they stand now, and this save in its history. */
export function documentToSave(
  snapshot: Snapshot,
  scenario: Scenario,
  history: readonly HistoryEntry[],
  savedAt: string,
  app: string,
  versions: readonly NamedVersion[] = [],
  snapshotSha256: string = snapshotHash(snapshot),
): ScenarioDocument {
  const entry: HistoryEntry = {
    savedAt,
    app,
    engineVersion,
    snapshotSha256,
    levers: scenario.levers.length,
    words: `Saved “${scenario.name}”`,
  };
  return {
    snapshot,
    scenario,
    results: resultsOf(snapshot, scenario),
    history: [...history, entry].slice(-mostHistory),
    versions: [...versions],
  };
}
