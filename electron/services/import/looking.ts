import type { ImportColumn, ImportFilePreview, ImportSetAside } from '../../../shared/api.ts';
import { cellParser, isProblem } from '../../../shared/cells/cell.ts';
import { careGroup } from '../../../shared/import-mapping/care-groups.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import { noContext } from '../../../shared/import-mapping/import-context.ts';
import { proposedValue } from '../../../shared/import-mapping/value-proposals.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { Source } from './import-plan.ts';
import { childRegisters, isPersonalHeader, isSensitive, mayNamePerson } from './personal.ts';
import type { Placed } from './place-columns.ts';
import type { SourceProblem } from './problem.ts';
import { lineOf, rowOfLine, type SourceTable } from './source-table.ts';
import type { UnderstoodFile } from './understood.ts';

/** Most rows, texts of a column and rows set aside that are sent to be looked at. */
const most = { rows: 8, texts: 80, setAside: 200, columns: 60 };
const window = { first: '1900-01-01', last: '2199-12-31' };
const withheld = '(withheld)';

type Looked = Pick<ImportFilePreview, 'head' | 'columns' | 'setAside'>;

/** What a person looks at to match a table: its first rows, its columns with what their texts stand for, its rows not taken. */
export function lookedAt({ source }: UnderstoodFile, problems: readonly SourceProblem[]): Looked {
  if (!source) return {};
  const { table, detected } = source;
  const headers = (table.rows[detected.headerRow] ?? []).slice(0, most.columns).map((text) => text.trim());
  const show = cellsShown(detected.register, detected.placed, headers);
  const rows: { row: number; cells: string[] }[] = [];
  for (let at = detected.headerRow + 1; at < table.rows.length && rows.length < most.rows; at += 1) {
    const cells = table.rows[at] ?? [];
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: lineOf(table, at), cells: show(cells) });
  }
  return {
    head: { headers, rows },
    columns: detected.placed
      .filter(({ index }) => index >= 0)
      .map((placed) => columnOf(detected.register, table, detected.headerRow, placed)),
    setAside: setAsideOf(source, headers, show, problems),
  };
}

/** The cells of a row as they may be shown: of a child's row only those that say nothing of the child. */
function cellsShown(register: string, placed: readonly Placed[], headers: readonly string[]) {
  const columns = new Map(placed.map(({ index, column }) => [index, column]));
  const ofChild = childRegisters.includes(register);
  return (cells: readonly string[]): string[] =>
    headers.map((header, index) => {
      const text = (cells[index] ?? '').trim().slice(0, 200);
      const column = columns.get(index);
      if (text === '' || !ofChild) return text;
      if (column === undefined || isSensitive(register, column)) return withheld;
      if (isPersonalHeader(normalHeader(header)) && !/Pence$/.test(column)) return withheld;
      return mayBeShown(column, text) ? text : withheld;
    });
}

/** A text of a child's row: one that may name a person only where it is a category of care or a way of buying. */
const mayBeShown = (column: string, text: string): boolean =>
  !mayNamePerson(text) ||
  (column === 'groupCode' && careGroup(text) !== null) ||
  (column === 'route' && proposedValue('placements', 'route', { kind: 'choice' }, text, noContext) !== null);

function columnOf(
  register: keyof typeof registers,
  table: SourceTable,
  headerRow: number,
  placed: Placed,
): ImportColumn {
  const { index, header, column, values } = placed;
  const ours = (registers[register].columns as Columns)[column];
  const turned =
    values || column === 'lineCode' || column === 'groupCode' || ours?.kind === 'choice' || ours?.kind === 'flag';
  if (!ours || !turned) return { header, column };
  const counts = new Map<string, number>();
  for (const cells of table.rows.slice(headerRow + 1)) {
    const text = (cells[index] ?? '').trim();
    if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.size > most.texts) return { header, column };
  }
  const ofChild = childRegisters.includes(register);
  const parse = cellParser(ours, { unit: null, window });
  const own = (text: string) => {
    const value = parse(text);
    return isProblem(value) || value === null ? null : String(value);
  };
  return {
    header,
    column,
    values: [...counts]
      .filter(([text]) => !ofChild || mayBeShown(column, text))
      .map(([text, rows]) => ({ text, rows, to: values?.get(text.toLowerCase()) ?? own(text) })),
  };
}

function setAsideOf(
  { table, detected }: Source,
  headers: readonly string[],
  show: (cells: readonly string[]) => string[],
  problems: readonly SourceProblem[],
): ImportSetAside[] {
  const rows = new Map<number, ImportSetAside>();
  const columns = registers[detected.register].columns as Columns;
  // A check of two cells names the column as we do: the file's own header is the one to correct.
  const ownHeader = (name: string | null) =>
    name === null || headers.includes(name)
      ? name
      : (detected.placed.find((placed) => placed.index >= 0 && columns[placed.column]?.header === name)?.header ??
        name);
  for (const { row, column, code, message, rejects } of problems) {
    if (!rejects) continue;
    let known = rows.get(row);
    if (!known) {
      if (rows.size >= most.setAside) continue;
      const cells = rowOfLine(table, row);
      if (!cells) continue;
      const shown = show(cells);
      known = {
        row,
        cells: Object.fromEntries(headers.flatMap((header, at) => (header === '' ? [] : [[header, shown[at] ?? '']]))),
        why: [],
      };
      rows.set(row, known);
    }
    known.why.push({ column: ownHeader(column), code, message });
  }
  return [...rows.values()];
}
