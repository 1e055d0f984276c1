import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Keyring } from '../../../db/database-key.ts';
import { firstBytes } from '../../../db/open-database.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { scenarioBackupOf } from '../documents/backups.ts';
import { isStale, type Lock, lockedName, ownLock, parseLock } from '../documents/lock-file.ts';
import { isLocked, parseWorkingCopy } from '../documents/working-copy.ts';
import { workspaceBackupOf } from '../documents/workspace-backups.ts';
import { unseal } from '../keys/sealed.ts';
import { isEncrypted } from '../scenario-files/encryption.ts';
import type { CommandResult } from './environment.ts';

/** Files of ours larger than this are none of the small ones that are read here. */
const most = 64 * 2 ** 20;
const at = (stamp: string) => `${formatDate(stamp.slice(0, 10))}, ${stamp.slice(11, 16)} UTC`;

/**
 * What a small file of Outturn’s own says: a lock beside a scenario file, or unsaved work in the profile. Null when it is
 * neither.
 */
export function checkOwnFile(path: string, now: Date, keys: Keyring | null): CommandResult | null {
  if (statSync(path).size > most) return null;
  const text = textIn(readFileSync(path), keys);
  if (text === null) return answer(path, 'unsaved work', [cutShort], [], false);
  const lock = parseLock(text);
  if (lock) return lockState(path, lock, now);
  const named = lockedName(path);
  if (named !== null) {
    const message = 'It is the name of a lock, but not one that Outturn wrote: nobody holds the file by it.';
    return answer(path, 'lock', [message], [`“${named}” is not locked.`], true);
  }
  return workingCopyState(path, text);
}

const cutShort = 'It is cut short or altered and cannot be read.';

/** The text of a small file, sealed or not; null for a sealed one that is damaged. */
function textIn(bytes: Uint8Array, keys: Keyring | null): string | null {
  try {
    return Buffer.from(unseal(bytes, keys)).toString('utf8');
  } catch (error) {
    if (error instanceof OutturnError && error.code === 'file-unreadable') return null;
    throw error;
  }
}

/** That a file is a copy Outturn keeps of another, when and why it was made; nothing for any other file. */
export function backupNote(path: string): string[] {
  const aside = /\.(damaged|replaced)-\d{17}/.exec(basename(path))?.[1];
  if (aside) return [`It is a local copy that was set aside because it was ${aside}; Outturn no longer uses it.`];
  const workspace = workspaceBackupOf(path);
  if (workspace) return [`It is a copy of the local copy (${workspace.reason}), made on ${at(workspace.madeAt)}.`];
  const scenario = scenarioBackupOf(path);
  return scenario ? [`It is a copy of “${scenario.name}” (${scenario.reason}), made on ${at(scenario.madeAt)}.`] : [];
}

/** Whether a file is under a passphrase. */
export function isProtected(path: string, keys: Keyring | null): boolean {
  return isEncrypted(keys === null ? firstBytes(path, 256) : unseal(readFileSync(path), keys));
}

/** A protected file whose passphrase was not given: what can be said without it. */
export function protectedState(path: string): CommandResult {
  const message = [
    ...backupNote(path),
    'It is protected by a passphrase. Whether it is whole can be told only with it: --passphrase-file FILE.',
  ];
  return answer(path, 'scenario file', [], message, null);
}

function lockState(path: string, lock: Lock, now: Date): CommandResult {
  const named = lockedName(path) ?? 'a file';
  const stale = isStale(lock, ownLock(now), now);
  const message = [
    `“${named}” was opened by ${lock.owner} on ${lock.machine} on ${at(lock.since)}, and last seen open on ${at(lock.seen)}.`,
    stale
      ? 'It was left behind by a session that ended without closing the file: Outturn takes it over with a word, and it may be deleted.'
      : 'The file is in use: others read it, and save under another name or take it over.',
  ];
  return answer(path, 'lock', [], message, false, { stale });
}

function workingCopyState(path: string, text: string): CommandResult | null {
  let copy: ReturnType<typeof parseWorkingCopy>;
  try {
    copy = parseWorkingCopy(text);
  } catch {
    if (!text.startsWith('{"format":"outturn-working-copy"')) return null;
    return answer(path, 'unsaved work', [cutShort], [], false);
  }
  if (isLocked(copy)) {
    const of = copy.path === null ? 'a scenario never saved' : `“${basename(copy.path)}”`;
    const message = `Unsaved work on ${of}, as of ${at(copy.changedAt)}, under the passphrase of the file. Outturn offers it at its next start.`;
    return answer(path, 'unsaved work', [], [message], null);
  }
  const name = copy.path === null ? `“${copy.scenario.name}”, never saved` : `“${basename(copy.path)}”`;
  const data = join(dirname(path), `${copy.id}.sqlite`);
  const there = copy.base === 'workspace' || statSync(data, { throwIfNoEntry: false }) !== undefined;
  const faults = there ? [] : [`Its data, ${basename(data)}, are not beside it: it cannot be opened without them.`];
  const message = [
    `Unsaved work on ${name}, as of ${at(copy.changedAt)}. Outturn offers it at its next start.`,
    copy.base === 'workspace' ? 'It stands on the local copy.' : `Its data are in ${basename(data)} beside it.`,
  ];
  return answer(path, 'unsaved work', faults, message, there);
}

function answer(
  path: string,
  kind: string,
  faults: string[],
  notes: string[],
  whole: boolean | null,
  more: { stale?: boolean } = {},
): CommandResult {
  const file = basename(path);
  return {
    json: { command: 'check', file, kind, whole, faults, notes, findings: [], ...more },
    text: [
      `“${file}” is ${kind === 'unsaved work' ? kind : `a ${kind}`}.`,
      ...notes,
      ...faults.map((fault) => `FAULT  ${fault}`),
    ].join('\n'),
    problems: faults.length > 0,
  };
}
