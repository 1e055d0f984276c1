import PDFDocument from 'pdfkit';
import type { Report, ReportBlock } from '../../../shared/report/document.ts';
import { chartRoom, drawChart } from './pdf-chart.ts';
import { accent, type Canvas, fonts, ink, makeRoom, quiet, tagged } from './pdf-layout.ts';
import { drawTable, tableRoom } from './pdf-table.ts';

/** Font files to embed: the page must show a true minus sign on any machine. */
export type ReportFonts = { regular: Uint8Array; bold: Uint8Array };

/**
 * A report as tagged PDF (headings, tables, figures with alternative text, language, title), A4 landscape so that the
 * outturn table fits. `made` is the moment written into the file, so that the same input gives the same document.
 */
export async function reportPdf(report: Report, embed: ReportFonts, made: Date): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: 48, bottom: 48, left: 48, right: 48 },
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA' as never,
    displayTitle: true,
    lang: 'en-GB',
    bufferPages: true,
    // Without a font of its own pdfkit loads Helvetica from its package, which a bundle does not hold.
    font: Buffer.from(embed.regular) as unknown as string,
    info: { Title: report.title, Author: 'Outturn', Subject: report.audience, CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.registerFont(fonts.regular, Buffer.from(embed.regular));
  doc.registerFont(fonts.bold, Buffer.from(embed.bold));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const canvas: Canvas = {
    doc,
    root,
    left: doc.page.margins.left,
    width: doc.page.width - doc.page.margins.left - doc.page.margins.right,
  };
  cover(canvas, report);
  for (const [index, section] of report.sections.entries()) {
    if (index === 0) doc.addPage();
    const first = section.blocks[0];
    makeRoom(
      canvas,
      first?.kind === 'chart'
        ? chartRoom(canvas, first) + 34
        : first?.kind === 'table'
          ? tableRoom(canvas, first) + 34
          : 110,
    );
    doc.outline.addItem(section.title);
    tagged(canvas, 'H2', section.title, 15, { bold: true, colour: accent, after: 8 });
    for (const block of section.blocks) draw(canvas, block);
    doc.y += 10;
  }
  root.end();
  number(canvas, report);
  doc.end();
  await finished;
  return Buffer.concat(chunks);
}

function cover(canvas: Canvas, report: Report): void {
  const { doc } = canvas;
  doc.y = 150;
  tagged(canvas, 'H1', report.title, 26, { bold: true, after: 24 });
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

/** A list as readers know it: each item with its mark and its body. */
function drawList(canvas: Canvas, items: readonly string[]): void {
  const { doc, root, left, width } = canvas;
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    doc.font(fonts.regular).fontSize(10).fillColor(ink);
    makeRoom(canvas, doc.heightOfString(item, { width: width - 14 }));
    const top = doc.y;
    const one = doc.struct('LI');
    list.add(one);
    one.add(doc.struct('Lbl', {}, () => doc.text('•', left, top, { width: 12 })));
    one.add(doc.struct('LBody', {}, () => doc.text(item, left + 14, top, { width: width - 14 })));
    one.end();
    doc.y += 3;
  }
  list.end();
  doc.y += 3;
}

/** Page numbers, outside the reading order. */
function number({ doc, left, width }: Canvas, report: Report): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const margin = doc.page.margins.bottom;
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc
      .font(fonts.regular)
      .fontSize(7.5)
      .fillColor(ink)
      .text(`${report.title} · ${report.audience} · page ${page + 1} of ${count}`, left, doc.page.height - 32, {
        width,
        align: 'right',
        lineBreak: false,
      });
    doc.endMarkedContent();
    doc.page.margins.bottom = margin;
  }
}
