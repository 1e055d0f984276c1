import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { ImportFile } from '../import/read-files.ts';
import { isExtract, sourceLimits } from './extracts.ts';

/** A file that was touched within this many milliseconds may still be on its way. */
const fresh = 2_000;

/** The extracts in a folder, in name order. Throws `source-unreachable` when it is away or a file is still being written. */
export async function readFolder(folder: string, signal: AbortSignal): Promise<ImportFile[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter(isExtract).sort();
  } catch {
    throw new OutturnError('source-unreachable', `The folder ${folder} cannot be reached just now.`);
  }
  const files: ImportFile[] = [];
  let bytes = 0;
  for (const name of names) {
    signal.throwIfAborted();
    const path = join(folder, name);
    const state = await stat(path);
    if (!state.isFile()) continue;
    if (Date.now() - state.mtimeMs < fresh) {
      await wait(250, null, { signal });
      const later = await stat(path);
      if (later.size !== state.size || later.mtimeMs !== state.mtimeMs)
        throw new OutturnError('source-unreachable', `${name} is still being written. Try again in a moment.`);
    }
    bytes += state.size;
    files.push({ name, path });
    if (files.length > sourceLimits.files || bytes > sourceLimits.bytes)
      throw new OutturnError('file-too-large', `The folder ${folder} holds more than can be read at once.`);
  }
  return files;
}
