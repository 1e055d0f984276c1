/** Walks the rows of one detected table, column by name, listing what cannot be read. */
import { type DateRules, dateColumn, dateRules } from '../cells/date-column.ts';
import { identifierColumn, readIdentifier } from '../cells/identifier.ts';
import type { CivilDate, YearLabel } from '../model/calendar.ts';
import { change } from './changes.ts';
import { cleanCell, type DateReading, readReturnDate } from './dates.ts';
import type { DetectedTable } from './detect.ts';
import type { ReturnChange, ReturnTable } from './types.ts';
import { yearOfCell } from './year.ts';

/** One row, as the reader hands it over. */
export type ReadRow = {
  /** Where it is, and whose (pseudonym; blank in a file read without children). */
  place: { file: string; line: number; childKey: string };
  /** From a YEAR column, where there is one. */
  year: YearLabel | null;
  /** A code cell, trimmed, in capitals. */
  code: (column: string) => string;
  /** A date; null = blank and allowed to be; undefined = refused and listed, the row is to be left out. */
  date: (column: string, required: boolean) => CivilDate | null | undefined;
};

type DateRule = 'date-missing' | 'date-out-of-window' | 'date-invalid' | 'day-month-suspected';
const dateColumns: ReadonlySet<string> = new Set(['DECOM', 'DEC', 'DOB', 'DUC']);

export class TableReader {
  /** Rows with anything in them, below the header row. */
  count = 0;
  readonly #table: ReturnTable;
  readonly #detected: DetectedTable;
  readonly #pseudonymise: (child: string) => string;
  readonly #changes: ReturnChange[];
  readonly #dates = new Map<string, DateReading>();
  readonly #isoCells = new Map<string, number>();
  readonly #monthFirst = new Map<string, number>();
  readonly #openEnds = new Map<string, number>();
  readonly #rules: ReadonlyMap<string, DateRules>;

  constructor(
    table: ReturnTable,
    detected: DetectedTable,
    pseudonymise: (child: string) => string,
    changes: ReturnChange[],
  ) {
    this.#table = table;
    this.#detected = detected;
    this.#pseudonymise = pseudonymise;
    this.#changes = changes;
    const columns = Object.keys(detected.columns).filter((name) => dateColumns.has(name));
    const proven = new Map(columns.map((name) => [name, dateColumn(this.#texts(name))]));
    this.#rules = new Map(
      columns.map((name) => {
        const others = columns.filter((other) => other !== name).flatMap((other) => proven.get(other) ?? []);
        return [name, dateRules(proven.get(name) ?? dateColumn([]), others)];
      }),
    );
  }

  /** The cells of a column below the header row. */
  *#texts(name: string): Generator<string> {
    const index = this.#detected.columns[name];
    if (index === undefined) return;
    for (let at = this.#detected.headerRow + 1; at < this.#table.rows.length; at += 1)
      yield cleanCell(this.#table.rows[at]?.[index]);
  }

  /** Hands every row to `take`; with `children`, rows that name no child are listed instead. */
  each(children: boolean, take: (row: ReadRow) => void): void {
    const { rows, file, firstLine = 1 } = this.#table;
    const { headerRow, columns } = this.#detected;
    const width = rows[headerRow]?.length ?? 0;
    const blanks = new Map<string, number>();
    const identifiers = identifierColumn(children ? this.#texts('CHILD') : []);
    for (let index = headerRow + 1; index < rows.length; index++) {
      const cells = rows[index] ?? [];
      if (cells.every((cell) => cleanCell(cell) === '')) continue;
      this.count += 1;
      const at = { file, line: firstLine + index };
      if (cells.length > width && cells.slice(width).some((cell) => cleanCell(cell) !== '')) {
        const message = `has ${cells.length} cells where the header has ${width}; columns may have shifted, row left out`;
        this.#changes.push(change('row-ragged', 'quarantined', at, message, { before: String(cells.length) }));
        continue;
      }
      const cell = (name: string) => {
        const column = columns[name];
        return column === undefined ? '' : cleanCell(cells[column]);
      };
      const child = children ? cell('CHILD') : '';
      if (children && child === '') {
        this.#changes.push(
          change('child-missing', 'quarantined', at, 'names no child; row left out', { column: 'CHILD' }),
        );
        continue;
      }
      const identifier = readIdentifier(child, identifiers);
      if ('code' in identifier) {
        const reason =
          'the child’s identifier is a long number cut short by a spreadsheet, so several children would be one; format the column as Text and export again; row left out';
        this.#changes.push(change('identifier-shortened', 'quarantined', at, reason, { column: 'CHILD' }));
        continue;
      }
      const place = { ...at, childKey: children ? this.#pseudonymise(identifier.value) : '' };
      const code = (name: string) => {
        const written = cell(name).toUpperCase();
        // Anything that cannot be a code may be a name or a postcode in the wrong column: it is not kept.
        const value = written === '' || /^[A-Z0-9]{1,5}$/.test(written) ? written : '?';
        if (value === '' && (name === 'LS' || name === 'RNE')) blanks.set(name, (blanks.get(name) ?? 0) + 1);
        return value;
      };
      const date = (name: string, required: boolean) => this.#date(name, cell(name), required, place);
      take({ place, year: yearOfCell(cell('YEAR')), code, date });
    }
    this.#close(blanks);
  }

  #date(column: string, text: string, required: boolean, place: ReadRow['place']): CivilDate | null | undefined {
    let reading = this.#dates.get(text);
    if (!reading) {
      reading = readReturnDate(text);
      // Dates repeat all through a return; noise does not, and is not let to fill memory.
      if (this.#dates.size < 50_000) this.#dates.set(text, reading);
    }
    if (reading.kind === 'open') {
      if (required) return this.#refuse('date-out-of-window', place, column, '', 'the date means “no end”');
      this.#openEnds.set(column, (this.#openEnds.get(column) ?? 0) + 1);
      return null;
    }
    const doubt = reading.kind === 'date' ? this.#rules.get(column)?.problem(text) : null;
    if (doubt) {
      const reason =
        doubt.code === 'half-swapped'
          ? `${text} may have day and month changed about by a spreadsheet, as the other dates of the column suggest`
          : `${text} may be month first, as other dates of the file are`;
      return this.#refuse('day-month-suspected', place, column, text, reason);
    }
    if (reading.kind === 'date') {
      if (reading.iso) this.#isoCells.set(column, (this.#isoCells.get(column) ?? 0) + 1);
      return reading.date;
    }
    // What was typed may be anything, a name included: only what looks like a date is repeated.
    const before = /^[\d/.\- :]{1,20}$/.test(text) ? text : '';
    const shown = before === '' ? 'what is written' : before;
    const refuse = (rule: DateRule, reason: string) => this.#refuse(rule, place, column, before, reason);
    if (reading.kind === 'blank') return required ? refuse('date-missing', 'no date') : null;
    if (reading.kind === 'out-of-window') return refuse('date-out-of-window', `${shown} is before 1970 or after 2099`);
    if (!reading.monthFirst) return refuse('date-invalid', `${shown} is not a date DD/MM/YYYY`);
    this.#monthFirst.set(column, (this.#monthFirst.get(column) ?? 0) + 1);
    return refuse('day-month-suspected', `${shown} has no such month; it looks like month before day`);
  }

  #refuse(rule: DateRule, place: ReadRow['place'], column: string, before: string, reason: string): undefined {
    this.#changes.push(change(rule, 'quarantined', place, `${column}: ${reason}; row left out`, { column, before }));
    return undefined;
  }

  /** What is said once for the file and not once for each row. */
  #close(blanks: ReadonlyMap<string, number>): void {
    const at = { file: this.#table.file, line: 0 };
    // The Department's XML writes its dates so.
    for (const [column, count] of /\.xml\b/i.test(at.file) ? [] : this.#isoCells) {
      const message = `${count} dates are written year first (YYYY-MM-DD); read as such, the return's own form is DD/MM/YYYY`;
      this.#changes.push(change('date-iso', 'noted', at, message, { column, before: String(count) }));
    }
    for (const [column, count] of this.#openEnds) {
      const reason = `${count} dates such as 31/12/9999 are read as no end`;
      this.#changes.push(
        change('date-open', 'noted', at, reason, { column, before: String(count), severity: 'inform' }),
      );
    }
    for (const [column, count] of this.#monthFirst) {
      const message = `${count} dates are written month first, so the others of this column may be too; check how the file was made`;
      this.#changes.push(change('day-month-suspected', 'noted', at, message, { column, before: String(count) }));
    }
    for (const [column, count] of blanks) {
      const effect = column === 'LS' ? ' and are counted as not being short breaks' : '';
      const message = `${count} rows have no ${column}${effect}`;
      this.#changes.push(change('code-missing', 'noted', at, message, { column, before: String(count) }));
    }
  }
}
