import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { OutturnError } from '../shared/model/problem.ts';
import { isLeftBy } from './running.ts';

/** How long one program waits for another to make, encrypt or migrate a copy, milliseconds. */
const patience = 60_000;
/** A note older than this is nobody's: another process has the number by now. */
const oldest = 15 * 60_000;
/** A note without a number after this long was cut off by a power cut or a full disk: writing one takes no time. */
const longestWriting = 2_000;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Runs `work` while no other program opens the same copy: what is made, encrypted or migrated at opening is done by one
 * of them, and the others find it done. Where the folder cannot be written there is nothing to make either, and `work`
 * runs as it is. Throws `store-locked` when another program has been at it for a minute.
 */
export async function whileOpeningAlone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const note = `${path}.opening`;
  const alone = await take(note, path);
  try {
    return await work();
  } finally {
    if (alone) rmSync(note, { force: true });
  }
}

async function take(note: string, path: string): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 20) {
    try {
      const file = openSync(note, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (isLeft(note)) rmSync(note, { force: true });
    else await wait(20);
  }
  throw new OutturnError(
    'store-locked',
    `Another program is opening ${basename(path)} and has not finished within a minute. Wait for it, or end it, and try again.`,
  );
}

/** Left by a process that is gone, or from before the computer started. One that is just being written has no number yet. */
function isLeft(note: string): boolean {
  try {
    const written = statSync(note).mtimeMs;
    const age = Date.now() - written;
    if (age > oldest) return true;
    const text = readFileSync(note, 'utf8');
    return /^\d{1,10}$/.test(text) ? isLeftBy(Number(text), written) : age > longestWriting;
  } catch {
    return false;
  }
}
