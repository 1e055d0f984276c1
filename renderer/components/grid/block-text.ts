/**
 * Tab-separated text as Excel and LibreOffice put it on the clipboard: rows end with a line break, cells that hold a
 * tab, a line break or a quote are in quotes with quotes doubled. Read and written here because the grid in use has no
 * block clipboard of its own.
 */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const letter = text[at];
    if (letter === '"' && cell === '') {
      const end = closingQuote(text, at + 1);
      if (end !== -1) {
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        at = end + 1;
        continue;
      }
    }
    if (letter === '\t') endCell();
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
    } else cell += letter;
    at += 1;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** Where a quoted cell ends: a single quote followed by a tab, a line break or the end; −1 when it is just text. */
function closingQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === '"') {
      if (text[at + 1] === '"') at += 1;
      else return at + 1 >= text.length || /[\t\r\n]/.test(text[at + 1] ?? '') ? at : -1;
    }
    at += 1;
  }
  return -1;
}

/** The block as text that Excel, LibreOffice and `readBlock` take back unchanged. */
export function writeBlock(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quoted).join('\t')).join('\r\n');
}

/** The block repeated to fill a selection when the selection is a whole number of blocks, as Excel does; else the block. */
export function tileBlock(block: readonly (readonly string[])[], rows: number, columns: number): string[][] {
  const height = block.length;
  const width = Math.max(...block.map((row) => row.length), 0);
  const fits = height > 0 && width > 0 && rows % height === 0 && columns % width === 0;
  const [tall, wide] = fits ? [rows, columns] : [height, width];
  return Array.from({ length: tall }, (_, row) =>
    Array.from({ length: wide }, (_, column) => block[row % height]?.[column % width] ?? ''),
  );
}
