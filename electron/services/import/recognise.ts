import { readDate } from '../../../shared/cells/date.ts';
import type { ImportContext } from '../../../shared/import-mapping/import-context.ts';
import type { TableKind } from '../../../shared/import-mapping/kind.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { plainHeader } from '../../../shared/import-mapping/plain-header.ts';
import { tableKinds } from '../../../shared/import-mapping/stated.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import type { Recognition } from './place-columns.ts';
import { type Found, foundColumns, type HeadRow } from './recognise-columns.ts';
import { proposedMapping } from './recognised-mapping.ts';
import { readableForms } from './shape/forms.ts';
import type { SourceTable } from './source-table.ts';

/** A way to read a table that nobody said and its headers alone do not: `missing` the needed columns it has not. */
export type Reading = {
  /** Which of its forms is read (shape/forms.ts), from 0. */
  form: number;
  headerRow: number;
  mapping: TableMapping;
  recognition: Recognition;
  missing: string[];
};

const rowsSearched = 20;
const cellsLooked = 300;
const rowsLooked = 1000;
/** Surer than this, a table is read by itself; less, a person says what it is. */
export const sureEnough = 0.6;
const titleWeight = 0.12;

/**
 * What a table of another system holds, told from its headers, their synonyms and the values below them: the readings of
 * its register and of those beside it, the surest first. Empty where no kind of table is near. `register` = only that one.
 */
export function recognise(table: SourceTable, context: ImportContext, register: RegisterName | null): Reading[] {
  // What a table is shows in its first rows: the whole is read once that is known.
  const { lines, ...whole } = table;
  const first = {
    ...whole,
    rows: table.rows.slice(0, rowsLooked),
    ...(lines ? { lines: lines.slice(0, rowsLooked) } : {}),
  };
  const forms = readableForms(first);
  let best: Reading | null = null;
  for (const kind of tableKinds) {
    if (register ? kind.register !== register : kind.beside) continue;
    for (const form of forms.keys()) {
      const reading = readingOf(kind, forms, form, context, register !== null);
      if (reading && rank(reading) > rank(best) + 1e-9) best = reading;
    }
  }
  if (!best) return [];
  const { register: main } = best.mapping;
  const beside = tableKinds.filter((kind) => kind.beside === main && register === null);
  const readings = beside.flatMap((kind) => {
    const ones = [...forms.keys()]
      .flatMap((form) => readingOf(kind, forms, form, context) ?? [])
      .filter(({ missing }) => missing.length === 0);
    return ones.sort((a, b) => b.recognition.confidence - a.recognition.confidence).slice(0, 1);
  });
  return [best, ...readings];
}

const rank = (reading: Reading | null): number =>
  reading === null ? -1 : reading.recognition.confidence - reading.missing.length * 0.3;

function readingOf(
  kind: TableKind,
  forms: readonly SourceTable[],
  at: number,
  context: ImportContext,
  said = false,
): Reading | null {
  const form = forms[at];
  let best: Reading | null = null;
  if (!form) return best;
  // Months across are what was spent: only a ledger is read so.
  if (kind.register !== 'actuals' && form.shaped?.some((what) => what.includes('columns of periods'))) return best;
  for (let headerRow = 0; headerRow < Math.min(rowsSearched, form.rows.length); headerRow += 1) {
    const row = headRow(form, headerRow);
    if (!mayBeHeaders(row.headers)) continue;
    const found = foundColumns(kind, row, context);
    const columns = new Set(found.map(({ column }) => column));
    const met = kind.needs.filter((any) => any.some((column) => columns.has(column)));
    if (met.length === 0 || met.length * 2 < kind.needs.length) continue;
    if (
      !said &&
      kind.mark &&
      !row.plain.some((text) => kind.mark?.test(text)) &&
      !kind.title.test(titleOf(form, headerRow))
    )
      continue;
    const reading = { form: at, ...made(kind, form, headerRow, row, found, context) };
    if (rank(reading) > rank(best)) best = reading;
  }
  return best;
}

/** A row of two cells or more that are hardly ever figures or dates: months and years may head columns. */
function mayBeHeaders(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const values = filled.filter((cell) => /^[-(£]*[\d,.]+[)%-]*$/.test(cell) || readDate(cell).kind === 'date');
  return filled.length >= 2 && values.length * 4 <= filled.length;
}

function made(
  kind: TableKind,
  form: SourceTable,
  headerRow: number,
  row: HeadRow,
  found: readonly Found[],
  context: ImportContext,
): Omit<Reading, 'form'> {
  const proposed = proposedMapping(kind, form, row, found, context);
  const columns = registers[kind.register].columns as Columns;
  const scores = kind.needs.map((any) =>
    Math.max(0, ...found.filter(({ column }) => any.includes(column)).map(({ score }) => score)),
  );
  const filled = row.plain.filter((text) => text !== '').length;
  const titled = kind.title.test(titleOf(form, headerRow));
  const confidence =
    0.5 * (scores.reduce((sum, score) => sum + score, 0) / scores.length) +
    (0.5 - titleWeight) * (found.length / filled) +
    (titled ? titleWeight : 0) -
    proposed.doubts * 0.05;
  const named = found.map(({ index, column }) => `${(row.headers[index] ?? '').trim()} is ${columns[column]?.header}`);
  return {
    headerRow,
    mapping: proposed.mapping,
    missing: proposed.missing,
    recognition: {
      confidence: Math.max(0, Math.min(1, confidence)),
      why: [...(titled ? [`its name says ${registers[kind.register].label.toLowerCase()}`] : []), ...named],
      assumed: proposed.assumed,
    },
  };
}

/** Everything that names the table: file, sheet, and what stands above it. */
const titleOf = (form: SourceTable, headerRow: number): string =>
  [
    form.file.replace(/\.[a-z]+$/i, ''),
    form.sheet ?? '',
    ...(form.around ?? []),
    ...form.rows.slice(0, headerRow).flat(),
  ].join(' ');

function headRow(form: SourceTable, at: number): HeadRow {
  const headers = form.rows[at] ?? [];
  const known = new Map<number, { texts: string[]; filled: number }>();
  const below = (index: number) => {
    let found = known.get(index);
    if (!found) {
      const all = new Set<string>();
      let filled = 0;
      for (const cells of form.rows.slice(at + 1, at + 1 + cellsLooked)) {
        const text = (cells[index] ?? '').trim();
        // A row of one cell is a heading or a total, and says nothing of its column.
        if (text === '' || cells.filter((cell) => cell.trim() !== '').length < 2) continue;
        all.add(text);
        filled += 1;
      }
      found = { texts: [...all], filled };
      known.set(index, found);
    }
    return found;
  };
  return {
    headers,
    plain: headers.map(plainHeader),
    texts: (index) => below(index).texts,
    filled: (index) => below(index).filled,
  };
}
