import type { Store } from '../../../db/store.ts';
import type { SectorInput } from '../../../shared/demand/sector/common.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { sectorInputOf } from '../../../shared/ssda903/return.ts';
import { parsedFromStored, type StoredEpisode } from '../../../shared/ssda903/stored.ts';
import type { ParsedReturn } from '../../../shared/ssda903/types.ts';

const none = 'The sector’s models start from SSDA903 episodes, and this copy holds none. Import a return';

/** The raw SSDA903 rows a copy holds. Throws `no-data` where no return has been imported. */
export function storedReturn(store: Store): ParsedReturn {
  const rows = store.statement('episodes', 'all').all() as StoredEpisode[];
  if (rows.length > 0) return parsedFromStored(rows);
  throw new OutturnError('no-data', `${none}, with --birth-date day to tie back to published figures.`);
}

/** What the sector's models start from, or in words why the copy has nothing for them. */
export function sectorRows(store: Store): SectorInput | string {
  const rows = store.statement('episodes', 'all').all() as StoredEpisode[];
  return rows.length > 0 ? sectorInputOf(parsedFromStored(rows)) : `${none} in Data and checks.`;
}
