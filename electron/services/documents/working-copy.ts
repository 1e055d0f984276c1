import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { leaveAsOneFile } from '../../../db/backup.ts';
import type { Keyring } from '../../../db/database-key.ts';
import { isRunning } from '../../../db/running.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { scenarioSchema } from '../../../shared/model/scenario.ts';
import { historyEntrySchema, namedVersionSchema } from '../../../shared/scenario-file/document.ts';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile } from '../files/replace-file.ts';
import { seal, unseal } from '../keys/sealed.ts';
import { type LockedWork, lockedWorkSchema, lockWork, unlockWork, type WorkLock } from './work-lock.ts';

/**
 * Unsaved work, in the user's own folder: `<id>.json` holds the open scenario, `<id>.sqlite` its data when these came
 * inside a scenario file. A working copy still there at the next start is work that was never saved.
 */
const workingCopySchema = z.strictObject({
  format: z.literal('outturn-working-copy'),
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{16}$/),
  changedAt: z.iso.datetime(),
  scenario: scenarioSchema,
  /** The scenario as it stands in the file, as canonical JSON; null when never saved. */
  savedScenario: z.string().nullable(),
  dataTouched: z.boolean(),
  path: z.string().max(4096).nullable(),
  fingerprint: z.strictObject({ size: z.number(), modified: z.number(), sha256: z.string() }).nullable(),
  created: z.iso.datetime().nullable(),
  history: z.array(historyEntrySchema),
  /** Not in working copies of earlier versions. */
  versions: z.array(namedVersionSchema).default([]),
  versionsChanged: z.boolean().default(false),
  base: z.enum(['workspace', 'file']),
  /** The key of its own data, where these are of a protected file; hexadecimal. */
  dataSecret: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  /** The file was protected: it is not written again without asking. */
  wasEncrypted: z.boolean(),
});
export type WorkingCopy = z.infer<typeof workingCopySchema>;

/** Names of the files of a working copy. */
export const workingFolder = (profile: string) => join(profile, 'working');
export const recordPath = (profile: string, id: string) => join(workingFolder(profile), `${id}.json`);
export const dataPath = (profile: string, id: string) => join(workingFolder(profile), `${id}.sqlite`);
/** Says which process has data open whose key nobody else has. */
const ownerPath = (profile: string, id: string) => join(workingFolder(profile), `${id}.owner`);

/** Writes a working copy whole or not at all, sealed with the keys of the profile; under a lock too where there is one. */
export async function writeWorkingCopy(
  profile: string,
  copy: WorkingCopy,
  keys: Keyring | null,
  lock: WorkLock | null,
): Promise<void> {
  await mkdir(workingFolder(profile), { recursive: true, mode: 0o700 });
  const text = JSON.stringify(copy);
  const content = lock === null ? text : JSON.stringify(lockWork(copy, text, lock));
  await replaceFile(recordPath(profile, copy.id), seal(Buffer.from(content), keys), null, fileSystem, ownerOnly);
}

/** Reads a working copy, or what can be told of one under a passphrase. Throws `file-missing` or `file-unreadable`. */
export function readWorkingCopy(path: string, keys: Keyring | null): WorkingCopy | LockedWork {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new OutturnError('file-missing', 'That unsaved work is no longer there. It may have been opened already.');
  }
  try {
    return parseWorkingCopy(Buffer.from(unseal(bytes, keys)).toString('utf8'));
  } catch {
    throw new OutturnError(
      'file-unreadable',
      `The unsaved work in “${basename(path)}” cannot be read. The file is left in the working folder of your Outturn data.`,
    );
  }
}

/** A working copy from its text. Throws when it is none. */
export function parseWorkingCopy(text: string): WorkingCopy | LockedWork {
  return z.union([workingCopySchema, lockedWorkSchema]).parse(JSON.parse(text));
}

export const isLocked = (copy: WorkingCopy | LockedWork): copy is LockedWork => 'sealed' in copy;

/** The working copy under a passphrase, and its lock. Throws `passphrase-needed`, `wrong-passphrase`, `scenario-damaged`. */
export async function unlockWorkingCopy(
  work: LockedWork,
  passphrase: string | null,
): Promise<{ copy: WorkingCopy; lock: WorkLock }> {
  const { text, lock } = await unlockWork(work, passphrase);
  return { copy: workingCopySchema.parse(JSON.parse(text)), lock };
}

/** Working copies that can be read, newest first, without the ones named. */
export function listWorkingCopies(
  profile: string,
  without: string | null,
  keys: Keyring | null,
): (WorkingCopy | LockedWork)[] {
  const folder = workingFolder(profile);
  if (!existsSync(folder)) return [];
  const found: (WorkingCopy | LockedWork)[] = [];
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json') || name === `${without}.json`) continue;
    try {
      found.push(readWorkingCopy(join(folder, name), keys));
    } catch {
      // One that cannot be read is left where it is and not offered.
    }
  }
  return found.sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

/** Names of the files of unsaved work that cannot be read: damaged, or of another version of Outturn. */
export function unreadableWorkingCopies(profile: string, keys: Keyring | null): string[] {
  const folder = workingFolder(profile);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => {
    if (!/^[0-9a-f]{16}\.json$/.test(name)) return false;
    try {
      readWorkingCopy(join(folder, name), keys);
      return false;
    } catch {
      return true;
    }
  });
}

/** Removes the files of a working copy; those of SQLite too. */
export function removeWorkingCopy(profile: string, id: string): void {
  rmSync(recordPath(profile, id), { force: true });
  for (const end of ['', '-wal', '-shm']) rmSync(`${dataPath(profile, id)}${end}`, { force: true });
  rmSync(ownerPath(profile, id), { force: true });
}

/** Says that this process has data open whose key is in no file yet. */
export function ownData(profile: string, id: string): void {
  mkdirSync(workingFolder(profile), { recursive: true, mode: 0o700 });
  writeFileSync(ownerPath(profile, id), String(process.pid), { mode: 0o600 });
}

/** Another window, where the system allows a second one, may be working on it. */
function isInUse(path: string, owner: string, keys: Keyring): boolean {
  try {
    leaveAsOneFile(path, 0, keys);
    return false;
  } catch (error) {
    if (!(error instanceof OutturnError)) return false;
    if (error.code === 'key-missing' && existsSync(owner)) return isRunning(Number(readFileSync(owner, 'utf8')));
    return error.code === 'store-locked';
  }
}

/** Removes data that belong to no working copy: a file that was opened and only looked at. */
export function removeOrphans(profile: string, keys: Keyring): void {
  const folder = workingFolder(profile);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const id = /^([0-9a-f]{16})\.sqlite$/.exec(name)?.[1];
    if (id && !existsSync(recordPath(profile, id)) && !isInUse(join(folder, name), ownerPath(profile, id), keys))
      removeWorkingCopy(profile, id);
    // Never filled to its end, or never written to its end: worth nothing.
    if (/^[0-9a-f]{16}\.sqlite\.filling|^\..*\.tmp$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}
