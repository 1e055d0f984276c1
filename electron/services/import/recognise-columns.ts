import { isBlank } from '../../../shared/cells/blank.ts';
import { cellParser, isProblem } from '../../../shared/cells/cell.ts';
import { splitUnit } from '../../../shared/cells/unit.ts';
import type { ImportContext } from '../../../shared/import-mapping/import-context.ts';
import type { TableKind } from '../../../shared/import-mapping/kind.ts';
import { proposedValue } from '../../../shared/import-mapping/value-proposals.ts';
import type { Column } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';

/** A column of a table found for a column of ours; `score` 0…1 by its header and its cells. */
export type Found = { index: number; column: string; score: number };

/** The columns of one row of headers, with the different cells below each. */
export type HeadRow = {
  headers: readonly string[];
  plain: readonly string[];
  texts: (index: number) => readonly string[];
  /** How many cells below a header are filled. */
  filled: (index: number) => number;
};

const window = { first: '1980-01-01', last: '2199-12-31' };
const rough = { exact: 1, loose: 0.6, values: 0.45 };
/** Fewer cells than this that fit, and a header alone does not make a column. */
const leastFit = 0.5;

/** The part of a column's cells that it could hold, its own words turned into ours; 1 where it has no cells. */
export function fitOf(
  { register }: Pick<TableKind, 'register'>,
  key: string,
  texts: readonly string[],
  header: string,
  context: ImportContext,
): number {
  const column = (registers[register].columns as Columns)[key];
  const filled = texts.filter((text) => !isBlank(text));
  if (!column || filled.length === 0) return 1;
  const parse = cellParser({ ...column, optional: true }, { unit: splitUnit(header).unit, window });
  const fits = filled.filter((text) => takes(register, key, column, parse, text, context));
  const part = fits.length / filled.length;
  // A code is short and has a figure or no space; a name is neither.
  if (key === 'lineCode' || (register === 'budgetLines' && key === 'code'))
    return Math.min(part, filled.filter((text) => /^\S{1,24}$|^\S*\d\S*/.test(text.trim())).length / filled.length);
  if (isName(column, key)) return filled.some((text) => /\p{L}{2}/u.test(text)) ? part : 0.3;
  return part;
}

/** Names and titles hold letters: a column of figures is none. */
const isName = (column: Column, key: string) => column.kind === 'text' && (key === 'name' || key === 'provider');

function takes(
  register: string,
  key: string,
  column: Column,
  parse: ReturnType<typeof cellParser>,
  text: string,
  context: ImportContext,
): boolean {
  const known = key === 'lineCode' ? context.lines : key === 'groupCode' ? context.groups : [];
  if (known.length > 0)
    return (
      known.some(({ code }) => code === text.trim()) || proposedValue(register, key, column, text, context) !== null
    );
  return !isProblem(parse(text)) || proposedValue(register, key, column, text, context) !== null;
}

const mustNotBeAssumed = (register: TableKind['register'], column: string): boolean =>
  (registers[register].columns as Columns)[column]?.kind === 'percent';

/** A column that alone names a row says something else in nearly every one. */
const namesRows = (register: TableKind['register'], column: string): boolean => {
  const { key } = registers[register];
  const own = key.filter((one) => one !== 'year') as readonly string[];
  return own.length === 1 && own[0] === column;
};

/** Which columns of a row of headers are those of a kind of table: each once, the surest first. */
export function foundColumns(kind: TableKind, row: HeadRow, context: ImportContext): Found[] {
  const pairs: Found[] = [];
  for (const [index, plain] of row.plain.entries()) {
    if (plain === '') continue;
    for (const [column, rule] of Object.entries(kind.columns)) {
      const header = rule.exact.test(plain)
        ? rough.exact
        : rule.loose?.test(plain) && !rule.not?.test(plain)
          ? rough.loose
          : 0;
      const byValues = header === 0 && column === 'groupCode' && !rule.not?.test(plain);
      if (header === 0 && !byValues) continue;
      const fit = fitOf(kind, column, row.texts(index), row.headers[index] ?? '', context);
      if (namesRows(kind.register, column) && row.texts(index).length * 2 < row.filled(index)) continue;
      const asked = rule.exact.test(plain) && mustNotBeAssumed(kind.register, column);
      if (asked && fit < leastFit) {
        // "High", "Low": a chance is stated and not in figures. It is never taken as certain: a person says what it means.
        pairs.push({ index, column, score: rough.values });
        continue;
      }
      if (fit < (byValues ? 0.8 : leastFit) || (byValues && row.texts(index).length < 2)) continue;
      // A line or a category that is known by most of its cells goes before one that is only headed like it.
      pairs.push({ index, column, score: (byValues ? rough.values : header) * (0.5 + fit / 2) });
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.index - b.index);
  const found: Found[] = [];
  for (const pair of pairs)
    if (!found.some(({ index, column }) => index === pair.index || column === pair.column)) found.push(pair);
  return found;
}
