import { readAmount } from '../../../shared/cells/amount.ts';
import { isBlank } from '../../../shared/cells/blank.ts';
import { cellParser, isProblem } from '../../../shared/cells/cell.ts';
import type { ImportContext } from '../../../shared/import-mapping/import-context.ts';
import type { Assumed, TableKind } from '../../../shared/import-mapping/kind.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { kindOf } from '../../../shared/import-mapping/stated.ts';
import { proposedValue } from '../../../shared/import-mapping/value-proposals.ts';
import { yearStart } from '../../../shared/model/calendar.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { Found, HeadRow } from './recognise-columns.ts';
import { yearNamed } from './shape/year-named.ts';
import type { SourceTable } from './source-table.ts';

const window = { first: '1980-01-01', last: '2199-12-31' };
const mostValues = 2000;
type Values = Record<string, string>;
type Entry = Exclude<TableMapping['columns'][string], string>;
type Said = Omit<Entry, 'column'>;

/** What the different cells of a column stand for, where they are not our own: none where nothing needs turning. */
export function proposedValues(
  register: keyof typeof registers,
  key: string,
  texts: readonly string[],
  context: ImportContext,
): Values {
  const column = (registers[register].columns as Columns)[key];
  const turned: Values = {};
  if (!column || texts.length > mostValues) return turned;
  if (column.kind === 'share') return fractions(texts);
  const turns =
    ['choice', 'flag', 'year', 'period', 'integer'].includes(column.kind) || key === 'lineCode' || key === 'groupCode';
  if (!turns) return turned;
  const parse = cellParser(column, { unit: null, window });
  for (const text of texts) {
    if (isBlank(text)) continue;
    const own = column.kind !== 'code' && !isProblem(parse(text));
    if (own) continue;
    const value = proposedValue(register, key, column, text, context);
    if (value !== null && value !== text) turned[text.slice(0, 200)] = value;
  }
  return turned;
}

/** Shares written as parts of one (0.92) are per cent of a hundred here. */
function fractions(texts: readonly string[]): Values {
  const filled = texts.filter((text) => !isBlank(text));
  const parts = filled.every((text) => /^(?:0?\.\d+|[01](?:\.0+)?)$/.test(text.trim()));
  if (!parts || filled.length === 0) return {};
  return Object.fromEntries(filled.map((text) => [text, (Number(text) * 100).toFixed(2)]));
}

/** Income that is written without a minus is income all the same. */
function isPositiveIncome(column: string, texts: readonly string[]): boolean {
  if (!/^income/.test(column)) return false;
  const read = texts.flatMap((text) => {
    const amount = readAmount(text, null);
    return 'pence' in amount && amount.pence !== 0 ? [amount.pence] : [];
  });
  return read.length > 0 && read.every((pence) => pence > 0);
}

/** The mapping of a recognised table: its columns, their values, and what is assumed where it has no such column. */
export function proposedMapping(
  kind: TableKind,
  form: SourceTable,
  row: HeadRow,
  found: readonly Found[],
  context: ImportContext,
): { mapping: TableMapping; assumed: string[]; missing: string[]; doubts: number } {
  const { register } = kind;
  const ours = registers[register].columns as Columns;
  const columns: TableMapping['columns'] = {};
  const also: NonNullable<TableMapping['also']> = {};
  const constants: Values = {};
  const assumed: string[] = [];
  const missing: string[] = [];
  let doubts = 0;
  const header = (index: number) => (row.headers[index] ?? '').trim();
  const said = (column: string, index: number): Said => {
    const texts = row.texts(index);
    const values = proposedValues(register, column, texts, context);
    const reversed = isPositiveIncome(column, texts);
    if (reversed) assumed.push(`${header(index)} is written without a minus and is taken as income`);
    return {
      ...(reversed ? { sign: 'reversed' as const } : {}),
      ...(Object.keys(values).length > 0 ? { values } : {}),
    };
  };
  for (const { index, column } of found) {
    const more = said(column, index);
    if (column === 'year' && row.texts(index).length === 0) {
      // Months across without a year: the year is that of the import.
      const year = yearOfTable(form, row, context);
      if (year === null) missing.push(ours.year?.header ?? 'Year');
      else {
        more.blank = year;
        assumed.push(`Year ${year}: the year that its title, file or the other files name`);
      }
    }
    columns[header(index)] = Object.keys(more).length > 0 ? { column, ...more } : column;
  }
  const at = new Map(found.map(({ index, column }) => [column, index]));
  /** Where a column is read, by itself or beside another: a name that the code stands for tells the service too. */
  const sourceOf = (column: string): number | undefined => {
    const rule = kind.assumed[column];
    return at.get(column) ?? (rule && 'from' in rule ? at.get(rule.from) : undefined);
  };
  const own: ImportContext = { ...context, year: yearOfTable(form, row, context) };
  const needed = Object.entries(ours).filter(
    ([key, column]) => !at.has(key) && key !== 'position' && !column.optional && column.absent === undefined,
  );
  for (const [key, column] of needed) {
    const rule: Assumed | undefined = kind.assumed[key];
    const period = at.get('period');
    if (key === 'year' && period !== undefined) {
      // A ledger that says its dates says its years: 14/06/2025, Jun-25, 202506.
      const texts = row.texts(period);
      const values = proposedValues(register, 'year', texts, own);
      if (texts.length > 0 && texts.every((text) => isBlank(text) || values[text] !== undefined)) {
        also.year = { header: header(period), values };
        continue;
      }
    }
    if (rule && 'constant' in rule) {
      constants[key] = rule.constant;
      assumed.push(`${column.header}: ${rule.say}`);
    } else if (rule && 'from' in rule && sourceOf(rule.from) !== undefined) {
      const index = sourceOf(rule.from) ?? -1;
      const more = said(key, index);
      also[key] = Object.keys(more).length > 0 ? { header: header(index), ...more } : header(index);
      assumed.push(`${column.header}: ${rule.say}`);
    } else if (rule && 'stated' in rule) {
      const value = statedValue(rule.stated, own);
      if (value === null) missing.push(column.header);
      else {
        constants[key] = value;
        assumed.push(`${column.header} ${value}: ${rule.say}`);
      }
    } else {
      missing.push(column.header);
      doubts += 1;
    }
  }
  const headers = [...new Set(row.headers.map((text) => text.trim()).filter((text) => text !== ''))];
  const mapping: TableMapping = {
    headers,
    register,
    columns,
    ...(Object.keys(also).length > 0 ? { also } : {}),
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
  };
  return { mapping, assumed, missing, doubts };
}

/** The year a table names by itself, in its titles or headers, before that of the import. */
function yearOfTable(form: SourceTable, row: HeadRow, context: ImportContext): string | null {
  const titles = form.rows.slice(0, 20).filter((cells) => cells.filter((cell) => cell.trim() !== '').length === 1);
  const names = [form.sheet ?? '', form.file.replace(/\.[a-z]+$/i, ''), ...(form.around ?? [])];
  return yearNamed(row.headers, true) ?? yearNamed([...titles.flat(), ...names], true) ?? context.year;
}

function statedValue(what: 'year' | 'year-start' | 'period', { year, period }: ImportContext): string | null {
  if (what === 'period') return period === null ? null : String(period);
  if (year === null) return null;
  return what === 'year' ? year : yearStart(year);
}

/** What an import states of a column by itself; null where it does not. */
export function statedOf(register: keyof typeof registers, column: string, context: ImportContext): string | null {
  const rule = kindOf(register)?.assumed[column];
  return rule && 'stated' in rule ? statedValue(rule.stated, context) : null;
}
