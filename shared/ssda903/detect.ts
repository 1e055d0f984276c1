/** Which file of the return a table is: by its set of headers, whatever their order, case or extra columns. */
import { cleanCell } from './dates.ts';
import type { ReturnTable } from './types.ts';

/** The four files Outturn reads, and the others of the return, recognised so that it can say they are not needed. */
export type ReturnFileKind = 'header' | 'episodes' | 'uasc' | 'oc3' | 'not-needed';

export type DetectedTable = {
  kind: ReturnFileKind;
  /** Name of the file in the return, as the guidance has it. */
  name: string;
  /** Index in `rows` of the header row. */
  headerRow: number;
  /** Column index by name, needed columns only: nothing else is ever read. */
  columns: Readonly<Record<string, number>>;
  /** Columns this kind should have and this table lacks; the rows are read as if they were blank. */
  missing: string[];
};

type Shape = {
  kind: ReturnFileKind;
  name: string;
  has: readonly string[];
  any?: readonly string[];
  keep: readonly string[];
};

/** In the order they are tried. `has`: all must be there; `any`: one must be there; `keep`: the columns read. */
const shapes: readonly Shape[] = [
  {
    kind: 'episodes',
    name: 'Episodes',
    has: ['CHILD', 'DECOM', 'DEC', 'PLACE'],
    keep: ['CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC'],
  },
  { kind: 'uasc', name: 'UASC', has: ['CHILD', 'DUC'], keep: ['CHILD', 'DUC'] },
  { kind: 'oc3', name: 'OC3', has: ['CHILD', 'ACCOM', 'ACTIV'], keep: ['ACCOM'] },
  { kind: 'not-needed', name: 'Reviews', has: ['CHILD', 'REVIEW', 'REVIEW_CODE'], keep: [] },
  { kind: 'not-needed', name: 'OC2', has: ['CHILD', 'SDQ_SCORE'], keep: [] },
  { kind: 'not-needed', name: 'AD1', has: ['CHILD', 'DATE_INT'], keep: [] },
  { kind: 'not-needed', name: 'PlacedAdoption', has: ['CHILD', 'DATE_PLACED'], keep: [] },
  { kind: 'not-needed', name: 'PrevPerm', has: ['CHILD', 'PREV_PERM'], keep: [] },
  { kind: 'not-needed', name: 'Missing', has: ['CHILD', 'MIS_START'], keep: [] },
  { kind: 'not-needed', name: 'SWEpisodes', has: ['CHILD', 'SW_DECOM'], keep: [] },
  { kind: 'not-needed', name: 'DoLo', has: ['CHILD', 'DOLO_START'], keep: [] },
  {
    kind: 'header',
    name: 'Header',
    has: ['CHILD', 'DOB'],
    any: ['SEX', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'],
    keep: ['CHILD', 'SEX', 'DOB'],
  },
];

/** YEAR is read where a regional extract has it: several collection years in one file, numbered by their last year. */
const extra = ['YEAR'];

/** Recognises a table by a header row among its first 20 rows; null when it is no file of the return. */
export function detectReturnTable(table: ReturnTable): DetectedTable | null {
  for (const [headerRow, row] of table.rows.slice(0, 20).entries()) {
    const at = new Map<string, number>();
    for (const [index, cell] of row.entries()) {
      const name = cleanCell(cell).toUpperCase();
      if (name !== '' && !at.has(name)) at.set(name, index);
    }
    const shape = shapes.find(
      ({ has, any }) => has.every((name) => at.has(name)) && (!any || any.some((name) => at.has(name))),
    );
    if (!shape) continue;
    const wanted = shape.kind === 'not-needed' ? [] : [...shape.keep, ...extra];
    const columns: Record<string, number> = {};
    for (const name of wanted) {
      const index = at.get(name);
      if (index !== undefined) columns[name] = index;
    }
    return {
      kind: shape.kind,
      name: shape.name,
      headerRow,
      columns,
      missing: shape.keep.filter((name) => !at.has(name)),
    };
  }
  return null;
}
