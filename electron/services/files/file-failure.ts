import { OutturnError } from '../../../shared/model/problem.ts';
import { codeOf } from './file-system.ts';

/** Codes that a virus checker, a sync client or an open colleague cause for a moment. */
export const passingCodes = ['EPERM', 'EACCES', 'EBUSY'];

const reasons: Record<string, string> = {
  EIO: 'the disk reported a fault',
  EISDIR: 'a folder of that name is there',
  ENOTSUP: 'what stands there is a device or a pipe, not a file',
  ELOOP: 'it is a link that leads back to itself',
};

/** What a drive that is no longer there answers: pulled out, or a server that does not. */
const lostDrive = [
  'ENXIO',
  'ENODEV',
  'ESTALE',
  'ENOTCONN',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
];
const away = 'its drive does not answer. It may have been disconnected';

/**
 * Turns a failure of the system while a file is written into words: what happened, and what to do. `kept` is the name
 * of the complete new file that lies beside the target, when there is one.
 */
export function writeFailure(error: unknown, name: string, kept: string | null): OutturnError {
  if (error instanceof OutturnError) return error;
  const code = codeOf(error);
  const after = kept
    ? ` Your work is complete in “${kept}” in the same folder, and in Outturn. Use Save As to save it elsewhere.`
    : ' The file there is as it was, and your work is kept in Outturn. Use Save As to save it elsewhere.';
  const details = { name, reason: code, kept };
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return new OutturnError(
      'disk-full',
      `“${name}” was not saved: the disk is full, or you have reached your quota. Free some space and save again.${after}`,
      details,
    );
  }
  if (passingCodes.includes(code)) {
    return new OutturnError(
      'file-locked',
      `“${name}” was not saved: another program holds the file open, or you may not write there.${after}`,
      details,
    );
  }
  if (code === 'EROFS') {
    return new OutturnError('write-failed', `“${name}” was not saved: that place can only be read.${after}`, details);
  }
  if (code === 'ENAMETOOLONG') {
    return new OutturnError(
      'write-failed',
      `“${name.slice(0, 60)}…” was not saved: its name, or the path to it, is longer than that drive allows. Save it under a shorter name.${after}`,
      details,
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new OutturnError(
      'file-missing',
      `“${name}” was not saved: its folder is no longer there. A drive may have been disconnected.${after}`,
      details,
    );
  }
  if (lostDrive.includes(code)) {
    return new OutturnError('file-missing', `“${name}” was not saved: ${away}.${after}`, details);
  }
  const why = reasons[code] ?? `the system refused (${code || 'no reason given'})`;
  return new OutturnError('write-failed', `“${name}” was not saved: ${why}.${after}`, details);
}

/** The failure of a file that stands whole in its place, where the drive could not be made to keep it for certain. */
export function notFlushed(error: unknown, name: string, placed: string): OutturnError {
  const code = codeOf(error);
  const why = lostDrive.includes(code) ? away : (reasons[code] ?? `the system refused (${code || 'no reason given'})`);
  return new OutturnError(
    'write-failed',
    `“${name}” is written, but the drive did not confirm it: ${why}. Your work is kept in Outturn too. Save again, or save it elsewhere with Save As.`,
    { name, reason: code, placed },
  );
}

/** The failure of reading what is no file: a folder; or a pipe or a device, which may never end. */
export const notAFile = (kind: 'folder' | 'other'): Error =>
  Object.assign(new Error('Not a file'), { code: kind === 'folder' ? 'EISDIR' : 'ENOTSUP' });

/** Turns a failure of the system while a file is read into words. */
export function readFailure(error: unknown, name: string): OutturnError {
  if (error instanceof OutturnError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new OutturnError(
      'file-missing',
      `“${name}” is no longer there. It may have been moved, renamed or deleted, or its drive disconnected.`,
      { name },
    );
  }
  if (code === 'ENOTSUP' || code === 'EISDIR') {
    const what = code === 'EISDIR' ? 'a folder' : 'a device or a pipe';
    return new OutturnError('file-unreadable', `“${name}” is ${what}, not a file. Choose a file.`, {
      name,
      reason: code,
    });
  }
  if (lostDrive.includes(code)) {
    return new OutturnError('file-missing', `“${name}” cannot be read: ${away}.`, { name, reason: code });
  }
  return new OutturnError(
    'file-unreadable',
    `“${name}” cannot be read (${code || 'no reason given'}). Check that you may open it and that its drive is connected.`,
    { name, reason: code },
  );
}
