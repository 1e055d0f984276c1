import { createDecipheriv } from 'node:crypto';
import { renameSync, rmSync, statSync } from 'node:fs';
import { type Keyring, keyIdIn } from './database-key.ts';
import { firstBytes } from './open-database.ts';

const pageBytes = 4096;
/** Where SQLite writes 2 for a file with a write-ahead log, and 1 for one without. */
const modeAt = 18;

/**
 * Puts aside a write-ahead log that belongs to another file: a backup put in the place of the copy by hand has none, and
 * SQLite would write the old one into it. Our own open copies always say that they have one.
 */
export function putStaleLogAside(path: string, keys: Keyring | null, now: Date): void {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  if (modeOf(path, keys) !== 1) return;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 17);
  renameSync(`${path}-wal`, `${path}.stale-log-${stamp}`);
  rmSync(`${path}-shm`, { force: true });
}

/** The mode in a file's head; null where it cannot be told. In an encrypted file it stands in the first block of page 1. */
function modeOf(path: string, keys: Keyring | null): number | null {
  const page = firstBytes(path, pageBytes);
  if (page.length < pageBytes) return null;
  const id = keyIdIn(page);
  if (id === null) return page.toString('latin1', 0, 15) === 'SQLite format 3' ? (page[modeAt] ?? null) : null;
  const key = keys?.find((one) => one.id === id);
  if (!key) return null;
  const iv = page.subarray(pageBytes - 80, pageBytes - 64);
  const decipher = createDecipheriv('aes-256-cbc', key.secret, iv).setAutoPadding(false);
  return decipher.update(page.subarray(16, 32))[modeAt - 16] ?? null;
}
