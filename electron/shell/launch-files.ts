import { resolve } from 'node:path';

/** The scenario file among the words a program was started with (a double click gives it), as a full path, or null. */
export function fileOfArguments(words: readonly string[], folder: string): string | null {
  const word = words.findLast((each) => !each.startsWith('-') && each.toLowerCase().endsWith('.outturn'));
  return word === undefined ? null : resolve(folder, word);
}
