import { readFileSync } from 'node:fs';
import type { SectorInput } from '../../../shared/demand/sector/common.ts';
import { parseReturn } from '../../../shared/ssda903/parse.ts';
import { sectorInputOf } from '../../../shared/ssda903/return.ts';
import { parsedFromStored, storedEpisodes } from '../../../shared/ssda903/stored.ts';
import type { ParsedReturn, ReturnTable } from '../../../shared/ssda903/types.ts';

export const sectorFolder = new URL('../../fixtures/sector-small/', import.meta.url);

const cells = (path: string) =>
  readFileSync(new URL(path, sectorFolder), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

/** A CSV with no quoted cells, as rows by header name. */
export function readRows(path: string): Record<string, string>[] {
  const [names = [], ...lines] = cells(path);
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? ''])));
}

/** The sector's small return: three yearly folders for the core model, one set of files with a YEAR column for the regional. */
export function sectorReturn(kind: 'core' | 'regional'): ParsedReturn {
  const folders = kind === 'core' ? ['core/2022', 'core/2023', 'core/2024'] : ['regional'];
  const tables = folders.flatMap((folder) =>
    ['header', 'episodes', 'uasc'].map(
      (name): ReturnTable => ({ file: `${folder}/${name}.csv`, rows: cells(`input/${folder}/${name}.csv`) }),
    ),
  );
  return parseReturn(tables, { pseudonymise: (child) => child, birth: 'day' });
}

/** What the models take: straight from the files, or from the rows the local copy keeps. */
export function sectorInput(kind: 'core' | 'regional', from: 'files' | 'stored'): SectorInput {
  const parsed = sectorReturn(kind);
  return sectorInputOf(from === 'files' ? parsed : parsedFromStored(storedEpisodes(parsed)));
}
