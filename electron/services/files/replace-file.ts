import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { notAFile, notFlushed, passingCodes, writeFailure } from './file-failure.ts';
import { codeOf, type FileSystem } from './file-system.ts';
import { keptName, temporaryName } from './leftovers.ts';

/** What a file was when it was read or written: enough to see that somebody else has changed it since. */
export type Fingerprint = { size: number; modified: number; sha256: string };

/** A file of our own beside the local copy, whatever the computer allows others by default. */
export const ownerOnly = 0o600;

/** How long a rename is tried again, and how the waits grow (virus checkers, Windows). */
const patience = 10_000;
const longestWait = 1600;

/**
 * Replaces a file whole or not at all (docs/data.md §4): a new file beside it, written, flushed and closed; then, when
 * `expected` is given, a check that the target is still what was opened; then one rename. Never writes in place. On
 * failure the target is as it was and an OutturnError says why: `file-changed`, `disk-full`, `file-locked`,
 * `file-missing`, `write-failed`; or the target is the new file, which could not be made to outlast a power cut
 * (`write-failed` with `placed`, the hash of what stands there).
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  expected: Fingerprint | null,
  system: FileSystem,
  mode: number | null = null,
): Promise<Fingerprint> {
  const name = basename(path);
  let temporary: string | null = null;
  let place = path;
  let complete = false;
  let placed = false;
  try {
    const target = await system.resolve(path);
    const before = await system.stat(target);
    if (before && before.kind !== 'file') throw notAFile(before.kind);
    temporary = temporaryName(target);
    place = target;
    await writeWhole(temporary, bytes, system);
    complete = true;
    const unchanged = async () => {
      if (expected) await refuseChanged(target, name, expected, system);
    };
    await unchanged();
    await system.setMode(temporary, mode ?? before?.mode ?? 0o666 & ~process.umask());
    await renamePatiently(temporary, target, system, unchanged);
    temporary = null;
    placed = true;
    await system.syncFolder(dirname(target));
    const after = await system.stat(target).catch(() => null);
    return { size: bytes.length, modified: after?.modified ?? 0, sha256: sha256(bytes) };
  } catch (error) {
    if (placed) throw notFlushed(error, name, sha256(bytes));
    const conflict = error instanceof OutturnError;
    const keep = complete && !conflict && temporary !== null;
    if (temporary !== null && !keep) await system.remove(temporary).catch(() => {});
    const kept = keep && temporary !== null ? await keepWhole(temporary, keptName(place), system) : null;
    throw writeFailure(error, name, kept === null ? null : basename(kept));
  }
}

/** Gives a complete file that could not be put in its place a name that is seen, where that can be done. */
async function keepWhole(temporary: string, wanted: string, system: FileSystem): Promise<string> {
  try {
    await system.rename(temporary, wanted);
    return wanted;
  } catch {
    return temporary;
  }
}

async function writeWhole(path: string, bytes: Uint8Array, system: FileSystem): Promise<void> {
  const file = await system.create(path);
  try {
    let at = 0;
    while (at < bytes.length) {
      const written = await file.write(bytes.subarray(at));
      if (written <= 0) throw Object.assign(new Error('Nothing was written'), { code: 'EIO' });
      at += written;
    }
    await file.sync();
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  await file.close();
}

async function refuseChanged(target: string, name: string, expected: Fingerprint, system: FileSystem): Promise<void> {
  const now = await system.stat(target);
  if (now === null) return; // Deleted since: nobody's work is overwritten.
  if (now.size === expected.size && sha256(await system.read(target)) === expected.sha256) return;
  throw new OutturnError(
    'file-changed',
    `“${name}” was changed by somebody else, or on another computer, after you opened it. Nothing has been written. Save under another name, or replace it and lose their change.`,
    { name, changedAt: new Date(now.modified).toISOString() },
  );
}

/** Whoever held the file may have saved it meanwhile: `check` runs before every further try. */
async function renamePatiently(
  from: string,
  to: string,
  system: FileSystem,
  check: () => Promise<void>,
): Promise<void> {
  let waited = 0;
  let wait = 50;
  for (;;) {
    try {
      await system.rename(from, to);
      return;
    } catch (error) {
      if (!passingCodes.includes(codeOf(error)) || waited >= patience) throw error;
      await system.wait(wait);
      waited += wait;
      wait = Math.min(wait * 2, longestWait);
      await check();
    }
  }
}

/** sha256 of bytes or of a text in UTF-8, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  // Bytes are hashed several times faster than a long text.
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return createHash('sha256').update(bytes).digest('hex');
}
