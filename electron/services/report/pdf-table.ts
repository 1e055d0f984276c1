import type { ReportTable } from '../../../shared/report/document.ts';
import { type Canvas, fonts, ink, makeRoom, quiet, rule, tagged } from './pdf-layout.ts';

const size = 8;
const padding = 4;

/** Column widths in points: words share what numbers leave, and no number column is narrower than its widest cell. */
function columnWidths({ doc, width }: Canvas, table: ReportTable): number[] {
  const natural = table.columns.map((column, index) => {
    doc.font(fonts.bold).fontSize(size);
    const longestWord = Math.max(...column.label.split(' ').map((word) => doc.widthOfString(word)));
    const cells = table.rows.map((row) => doc.widthOfString(row.cells[index] ?? ''));
    return (
      Math.max(longestWord, column.numeric ? Math.max(0, ...cells) : Math.min(150, Math.max(0, ...cells))) + 2 * padding
    );
  });
  const total = natural.reduce((sum, one) => sum + one, 0);
  const words = table.columns.filter((column) => !column.numeric).length;
  const spare = Math.max(0, width - total);
  return natural.map((one, index) =>
    total > width ? (one * width) / total : one + (table.columns[index]?.numeric || words === 0 ? 0 : spare / words),
  );
}

/** Draws a table as tagged rows and cells; a row is never split over two pages and the head repeats. */
export function drawTable(canvas: Canvas, table: ReportTable): void {
  const { doc, root } = canvas;
  tagged(canvas, 'P', table.caption, 10, { bold: true, after: 4 });
  const widths = columnWidths(canvas, table);
  const element = doc.struct('Table');
  root.add(element);
  const head = table.columns.map((column) => column.label);
  drawRow(canvas, element, table, widths, head, 'TH', true);
  for (const row of table.rows) {
    const height = rowHeight(canvas, widths, row.cells, row.total);
    if (doc.y + height > doc.page.height - doc.page.margins.bottom) {
      doc.addPage();
      drawRow(canvas, element, table, widths, head, 'TH', true);
    }
    drawRow(canvas, element, table, widths, row.cells, 'TD', row.total);
  }
  element.end();
  doc.y += 4;
  if (table.note) tagged(canvas, 'P', table.note, 8, { colour: quiet });
  doc.y += 8;
}

function rowHeight({ doc }: Canvas, widths: number[], cells: string[], bold: boolean): number {
  doc.font(bold ? fonts.bold : fonts.regular).fontSize(size);
  return (
    Math.max(
      ...cells.map((cell, index) => doc.heightOfString(cell || ' ', { width: (widths[index] ?? 10) - 2 * padding })),
    ) + 6
  );
}

function drawRow(
  canvas: Canvas,
  parent: PDFKit.PDFStructureElement,
  table: ReportTable,
  widths: number[],
  cells: string[],
  tag: 'TH' | 'TD',
  bold: boolean,
): void {
  const { doc, left } = canvas;
  const height = rowHeight(canvas, widths, cells, bold);
  makeRoom(canvas, height);
  const top = doc.y;
  const row = doc.struct('TR');
  parent.add(row);
  let x = left;
  for (const [index, cell] of cells.entries()) {
    const [at, width] = [x, widths[index] ?? 10];
    row.add(
      doc.struct(tag, {}, () => {
        doc
          .font(bold ? fonts.bold : fonts.regular)
          .fontSize(size)
          .fillColor(tag === 'TH' ? quiet : ink)
          .text(cell || ' ', at + padding, top + 3, {
            width: width - 2 * padding,
            align: table.columns[index]?.numeric ? 'right' : 'left',
          });
      }),
    );
    x += width;
  }
  row.end();
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(left, top + height)
    .lineTo(x, top + height)
    .lineWidth(bold ? 0.8 : 0.4)
    .strokeColor(rule)
    .stroke();
  doc.endMarkedContent();
  doc.y = top + height;
}
