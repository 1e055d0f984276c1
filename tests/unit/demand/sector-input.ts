import { readFileSync } from 'node:fs';
import type { SectorInput } from '../../../shared/demand/sector-common.ts';
import { yearOf } from '../../../shared/model/calendar.ts';

export const sectorFolder = new URL('../../fixtures/sector-small/', import.meta.url);

/** A CSV with no quoted cells, as rows by header name. */
export function readRows(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(new URL(path, sectorFolder), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

const iso = (text: string) => (text.includes('/') ? text.split('/').reverse().join('-') : text);

/** The sector's small return as both models take it: three yearly folders, or one file with a YEAR column. */
export function sectorInput(kind: 'core' | 'regional'): SectorInput {
  const folders = kind === 'core' ? ['core/2022', 'core/2023', 'core/2024'] : ['regional'];
  const headers = folders.flatMap((folder) =>
    readRows(`input/${folder}/header.csv`).map((row) => ({
      childKey: row.CHILD ?? '',
      birth: iso(row.DOB ?? ''),
      year: yearOf(`${row.YEAR ?? folder.slice(-4)}-03-31`),
    })),
  );
  const episodes = folders.flatMap((folder) =>
    readRows(`input/${folder}/episodes.csv`).map((row) => ({
      childKey: row.CHILD ?? '',
      decom: iso(row.DECOM ?? ''),
      dec: row.DEC ? iso(row.DEC) : null,
      rne: row.RNE ?? '',
      place: row.PLACE ?? '',
      provider: row.PLACE_PROVIDER ?? '',
      file: folder,
      year: yearOf(`${row.YEAR ?? folder.slice(-4)}-03-31`),
    })),
  );
  return { headers, episodes };
}
