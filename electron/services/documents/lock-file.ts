import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { formatMoment } from '../../../shared/format/format.ts';
import { fileNameBytes } from '../files/file-names.ts';
import { isRunning } from '../files/running.ts';

/**
 * A file beside an open scenario that tells colleagues who has it open. It is advice, not a gate: a place where it cannot
 * be written works without, and the check on what stands there at each save is what keeps a colleague's work.
 */
const lockSchema = z.strictObject({
  format: z.literal('outturn-lock'),
  owner: z.string().max(200),
  machine: z.string().max(200),
  process: z.number().int().positive(),
  since: z.iso.datetime(),
  /** Renewed while the file is open. */
  seen: z.iso.datetime(),
});
export type Lock = z.infer<typeof lockSchema>;

/** How often a lock is renewed, and after how long without it is taken for left behind, milliseconds. */
export const renewEvery = 5 * 60_000;
const staleAfter = 3 * renewEvery;

export type Taken =
  | { state: 'mine'; leftBehind: Lock | null }
  /** Somebody else has it open. */
  | { state: 'theirs'; lock: Lock }
  /** The place cannot hold a lock: it can only be read, or is not there. */
  | { state: 'none' };

export const lockPath = (path: string) => join(dirname(path), `.~lock.${fileNameBytes(basename(path), 200)}#`);

/** Who this process is, in a lock. */
export function ownLock(now: Date): Lock {
  let owner = 'somebody';
  try {
    owner = userInfo().username;
  } catch {
    // Some systems know no user name.
  }
  const at = now.toISOString();
  return {
    format: 'outturn-lock',
    owner: owner.slice(0, 200),
    machine: hostname().slice(0, 200),
    process: process.pid,
    since: at,
    seen: at,
  };
}

function readLock(path: string): Lock | null {
  try {
    return parseLock(readFileSync(lockPath(path), 'utf8'));
  } catch {
    return null;
  }
}

/** A lock from its text; null when it is none. */
export function parseLock(text: string): Lock | null {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The name of the file that a lock of this path is for; null when it is not the path of a lock. */
export const lockedName = (path: string): string | null => /^\.~lock\.(.+)#$/.exec(basename(path))?.[1] ?? null;

const isMine = (lock: Lock, me: Lock) => lock.machine === me.machine && lock.process === me.process;

/** True when the process that made a lock is surely or very probably gone. */
export function isStale(lock: Lock, me: Lock, now: Date): boolean {
  // One that is there may be another that was given the same number since: it does not renew the lock.
  if (lock.machine === me.machine && !isRunning(lock.process)) return true;
  return now.getTime() - Date.parse(lock.seen) > staleAfter;
}

/** Takes the lock of a file, or tells who has it. `force` takes it from anybody. */
export function takeLock(path: string, me: Lock, now: Date, force = false): Taken {
  const lock = readLock(path);
  const mine = lock !== null && isMine(lock, me);
  const stale = lock !== null && !mine && isStale(lock, me, now);
  if (lock && !mine && !stale && !force) return { state: 'theirs', lock };
  const write = (flag: 'wx' | 'w') => writeFileSync(lockPath(path), JSON.stringify(me), { flag, mode: 0o644 });
  try {
    // A lock that cannot be read is nobody's. Of two who come at once, one finds the file made.
    write(lock === null && !force ? 'wx' : 'w');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return { state: 'none' };
    const other = readLock(path);
    if (other && !isMine(other, me)) return { state: 'theirs', lock: other };
    try {
      write('w');
    } catch {
      return { state: 'none' };
    }
  }
  return { state: 'mine', leftBehind: stale ? lock : null };
}

/** Renews a lock that is still ours. */
export function renewLock(path: string, me: Lock, now: Date): void {
  const lock = readLock(path);
  if (!lock || !isMine(lock, me)) return;
  try {
    writeFileSync(lockPath(path), JSON.stringify({ ...lock, seen: now.toISOString() }), { mode: 0o644 });
  } catch {
    // The drive may be away for a moment.
  }
}

/** Removes a lock that is ours. */
export function releaseLock(path: string, me: Lock): void {
  const lock = readLock(path);
  if (!lock || !isMine(lock, me)) return;
  try {
    rmSync(lockPath(path), { force: true });
  } catch {
    // It will be found left behind.
  }
}

/** Who has a file open besides `me`; null when nobody has, as far as its lock tells. */
export function holderOf(path: string, me: Lock, now: Date): Lock | null {
  const lock = readLock(path);
  return lock === null || isMine(lock, me) || isStale(lock, me, now) ? null : lock;
}

/** What the officer is told about a file that somebody else had open; the window itself tells who has it open now. */
export function lockMessage(taken: Taken, name: string): string | null {
  if (taken.state !== 'mine' || taken.leftBehind === null) return null;
  const { owner, machine, since } = taken.leftBehind;
  return `“${name}” was left open by ${owner} on ${machine} (since ${formatMoment(since)}), by a session that ended without closing it. It is yours now.`;
}
