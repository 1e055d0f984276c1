import type { ReportTable } from '../../../shared/report/document.ts';
import { type Canvas, fonts, ink, makeRoom, quiet, rule, tagged } from './pdf-layout.ts';

const size = 8;
const padding = 4;
/** Above and below the words of a row, together. */
const air = 5;
/** Figures of one width: they stand under each other, and no comma slips under a 7. */
const features: PDFKit.Mixins.OpenTypeFeatures[] = ['tnum'];

const optionsOf = (column: { numeric: boolean } | undefined) =>
  column?.numeric ? { align: 'right' as const, features } : { align: 'left' as const };

/**
 * Column widths in points: a number column holds its widest cell and its longest word, and some air where there is room;
 * words take what their cells need, up to what numbers leave. A small table stays small: figures stand near their names.
 */
function columnWidths({ doc, width }: Canvas, table: ReportTable): number[] {
  const measured = table.columns.map((column, index) => {
    doc.font(fonts.bold).fontSize(size);
    const word = Math.max(...column.label.split(' ').map((word) => doc.widthOfString(word)));
    const cells = Math.max(0, ...table.rows.map((row) => doc.widthOfString(row.cells[index] ?? '', optionsOf(column))));
    // A hair more than measured, or the last letter of a word would be wrapped.
    const least = word + 2 * padding + 1;
    return { least, natural: Math.max(least, (column.numeric ? cells : Math.min(cells, width)) + 2 * padding + 1) };
  });
  const natural = measured.map((one) => one.natural);
  const total = natural.reduce((sum, one) => sum + one, 0);
  if (total > width) {
    const widths = measured.map((one, index) => (table.columns[index]?.numeric ? one.natural : one.least));
    const left = Math.max(0, width - widths.reduce((sum, one) => sum + one, 0));
    const wanted = measured.map((one, index) => one.natural - (widths[index] ?? 0));
    const all = Math.max(
      1,
      wanted.reduce((sum, one) => sum + one, 0),
    );
    return widths.map((one, index) => one + ((wanted[index] ?? 0) * left) / all);
  }
  const spare = (width - total) / natural.length;
  return natural.map((one, index) => {
    const most = table.columns[index]?.numeric ? 72 : one + 40;
    return Math.max(one, Math.min(most, one + spare));
  });
}

/** Draws a table as tagged rows and cells; a row is never split over two pages and the head repeats. */
export function drawTable(canvas: Canvas, table: ReportTable): void {
  const { doc, root } = canvas;
  const widths = columnWidths(canvas, table);
  const whole = tableHeight(canvas, table);
  if (whole <= wholeTable) makeRoom(canvas, whole);
  const element = doc.struct('Table');
  root.add(element);
  tagged(canvas, 'Caption', table.caption, 10, { bold: true, after: 4, parent: element });
  const head = table.columns.map((column) => column.label);
  drawRow(canvas, element, table, widths, head, true, true);
  for (const row of table.rows) {
    const height = rowHeight(canvas, widths, row.cells, row.total);
    if (doc.y + height > doc.page.height - doc.page.margins.bottom) {
      doc.addPage();
      repeatHead(canvas, table, widths, head);
    }
    drawRow(canvas, element, table, widths, row.cells, false, row.total);
  }
  element.end();
  doc.y += 4;
  if (table.note) tagged(canvas, 'P', table.note, 8, { colour: quiet });
  doc.y += 8;
}

/** The head again on the next page, for the eye: readers that hear the table have it once. */
function repeatHead(canvas: Canvas, table: ReportTable, widths: number[], head: string[]): void {
  const { doc, left } = canvas;
  const top = doc.y;
  const height = rowHeight(canvas, widths, head, true);
  doc.markContent('Artifact', { type: 'Pagination' });
  let x = left;
  head.forEach((label, index) => {
    const width = widths[index] ?? 10;
    doc
      .font(fonts.bold)
      .fontSize(size)
      .fillColor(quiet)
      .text(label || ' ', x + padding, top + air / 2, {
        width: width - 2 * padding,
        ...optionsOf(table.columns[index]),
      });
    x += width;
  });
  doc
    .moveTo(left, top + height)
    .lineTo(x, top + height)
    .lineWidth(0.8)
    .strokeColor(rule)
    .stroke();
  doc.endMarkedContent();
  doc.y = top + height;
}

/** A table up to this high, points, stays on one page. */
const wholeTable = 330;

/** Height of a table with its caption and note, points. */
export function tableHeight(canvas: Canvas, table: ReportTable): number {
  const widths = columnWidths(canvas, table);
  const head = table.columns.map((column) => column.label);
  const rows = table.rows.map((row) => rowHeight(canvas, widths, row.cells, row.total));
  return 40 + rowHeight(canvas, widths, head, true) + rows.reduce((sum, one) => sum + one, 0) + (table.note ? 14 : 0);
}

/** Room that the beginning of a table needs: all of it when it stays whole. */
export function tableRoom(canvas: Canvas, table: ReportTable): number {
  const whole = tableHeight(canvas, table);
  return whole <= wholeTable ? whole : 110;
}

function rowHeight({ doc }: Canvas, widths: number[], cells: string[], bold: boolean): number {
  doc.font(bold ? fonts.bold : fonts.regular).fontSize(size);
  return (
    Math.max(
      ...cells.map((cell, index) => doc.heightOfString(cell || ' ', { width: (widths[index] ?? 10) - 2 * padding })),
    ) + air
  );
}

function drawRow(
  canvas: Canvas,
  parent: PDFKit.PDFStructureElement,
  table: ReportTable,
  widths: number[],
  cells: string[],
  head: boolean,
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
    const [tag, scope] = head ? ['TH', 'Column'] : index === 0 ? ['TH', 'Row'] : ['TD', null];
    row.add(
      doc.struct(tag, (scope === null ? {} : { scope }) as object, () => {
        doc
          .font(bold ? fonts.bold : fonts.regular)
          .fontSize(size)
          .fillColor(head ? quiet : ink)
          .text(cell || ' ', at + padding, top + air / 2, {
            width: width - 2 * padding,
            ...optionsOf(table.columns[index]),
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
