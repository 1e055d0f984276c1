import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The scenario file among the words a program was started with (a double click gives it), as a full path, or null. Linux
 * file managers write it as a `file://` address; one that names another computer or cannot be read is no file.
 */
export function fileOfArguments(args: readonly string[], folder: string): string | null {
  for (const word of args.toReversed()) {
    if (word.startsWith('-')) continue;
    const path = /^file:/i.test(word) ? pathOfAddress(word) : word;
    if (path?.toLowerCase().endsWith('.outturn')) return resolve(folder, path);
  }
  return null;
}

function pathOfAddress(address: string): string | null {
  try {
    const path = fileURLToPath(address);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}
