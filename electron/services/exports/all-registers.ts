import { strToU8, zipSync } from 'fflate';
import { isBlank } from '../../../shared/cells/blank.ts';
import type { Column } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { stringify } from '../import/write-csv.ts';

/**
 * A cell as an import reads it back to the same value. Text that would be read as something else — blank words, leading
 * or trailing spaces, a formula — has an apostrophe before it, as in a spreadsheet.
 */
function cellText(column: Column, value: unknown): string {
  if (value === null || value === undefined) return '';
  switch (column.kind) {
    case 'money':
      return (Number(value) / 100).toFixed(2);
    case 'share':
      return (Number(value) / 100).toFixed(2);
    case 'flag':
      return value === 1 ? 'yes' : 'no';
    case 'text':
    case 'note':
    case 'code': {
      const text = String(value);
      const marked = text !== text.trim() || isBlank(text) || /^['=+@\t\r-]/.test(text);
      return marked ? `'${text}` : text;
    }
    default:
      return String(value);
  }
}

/** Every register that holds rows as a CSV, and what the data say of themselves: by file name. */
export function registerFiles(snapshot: Snapshot): Record<string, string> {
  const files: Record<string, string> = {
    'settings.csv': stringify([
      ['Setting', 'Value'],
      ...(snapshot.council === '' ? [] : [['Council', snapshot.council]]),
      ['Data date', snapshot.dataDate],
      ['Synthetic', snapshot.synthetic ? 'yes' : 'no'],
    ]),
  };
  for (const name of registerNames) {
    const rows = snapshot[name] as unknown as Record<string, unknown>[];
    if (rows.length === 0) continue;
    const columns = Object.entries(registers[name].columns as Columns);
    files[`${name}.csv`] = stringify([
      columns.map(([, column]) => column.header),
      ...rows.map((row) => columns.map(([key, column]) => cellText(column, row[key]))),
    ]);
  }
  return files;
}

/** More than this is stored unpacked: the import refuses archives that grow too far. */
const packedUpTo = 8 * 2 ** 20;

/**
 * The same as one zip that the import takes back whole; the same data give the same bytes. `returns`: the SSDA903 returns
 * held, a zip within it: the placements here are what was made of them, so they are brought in only by who unpacks them.
 */
export function registersZip(snapshot: Snapshot, returns: Uint8Array | null = null): Uint8Array {
  const files = registerFiles(snapshot);
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  const returnEntries = returns === null ? [] : [['ssda903-returns.zip', returns] as const];
  return zipSync(Object.fromEntries([...entries, ...returnEntries]), {
    level: size > packedUpTo ? 0 : 6,
    mtime: '2000-01-01T00:00:00',
  });
}
