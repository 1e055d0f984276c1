import { type Canvas, fonts, ink, makeRoom } from './pdf-layout.ts';

/** A list as readers know it: each item with its mark and its body. */
export function drawList(canvas: Canvas, items: readonly string[]): void {
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
