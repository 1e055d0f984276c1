import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { flush } from '../../../db/backup.ts';
import { isLeftBy } from '../../../db/running.ts';

/**
 * Writes a small file of our own whole or not at all, readable by its owner only: a new file beside it, flushed to the
 * disc, then renamed. Returns once it would survive a power cut.
 */
export function writeWhole(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  removeHalfWritten(dirname(path));
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.new`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  flush(dirname(path));
}

/** Removes what a process that was killed has left of such a file: keys and passwords among them. Never fails. */
export function removeHalfWritten(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const [, by] = /\.(\d{1,10})-[0-9a-f]{12}\.new$/.exec(name) ?? [];
      const path = join(folder, name);
      if (by !== undefined && isLeftBy(Number(by), statSync(path).mtimeMs)) rmSync(path, { force: true });
    }
  } catch {
    // There is no folder, or it cannot be written: another time.
  }
}
