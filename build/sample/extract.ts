import { dateOfDay, dayNumber } from '../../shared/model/calendar.ts';
import type { Column } from '../../shared/model/column.ts';
import { type RegisterName, type RowOf, registers } from '../../shared/model/registers.ts';

/** A row as the generator makes it: all declared columns, no id. Money in pence, as the application holds it. */
export type NewRow<N extends RegisterName> = Omit<RowOf<N>, 'id'>;

/** One extract: the rows of one register under the headers its declaration names. */
export type Extract<N extends RegisterName = RegisterName> = {
  file: string;
  register: N;
  /** Money columns in thousands of pounds, said in the header: `Gross budget (£000)`. */
  thousands?: boolean;
  rows: NewRow<N>[];
};

/** A cell as an extract holds it: a number where the register holds one, text elsewhere, null for blank. */
export type Cell = string | number | null;

/** Pence as pounds (or thousands of pounds) in plain digits, with no binary fraction in sight: 123456 → `1234.56`. */
function decimal(pence: number, places: number): string {
  const digits = String(Math.abs(pence)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${pence < 0 ? '-' : ''}${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`;
}

function cell(column: Column, value: unknown, thousands: boolean): string {
  if (value === null || value === undefined) return '';
  if (column.kind === 'money') return decimal(value as number, thousands ? 5 : 2);
  if (column.kind === 'share') return ((value as number) / 100).toFixed(2);
  if (column.kind === 'date' || column.kind === 'month') return dateOfDay(dayNumber(value as string));
  return String(value);
}

/** Headers and text cells of an extract. Optional columns that no row fills are left out, as a council would. */
export function tableOf<N extends RegisterName>(
  extract: Extract<N>,
): { headers: string[]; rows: string[][]; columns: Column[] } {
  const declared = Object.entries(registers[extract.register].columns as Record<string, Column>);
  const rows = extract.rows as unknown as Record<string, unknown>[];
  const used = declared.filter(([key, column]) => !column.optional || rows.some((row) => row[key] !== null));
  const thousands = extract.thousands === true;
  return {
    columns: used.map(([, column]) => column),
    headers: used.map(([, column]) =>
      thousands && column.kind === 'money' ? `${column.header} (£000)` : column.header,
    ),
    rows: rows.map((row) => used.map(([key, column]) => cell(column, row[key], thousands))),
  };
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The extract as CSV: UTF-8 with a byte-order mark and CRLF, as Excel writes it. */
export function csvOf(extract: Extract): string {
  const table = tableOf(extract);
  return `\uFEFF${[table.headers, ...table.rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}
