import type { Report, ReportBlock } from '../../../shared/report/document.ts';
import { legible } from './legible.ts';
import { chartRoom, drawChart } from './pdf-chart.ts';
import { accent, type Canvas, makeRoom, quiet, tagged } from './pdf-layout.ts';
import { drawList } from './pdf-list.ts';
import { drawTable, tableRoom } from './pdf-table.ts';
import { type ReportFonts, taggedPdf } from './tagged-pdf.ts';

/** Height of a heading with what stands under it, points. */
const headRoom = 28;

/** A report as PDF: a cover, then a section each. */
export function reportPdf(said: Report, embed: ReportFonts, made: Date): Promise<Uint8Array> {
  return taggedPdf({ title: said.title, subject: said.audience }, embed, made, (canvas) => {
    const { doc } = canvas;
    const report = legible(said, canvas.hasGlyph);
    cover(canvas, report);
    for (const [index, section] of report.sections.entries()) {
      if (index === 0 && !report.coverOnFirstPage) doc.addPage();
      const first = section.blocks[0];
      makeRoom(
        canvas,
        first?.kind === 'chart'
          ? chartRoom(canvas, first) + headRoom
          : first?.kind === 'table'
            ? tableRoom(canvas, first) + headRoom
            : first?.kind === 'list'
              ? 60
              : 110,
      );
      doc.outline.addItem(section.title);
      tagged(canvas, 'H2', section.title, 15, { bold: true, colour: accent, after: 8 });
      for (const block of section.blocks) draw(canvas, block);
      doc.y += 10;
    }
  });
}

function cover(canvas: Canvas, report: Report): void {
  const { doc } = canvas;
  const apart = !report.coverOnFirstPage;
  if (apart) doc.y = 150;
  tagged(canvas, 'H1', report.title, apart ? 26 : 18, { bold: true, after: apart ? 24 : 6 });
  for (const { label, value } of report.cover)
    tagged(canvas, 'P', `${label}: ${value}`, 11, { colour: quiet, after: 5 });
}

function draw(canvas: Canvas, block: ReportBlock): void {
  if (block.kind === 'heading') tagged(canvas, 'H3', block.text, 12, { bold: true });
  else if (block.kind === 'paragraph') tagged(canvas, 'P', block.text, 10.5);
  else if (block.kind === 'list') drawList(canvas, block.items);
  else if (block.kind === 'table') drawTable(canvas, block);
  else drawChart(canvas, block);
}
