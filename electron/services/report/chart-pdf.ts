import type { ReportTable } from '../../../shared/report/document.ts';
import { legible } from './legible.ts';
import { type Canvas, makeRoom, quiet, tagged } from './pdf-layout.ts';
import { drawList } from './pdf-list.ts';
import { drawTable } from './pdf-table.ts';
import { type ReportFonts, taggedPdf } from './tagged-pdf.ts';

/** A chart of the window as it goes into a paper: what it found, its picture, its figures, and what stands behind them. */
export type ChartPage = {
  finding: string;
  caption: string;
  png: Uint8Array;
  /** Size of the picture on the screen, pixels: its shape is kept. */
  width: number;
  height: number;
  table: ReportTable;
  /** Scenario, data date, method and seed, a line each. */
  about: readonly string[];
  assumed: readonly string[];
  limitations: readonly string[];
};

const most = 260;

/** The chart as tagged PDF; its table says to a reader who hears it what the picture shows. */
export function chartPdf(said: ChartPage, embed: ReportFonts, made: Date): Promise<Uint8Array> {
  return taggedPdf({ title: said.finding, subject: said.about[0] ?? 'Outturn' }, embed, made, (canvas) => {
    const page = legible(said, canvas.hasGlyph);
    tagged(canvas, 'H1', page.finding, 16, { bold: true, after: 4 });
    tagged(canvas, 'P', page.caption, 10, { colour: quiet, after: 8 });
    picture(canvas, page);
    drawTable(canvas, page.table);
    part(canvas, 'What these figures are', page.about);
    part(canvas, 'Assumed beyond the base', page.assumed.length > 0 ? page.assumed : ['Nothing: these are the base.']);
    part(canvas, 'What they do not cover', page.limitations);
  });
}

function picture(canvas: Canvas, { png, width, height, finding, table }: ChartPage): void {
  const { doc, root, left } = canvas;
  const scale = Math.min(canvas.width / width, most / height);
  const [wide, high] = [width * scale, height * scale];
  makeRoom(canvas, high + 10);
  const top = doc.y;
  const figure = {
    alt: `${finding} Every figure is in the table “${table.caption}” after it.`,
    bbox: [left, top, left + wide, top + high],
  };
  root.add(
    doc.struct('Figure', figure as object, () => {
      doc.image(Buffer.from(png), left, top, { width: wide, height: high });
    }),
  );
  doc.x = left;
  doc.y = top + high + 12;
}

function part(canvas: Canvas, title: string, items: readonly string[]): void {
  makeRoom(canvas, 70);
  tagged(canvas, 'H2', title, 11, { bold: true, after: 3 });
  drawList(canvas, items);
  canvas.doc.y += 6;
}
