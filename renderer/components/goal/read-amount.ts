import { readAmount as readCell } from '../../../shared/cells/amount.ts';

/** An amount as people type it, in pence: `£1.2m`, `365k`, `−250,000`, `(1,000)`. Null when it is not one. */
export function readAmount(text: string): number | null {
  const read = readCell(text, null);
  return 'pence' in read ? read.pence : null;
}
