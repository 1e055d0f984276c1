import { normalHeader } from '../../../shared/import-mapping/header.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { type MappedHead, mappingOf } from './mapped-table.ts';
import { childRegisters, isPersonalHeader } from './personal.ts';
import { type Detected, missingColumns, place } from './place-columns.ts';
import { lineOf, nameOf, type SourceTable } from './source-table.ts';

/** What a person has said, or the copy remembers, about a file: normalised header → column ('' = leave out). */
export type Hints = {
  register: RegisterName | null;
  mapping: (register: RegisterName) => ReadonlyMap<string, string>;
  /** The whole mapping of a table, where a person gave one for it or its headers are remembered. */
  whole?: (table: SourceTable) => readonly MappedHead[];
};

const rowsSearched = 20;

/** The headers of a table that could not be read as the register a person named, to be matched by hand: header → column, '' unknown. */
export function headersToMatch(
  table: SourceTable,
  register: RegisterName,
  mapping: ReadonlyMap<string, string>,
): Record<string, string> {
  const row = table.rows.slice(0, rowsSearched).find((cells) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const { placed } = place(row ?? [], register, mapping);
  return Object.fromEntries(
    (row ?? []).flatMap((header, index) => {
      const name = header.trim();
      if (name === '' || (childRegisters.includes(register) && isPersonalHeader(normalHeader(name)))) return [];
      return [[name, placed.find((one) => one.index === index)?.column ?? '']];
    }),
  );
}

/** True for a row that holds every needed header of some register. */
export const isKnownHeader = (cells: readonly string[]): boolean =>
  registerNames.some((register) => {
    const { placed } = place(cells, register, new Map());
    return placed.length > 1 && missingColumns(register, placed).length === 0;
  });

/** A register that a table may hold, with how much of it speaks for that: 0…1. */
export type Candidate = { register: RegisterName; confidence: number; headerRow: number; missing: string[] };

/** What a table may hold by its headers alone, the likeliest first; none where no header is known. */
export function candidates(table: SourceTable, mapping: Hints['mapping']): Candidate[] {
  const found: Candidate[] = [];
  for (const register of registerNames) {
    const known = mapping(register);
    let best: Candidate | null = null;
    for (let headerRow = 0; headerRow < Math.min(rowsSearched, table.rows.length); headerRow += 1) {
      const { placed, ignored } = place(table.rows[headerRow] ?? [], register, known);
      if (placed.length === 0) continue;
      const missing = missingColumns(register, placed);
      const needed = Math.max(1, placed.length + missing.length);
      const confidence = (placed.length / needed) * 0.7 + (placed.length / (placed.length + ignored.length)) * 0.3;
      if (!best || confidence > best.confidence) best = { register, confidence, headerRow, missing };
    }
    if (best && best.confidence > 0.25) found.push(best);
  }
  return found.sort((a, b) => b.confidence - a.confidence);
}

/** How a table that could not be read might be: its likeliest register and what of its headers is known, to be changed by hand. */
export function draftMapping(
  table: SourceTable,
  hints: Hints,
  likely: readonly Candidate[],
): (Detected & { mapping: TableMapping }) | null {
  const best = hints.register ? likely.find(({ register }) => register === hints.register) : likely[0];
  const register = hints.register ?? best?.register;
  if (!register) return null;
  const widest = table.rows
    .slice(0, rowsSearched)
    .findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const headerRow = best?.headerRow ?? Math.max(0, widest);
  const found = { register, headerRow, ...place(table.rows[headerRow] ?? [], register, hints.mapping(register)) };
  return { ...found, mapping: mappingOf(table, found) };
}

/**
 * Finds which register a table belongs to and where its headers are, wherever that row is in the first 20. Order and
 * case of columns do not matter. Throws `unknown-kind`, or `missing-columns` naming them, or `not-a-table` when two
 * columns claim the same place.
 */
export function detect(table: SourceTable, hints: Hints): Detected {
  let best: { score: number; found: Detected; missing: string[] } | null = null;
  for (const register of hints.register ? [hints.register] : registerNames) {
    const mapping = hints.mapping(register);
    for (let headerRow = 0; headerRow < Math.min(rowsSearched, table.rows.length); headerRow += 1) {
      const { placed, ignored, unused } = place(table.rows[headerRow] ?? [], register, mapping);
      if (placed.length === 0) continue;
      const have = new Set(placed.map((one) => one.column));
      const columns = registers[register].columns as Columns;
      const keysMissing = registers[register].key.filter(
        (column) => !have.has(column) && columns[column]?.absent === undefined,
      ).length;
      const missing = missingColumns(register, placed);
      const score = have.size - missing.length - keysMissing - ignored.length / 4;
      if (!best || score > best.score)
        best = { score, found: { register, headerRow, placed, unused, ignored }, missing };
    }
  }
  const file = nameOf(table);
  if (!best || (!hints.register && (best.found.placed.length < 2 || best.missing.length > best.found.placed.length))) {
    throw new OutturnError(
      'unknown-kind',
      `${file}: no row of the first ${rowsSearched} holds the headers of a known table. Choose what the file holds and match its columns, or start from a template.`,
      { file },
    );
  }
  return checked(table, best.found);
}

/** What was found, where it has all that is needed and each column once. Throws `missing-columns` or `not-a-table`. */
export function checked(table: SourceTable, found: Detected): Detected {
  const file = nameOf(table);
  const row = lineOf(table, found.headerRow);
  const missing = missingColumns(found.register, found.placed);
  if (missing.length > 0) {
    const one = missing.length === 1;
    throw new OutturnError(
      'missing-columns',
      `${file}, row ${row}: read as ${registers[found.register].label}, but ${one ? 'a needed column is' : 'needed columns are'} not there: ${missing.join(', ')}. Add ${one ? 'it' : 'them'}, or say which of the file's columns holds ${one ? 'it' : 'each'}, or what stands in every row (in the command: --map).`,
      { file, row, register: found.register, columns: missing.join(', '), strange: found.unused.length },
    );
  }
  for (const [at, one] of found.placed.entries()) {
    const other = found.placed.findIndex((placed) => placed.column === one.column);
    if (other !== at) {
      throw new OutturnError(
        'not-a-table',
        `${file}, row ${row}: the columns "${found.placed[other]?.header}" and "${one.header}" both hold ${(registers[found.register].columns as Columns)[one.column]?.header}. Remove or leave out one of them.`,
        { file, row, column: one.header },
      );
    }
  }
  return found;
}
