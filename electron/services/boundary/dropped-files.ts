import { basename, extname, isAbsolute } from 'node:path';
import type { DroppedFiles } from '../../../shared/api.ts';
import type { FilePurpose } from '../context/desktop-port.ts';
import { isImportFile } from '../import/formats/formats.ts';

/** Sorts files dropped on the window by what they are for and gives each its token; one scenario at a time. */
export function sortDropped(
  paths: readonly string[],
  grant: (path: string, purpose: FilePurpose) => string,
): DroppedFiles {
  const dropped: DroppedFiles = { scenario: null, imports: [], refused: [] };
  for (const path of paths) {
    const name = basename(path);
    const kind = extname(path).toLowerCase();
    if (!isAbsolute(path)) dropped.refused.push(name);
    else if (kind === '.outturn' && dropped.scenario === null)
      dropped.scenario = { token: grant(path, 'scenario-open'), name };
    else if (isImportFile(name)) dropped.imports.push({ token: grant(path, 'import'), name });
    else dropped.refused.push(name);
  }
  return dropped;
}
