import { drawingOf, type Mark } from '../../../shared/report/chart-drawing.ts';
import { chartText, chartTitle } from '../../../shared/report/chart-text.ts';
import type { ReportChart } from '../../../shared/report/document.ts';
import { type Canvas, fonts, makeRoom, tagged } from './pdf-layout.ts';

/** Height of a letter in the space of the drawing. */
const letters = 11;

/** Height that a chart takes with its caption, points. */
export function chartRoom({ width }: Canvas, chart: ReportChart): number {
  const drawing = drawingOf(chart);
  return (drawing.height * width) / drawing.width + 60;
}

/** Draws a chart as vectors in a tagged figure with its figures as alternative text. */
export function drawChart(canvas: Canvas, chart: ReportChart): void {
  const { doc, root, left, width } = canvas;
  const drawing = drawingOf(chart);
  const scale = width / drawing.width;
  const height = drawing.height * scale;
  makeRoom(canvas, chartRoom(canvas, chart));
  tagged(canvas, 'P', chartTitle(chart), 10, { bold: true, after: 6 });
  const top = doc.y;
  root.add(
    doc.struct('Figure', { alt: chartText(chart), bbox: [left, top, left + width, top + height] } as object, () => {
      for (const mark of drawing.marks) draw(canvas, mark, scale, top);
    }),
  );
  doc.x = left;
  doc.y = top + height + 10;
}

function draw({ doc, left }: Canvas, mark: Mark, scale: number, top: number): void {
  const x = (value: number) => left + value * scale;
  const y = (value: number) => top + value * scale;
  if (mark.kind === 'rect') {
    doc.rect(x(mark.x), y(mark.y), mark.width * scale, mark.height * scale).fill(mark.fill);
    return;
  }
  if (mark.kind === 'text') {
    const size = letters * scale;
    doc.font(fonts.regular).fontSize(size).fillColor(mark.fill);
    const wide = doc.widthOfString(mark.text);
    const before = mark.anchor === 'end' ? wide : mark.anchor === 'middle' ? wide / 2 : 0;
    doc.text(mark.text, x(mark.x) - before, y(mark.y), { lineBreak: false, baseline: 'alphabetic' });
    return;
  }
  mark.points.forEach(([px, py], index) => {
    if (index === 0) doc.moveTo(x(px), y(py));
    else doc.lineTo(x(px), y(py));
  });
  if (mark.kind === 'area') doc.closePath().fillOpacity(mark.opacity).fill(mark.fill).fillOpacity(1);
  else
    doc
      .lineWidth(mark.width * scale)
      .strokeColor(mark.stroke)
      .stroke();
}
