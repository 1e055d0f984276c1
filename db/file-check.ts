import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { OutturnError } from '../shared/model/problem.ts';
import { keyIdIn } from './database-key.ts';
import { firstBytes } from './open-database.ts';

const sqliteMagic = 'SQLite format 3\0';
/** "OUTU" at byte 68 of the file marks our own copies. */
export const applicationId = 0x4f555455;

/** Zip (also XLSX), gzip, PDF and plain text are somebody's document, not a damaged copy: never renamed. */
function isOtherDocument(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 4);
  const printable = head.filter((byte) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13)).length;
  const isText = !head.includes(0) && printable >= head.length * 0.7;
  return start === 'PK\u0003\u0004' || start.startsWith('\u001f\u008b') || start === '%PDF' || isText;
}

/**
 * Looks at the first bytes before SQLite does. Throws `file-unreadable` for another kind of document (untouched) and
 * `store-damaged`, after setting the file aside, for one that no longer begins as a database.
 */
export function checkHeader(path: string, clock: () => Date): void {
  const head = firstBytes(path, 100);
  if (head.length === 0 || keyIdIn(head) !== null) return;
  if (head.toString('latin1', 0, 16) !== sqliteMagic) {
    if (isOtherDocument(head)) throw notOurs(path);
    throw setAside(path, clock(), new OutturnError('store-damaged', 'The local copy is damaged and cannot be read.'));
  }
  const id = head.length >= 72 ? head.readUInt32BE(68) : 0;
  if (id !== 0 && id !== applicationId) throw notOurs(path);
}

function notOurs(path: string): OutturnError {
  return new OutturnError(
    'file-unreadable',
    `${basename(path)} is not a local copy of Outturn. It was left as it is. Choose another file.`,
    { file: basename(path) },
  );
}

/** Runs `quick_check`; throws `store-damaged` with SQLite's first finding when it does not pass. */
export function checkWhole(database: Database.Database, path: string): void {
  const finding = database.pragma('quick_check(1)', { simple: true });
  if (finding !== 'ok') {
    throw new OutturnError('store-damaged', 'The local copy is damaged and cannot be read.', {
      file: basename(path),
      finding: String(finding),
    });
  }
}

/** Renames a damaged copy and its log so that a new one can be made beside it; gives the error to throw. */
export function setAside(path: string, now: Date, cause: OutturnError): OutturnError {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 17);
  let target = `${path}.damaged-${stamp}`;
  for (let count = 2; existsSync(target); count += 1) target = `${path}.damaged-${stamp}-${count}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  return new OutturnError(
    'store-damaged',
    `The local copy is damaged and was set aside as ${basename(target)}; nothing was deleted. ` +
      'Start again to work in a new copy, then bring back a backup or import your extracts.',
    { ...cause.details, setAside: target },
  );
}
