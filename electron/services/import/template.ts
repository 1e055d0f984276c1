import { Workbook } from '@cj-tech-master/excelts';
import type { Column } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { stringify } from './write-csv.ts';

const kinds: Record<Column['kind'], string> = {
  text: 'Text',
  note: 'Text, up to 4,000 characters',
  code: 'Short key',
  choice: 'One of',
  money: 'Amount in pounds, such as 1234.50 or (1,234.50); say (£000) or (£m) in the header for other units',
  share: 'Per cent with two places, such as 44.16',
  percent: 'Per cent',
  number: 'Number',
  integer: 'Whole number',
  date: 'Date, DD/MM/YYYY',
  month: 'Month: any date in it, or MM/YYYY',
  year: 'Financial year, such as 2023/24',
  period: 'Period: 1 (April) to 12 (March)',
  flag: 'yes or no',
};

/** What a column takes, in words. */
function meaning(column: Column): string {
  const choices = column.choices.length > 0 ? ` ${column.choices.join(', ')}` : '';
  const help = column.help ? `. ${column.help}` : '';
  return `${kinds[column.kind]}${choices}${column.optional ? '; may be blank' : ''}${help}`;
}

/** The file an officer fills in for a register: its headers, and in XLSX a second sheet that says what each takes. */
export async function writeTemplate(register: RegisterName, format: 'csv' | 'xlsx'): Promise<Uint8Array> {
  const { label } = registers[register];
  const columns = Object.values(registers[register].columns as Columns);
  const headers = columns.map((column) => column.header);
  if (format === 'csv') return new TextEncoder().encode(stringify([headers]));
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet(label, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(headers).font = { bold: true };
  for (const [index, header] of headers.entries()) sheet.getColumn(index + 1).width = Math.max(12, header.length + 3);
  const help = workbook.addWorksheet('What each column takes');
  help.addRow(['In the file', 'What it takes']).font = { bold: true };
  for (const column of columns) help.addRow([column.header, meaning(column)]);
  help.getColumn(1).width = 34;
  help.getColumn(2).width = 110;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
