import type { SourceTable } from '../../source-table.ts';
import { bookParts, partReader } from './book-parts.ts';
import { cellFormats } from './cell-formats.ts';
import { sharedTexts } from './shared-texts.ts';
import { type BookContext, sheetRows } from './sheet-rows.ts';
import { UnreadableXml } from './xml-stream.ts';

/**
 * The sheets of an Excel workbook (xlsx, xlsm, xltx; strict or not), each part unpacked and walked in turn, so that memory
 * holds one part and the texts of the cells. Macros are never looked at. Throws `UnreadableXml`, `archive-refused`,
 * `too-many-cells`.
 */
export function readOoxml(file: string, bytes: Uint8Array): SourceTable[] {
  const part = partReader(file, bytes);
  const parts = bookParts(part);
  const book: BookContext = {
    file,
    texts: sharedTexts(part, parts.sharedStrings),
    formats: cellFormats(part, parts.styles),
    from1904: parts.from1904,
    cells: { count: 0 },
  };
  const tables: SourceTable[] = [];
  for (const { name, path, hidden } of parts.sheets) {
    const sheet = part(path);
    if (!sheet) throw new UnreadableXml('A sheet that is not there');
    const rows = sheetRows(sheet, book);
    if (!hidden) tables.push({ file, sheet: name, rows });
    else if (rows.length > 0) tables.push({ file, sheet: name, rows: [], hidden: true });
  }
  return tables;
}
