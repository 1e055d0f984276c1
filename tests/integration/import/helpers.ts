import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { createImportService } from '../../../electron/services/import/import-service.ts';
import type { ImportFile } from '../../../electron/services/import/read-files.ts';
import { fixedClock, temporaryStore } from '../db/helpers.ts';

export const worker = new URL('../../../electron/services/import/formats/format-worker.ts', import.meta.url);

export async function service(store?: Store, childKey = [Buffer.alloc(32, 7)]) {
  const open = store ?? (await temporaryStore());
  return { store: open, imports: createImportService({ store: open, childKey, clock: fixedClock, worker }) };
}

/** A CSV given as lines. */
export const csv = (name: string, ...lines: string[]): ImportFile => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`),
});

export const funders = csv(
  'funders.csv',
  'Funder,Funder name',
  'NNC,North Northamptonshire',
  'WNC,West Northamptonshire',
);
export const shares = csv('shares.csv', 'Funder,From,Share %', 'NNC,01/04/2021,44.16', 'WNC,01/04/2021,55.84');
export const lineHeaders =
  'Year,Line,Line name,Service,Gross budget,Income budget,Forecast method,Funding,Recurring,Order';
export const lines = csv(
  'lines.csv',
  lineHeaders,
  '2023/24,PLC,Placements,placements,"£40,000,000.50",0,placements,shared,yes,1',
  '2023/24,STF,Staffing,staffing,90m,"(1,234.50)",profile,shared,yes,2',
);
export const groups = csv(
  'groups.csv',
  'Group,Group name,Care type,Modelled,Order',
  'IFA,Agency fostering,fostering,1,1',
);
export const placementHeaders = 'Placement,Child,Date of birth,UASC,Group,Route,Start,End,Short break';
export const placements = csv(
  'placements.csv',
  placementHeaders,
  'P1,C100,14/05/2012,no,IFA,framework,04/05/2023,,no',
  'P2,C200,02/11/2009,yes,IFA,spot,2022-01-09,28/02/2023,no',
);
export const prices = csv(
  'prices.csv',
  'Placement,From,Weekly price,Education contribution a week,Health contribution a week',
  'P1,04/05/2023,950,0,0',
  'P2,09/01/2022,1100.25,0,0',
);
/** Out of the order in which they depend on each other. */
export const everything = [prices, placements, shares, groups, lines, funders];

export const bytesOfData = (store: Store) => JSON.stringify(readSnapshot(store));
