import PDFDocument from 'pdfkit';
import { type HasGlyph, legible } from './legible.ts';
import { type Canvas, fonts, ink } from './pdf-layout.ts';

/** Font files to embed: the page must show a true minus sign on any machine. */
export type ReportFonts = { regular: Uint8Array; bold: Uint8Array };

/**
 * A tagged PDF (headings, tables, figures with alternative text, language, title), A4 landscape so that the outturn
 * table fits, with numbered pages. `made` is the moment written into the file, so that the same input gives the same
 * document; `subject` stands in the foot beside the title.
 */
export async function taggedPdf(
  about: { title: string; subject: string },
  embed: ReportFonts,
  made: Date,
  draw: (canvas: Canvas) => void,
): Promise<Uint8Array> {
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
    info: { Title: about.title, Author: 'Outturn', Subject: about.subject, CreationDate: made, ModDate: made },
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
    hasGlyph: glyphsOf(doc.font(fonts.regular)),
  };
  draw(canvas);
  root.end();
  number(canvas, legible(`${about.title} · ${about.subject}`, canvas.hasGlyph));
  doc.end();
  await finished;
  return Buffer.concat(chunks);
}

/** Which characters the font in use can draw: pdfkit holds what it knows of the font without declaring it. */
function glyphsOf(doc: PDFKit.PDFDocument): HasGlyph {
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint: HasGlyph } } })._font;
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}

/** Page numbers, outside the reading order. */
function number({ doc, left, width }: Canvas, text: string): void {
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
      .text(`${text} · page ${page + 1} of ${count}`, left, doc.page.height - 32, {
        width,
        align: 'right',
        lineBreak: false,
      });
    doc.endMarkedContent();
    doc.page.margins.bottom = margin;
  }
}
