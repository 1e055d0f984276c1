import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isLeftBy } from '../../../db/running.ts';

/** Temporary work of Outturn stands in one folder of the profile; each process has folders of its own in it. */
const temporary = (profile: string) => join(profile, 'temporary');

/** Folders of this process that are in use: removed when a signal ends it. */
const inUse = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a folder that only this user may read, and removes it: at the end, on failure, when a signal ends the
 * process, and, after a kill or a power cut, at the next use.
 */
export async function withPrivateFolder<T>(profile: string, work: (folder: string) => Promise<T> | T): Promise<T> {
  removeLeftFolders(profile);
  const folder = join(temporary(profile), `${process.pid}-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (inUse.size === 0) for (const signal of signals) process.on(signal, removeAndEnd);
  inUse.add(folder);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    inUse.delete(folder);
    if (inUse.size === 0) for (const signal of signals) process.off(signal, removeAndEnd);
    removeEmpty(profile);
  }
}

/** Removes what processes that are gone have left of temporary work. Never fails. */
export function removeLeftFolders(profile: string): void {
  try {
    for (const name of readdirSync(temporary(profile))) {
      const by = Number(/^(\d{1,10})-/.exec(name)?.[1] ?? 0);
      const path = join(temporary(profile), name);
      if (by !== 0 && (by === process.pid || !isLeftBy(by, statSync(path).mtimeMs))) continue;
      rmSync(path, { recursive: true, force: true });
    }
    removeEmpty(profile);
  } catch {
    // There is none, or it cannot be written: another time.
  }
}

function removeEmpty(profile: string): void {
  try {
    if (readdirSync(temporary(profile)).length === 0) rmSync(temporary(profile), { recursive: true, force: true });
  } catch {
    // Another process uses it.
  }
}

function removeAndEnd(signal: NodeJS.Signals): void {
  for (const folder of inUse) rmSync(folder, { recursive: true, force: true });
  for (const one of signals) process.off(one, removeAndEnd);
  process.kill(process.pid, signal);
}
