/** Which children a table counts, by whether they are unaccompanied asylum-seeking children. */
export type Filter = 'all' | 'only' | 'excluded';
export const filters = ['all', 'only', 'excluded'] as const;

/** Children who are unaccompanied, and all others. */
type Split = { only: number; excluded: number };

/** Children on one day by group and by band: all that the tables of that day are made from. Both add up to one total. */
export type DayFigures = { groups: Record<string, Split>; bands: Record<string, Split> };

/** A figure of a table: the total, one group or one band, of the children of one filter. */
export type Cell = { filter: Filter; dimension: 'total' | 'group' | 'band'; code: string };

export const cellKey = ({ filter, dimension, code }: Cell): string => `${filter}|${dimension}|${code}`;

/** The cells of the tables of one filter: the total, then groups, then bands. */
export function cellsOf({ groups, bands }: DayFigures, filter: Filter): Cell[] {
  return [
    { filter, dimension: 'total', code: '' },
    ...Object.keys(groups).map((code): Cell => ({ filter, dimension: 'group', code })),
    ...Object.keys(bands).map((code): Cell => ({ filter, dimension: 'band', code })),
  ];
}

const counted = (split: Split, filter: Filter) =>
  (filter === 'excluded' ? 0 : split.only) + (filter === 'only' ? 0 : split.excluded);

/** The count of a cell: children. */
export function countOf({ groups, bands }: DayFigures, { filter, dimension, code }: Cell): number {
  if (dimension === 'total') {
    return Object.values(groups).reduce((sum, split) => sum + counted(split, filter), 0);
  }
  const split = (dimension === 'group' ? groups : bands)[code];
  return split ? counted(split, filter) : 0;
}

/** The smallest counts a cell is the sum of, by name: what an attacker solves for. */
export function partsOf({ groups, bands }: DayFigures, { filter, dimension, code }: Cell): string[] {
  const sides = filter === 'all' ? (['only', 'excluded'] as const) : [filter];
  const codes =
    dimension === 'total' ? Object.keys(groups) : code in (dimension === 'group' ? groups : bands) ? [code] : [];
  const kind = dimension === 'band' ? 'band' : 'group';
  return codes.flatMap((one) => sides.map((side) => `${kind}|${one}|${side}`));
}
