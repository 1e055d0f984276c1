import { OutturnError } from '../shared/model/problem.ts';

type SqliteError = Error & { code: string };
const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && error.name === 'SqliteError' && typeof (error as { code?: unknown }).code === 'string';

/** Turns SQLite's own errors into ours, in plain words; anything else passes through. */
export function outturnErrorOf(error: unknown): unknown {
  const systems = error instanceof Error ? String((error as { code?: unknown }).code ?? '') : '';
  if (/^(ENOSPC|EDQUOT)$/.test(systems)) return noRoom();
  if (/^(EACCES|EPERM|EBUSY|EROFS|EIO|EISDIR|ENOTDIR|ENXIO|ENODEV)$/.test(systems)) return notReached();
  if (!isSqliteError(error)) return error;
  const code = error.code;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new OutturnError(
      'store-locked',
      'Another program is writing to the local copy. Close it, or wait for it to finish, and try again.',
    );
  }
  if (code === 'SQLITE_FULL') return noRoom();
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new OutturnError('store-damaged', 'The local copy is damaged and cannot be read.');
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) {
    return notReached();
  }
  return error;
}

function notReached(): OutturnError {
  return new OutturnError(
    'file-unreadable',
    'The local copy could not be opened or written. Check that its folder exists, that you may write to it and that the disk has room.',
  );
}

function noRoom(): OutturnError {
  return new OutturnError(
    'store-full',
    'There is no room left on the disk for the local copy. Nothing was changed. Free some space and try again.',
  );
}

/** Runs `work`, translating SQLite's errors. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw outturnErrorOf(error);
  }
}
