import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileNameBytes } from './file-names.ts';
import { isRunning } from './running.ts';

/** A new file that a save is writing: beside its target, hidden, marked with this computer and this process. */
export function temporaryName(target: string): string {
  return join(dirname(target), `${beginning(target)}${machine()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
}

/** A complete file that could not be put in its place, under a name that a person finds. */
export function keptName(target: string): string {
  const name = basename(target);
  const dot = name.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return join(dirname(target), `${fileNameBytes(stem, 150)} (not saved ${randomBytes(3).toString('hex')})${end}`);
}

const beginning = (target: string) => `.${fileNameBytes(basename(target), 120)}.`;
const machine = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const mark = /^([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{12}\.tmp$/;
/** One that could not be renamed may be all a person was told of: it stays for a day. */
const keptFor = 24 * 60 * 60_000;

/**
 * Removes what saves of this file on this computer have left beside it when their process was killed. Those of a
 * process that is there, of another computer, or of the last day stay. Never fails.
 */
export async function removeLeftovers(target: string, now: Date): Promise<void> {
  const folder = dirname(target);
  const begin = beginning(target);
  try {
    for (const name of await readdir(folder)) {
      const [, of, by] = name.startsWith(begin) ? (mark.exec(name.slice(begin.length)) ?? []) : [];
      if (of !== machine() || isRunning(Number(by))) continue;
      const path = join(folder, name);
      if (now.getTime() - (await stat(path)).mtimeMs > keptFor) await rm(path, { force: true });
    }
  } catch {
    // A folder that cannot be listed, or a file that has just gone: another time.
  }
}
