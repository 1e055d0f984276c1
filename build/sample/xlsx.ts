import { Workbook } from '@cj-tech-master/excelts';
import { type Extract, tableOf } from './extract.ts';

const fixedTime = new Date('2024-01-15T09:00:00Z');
/** Zip entries hold local time: the same clock face everywhere gives the same bytes everywhere. */
const zipTime = new Date(2024, 0, 15, 9);
const numeric = new Set(['money', 'share', 'percent', 'number', 'integer', 'period', 'flag']);

/** The extract as an ordinary workbook of one sheet: a bold frozen header row, numbers as numbers. Same rows, same bytes. */
export async function xlsxOf(extract: Extract): Promise<Uint8Array> {
  const table = tableOf(extract);
  const workbook = new Workbook();
  workbook.creator = 'Outturn sample council';
  workbook.created = fixedTime;
  workbook.modified = fixedTime;
  const sheet = workbook.addWorksheet('Extract', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(table.headers).font = { bold: true };
  for (const row of table.rows) {
    sheet.addRow(
      row.map((text, index) =>
        text === '' ? null : numeric.has(table.columns[index]?.kind ?? '') ? Number(text) : text,
      ),
    );
  }
  table.headers.forEach((header, index) => {
    sheet.getColumn(index + 1).width = Math.max(12, header.length + 2);
  });
  return workbook.xlsx.writeBuffer({ zip: { modTime: zipTime, timestamps: 'dos' } });
}
