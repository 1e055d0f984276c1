import type PDFDocument from 'pdfkit';

/** One document being drawn: the fonts it holds, the width it may use, and the structure its parts are added to. */
export type Canvas = {
  doc: PDFKit.PDFDocument;
  root: PDFKit.PDFStructureElement;
  width: number;
  left: number;
  /** Whether the fonts have a letter for a character. */
  hasGlyph: (codePoint: number) => boolean;
};
export type PdfDocument = InstanceType<typeof PDFDocument>;

export const fonts = { regular: 'regular', bold: 'bold' } as const;
export const ink = '#14202b';
export const quiet = '#4a5a68';
export const rule = '#d9e0e6';
export const accent = '#0b5cad';

/** Begins a new page when fewer than `height` points are left. */
export function makeRoom({ doc }: Canvas, height: number): void {
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

/** Adds tagged text under the root: heading or paragraph. */
export function tagged(
  canvas: Canvas,
  tag: 'H1' | 'H2' | 'H3' | 'P' | 'Caption',
  text: string,
  size: number,
  options: { bold?: boolean; colour?: string; after?: number; parent?: PDFKit.PDFStructureElement } = {},
): void {
  const { doc, width, left } = canvas;
  const root = options.parent ?? canvas.root;
  doc.font(options.bold ? fonts.bold : fonts.regular).fontSize(size);
  makeRoom(canvas, doc.heightOfString(text, { width }) + (tag === 'P' ? 0 : tag === 'Caption' ? 34 : 40));
  root.add(
    doc.struct(tag, {}, () => {
      doc
        .font(options.bold ? fonts.bold : fonts.regular)
        .fontSize(size)
        .fillColor(options.colour ?? ink)
        .text(text, left, doc.y, { width });
    }),
  );
  doc.y += options.after ?? size * 0.6;
}
