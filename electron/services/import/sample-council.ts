import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCouncil } from '../../../shared/model/sample.ts';
import { isImportFile } from './formats/formats.ts';
import { type ImportFile, mayBeNote } from './read-files.ts';

/** What the sample extracts say of themselves. Part of them is generated, so every output of theirs says synthetic. */
export const sampleSettings = {
  council: sampleCouncil,
  data_date: '2023-12-31',
  synthetic: '1',
} as const;

/** The extracts of the sample council, to be imported like any others. */
export function sampleFiles(folder: string): ImportFile[] {
  return readdirSync(folder)
    .filter((name) => isImportFile(name) && !mayBeNote(name))
    .sort()
    .map((name) => ({ name, path: join(folder, name) }));
}
