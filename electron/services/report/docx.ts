import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { chartText, chartTitle } from '../../../shared/report/chart-text.ts';
import type { Report, ReportBlock, ReportChart, ReportTable } from '../../../shared/report/document.ts';
import { chartPng } from './chart-png.ts';

/** Characters XML does not allow: a report never needs them, and one of them would make the file unreadable. */
const plain = (text: string) =>
  [...text].filter((character) => character >= ' ' || '\t\n'.includes(character)).join('');
const run = (text: string, bold = false): ParagraphChild => new TextRun({ text: plain(text), bold });
const line = { style: BorderStyle.SINGLE, size: 4, color: 'D9E0E6' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Twentieths of a point across a page of A4 between its margins. */
const pageWidth = 9638;

function table({ caption, columns, rows, note }: ReportTable): (Paragraph | Table)[] {
  // The first column says what a row is and takes twice the room of a figure.
  const share = Math.floor(pageWidth / (columns.length + 1));
  const widths = columns.map((_, index) => (index === 0 ? pageWidth - share * (columns.length - 1) : share));
  const cell = (text: string, index: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[index] ?? share, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 60, right: 60 },
      children: [
        new Paragraph({
          style: 'TableText',
          alignment: columns[index]?.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [run(text, bold)],
        }),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) => cell(column.label, index, true)),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((_, index) => cell(row.cells[index] ?? '', index, row.total)),
      }),
  );
  return [
    new Paragraph({ style: 'Caption', keepNext: true, children: [run(caption)] }),
    new Table({
      columnWidths: widths,
      width: { size: pageWidth, type: WidthType.DXA },
      borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
      rows: [head, ...body],
    }),
    new Paragraph({ style: 'Note', children: note ? [run(note)] : [] }),
  ];
}

/** A chart is its picture, with every figure of it as the alternative text, under its finding. */
async function picture(chart: ReportChart, fonts: string): Promise<Paragraph[]> {
  const data = await chartPng(chart, fonts);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [across, down] = [view.getUint32(16), view.getUint32(20)];
  const width = 620;
  const description = plain(chartText(chart));
  const image = new ImageRun({
    type: 'png',
    data,
    transformation: { width, height: Math.round((width * down) / across) },
    altText: { name: plain(chart.name), title: plain(chart.name), description },
  });
  return [
    new Paragraph({ style: 'Caption', keepNext: true, children: [run(chartTitle(chart))] }),
    new Paragraph({ children: [image] }),
  ];
}

async function blocks(block: ReportBlock, fonts: string): Promise<(Paragraph | Table)[]> {
  if (block.kind === 'heading')
    return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(block.text)] })];
  if (block.kind === 'paragraph') return [new Paragraph({ children: [run(block.text)] })];
  if (block.kind === 'list')
    return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: [run(item)] }));
  return block.kind === 'table' ? table(block) : picture(block, fonts);
}

/** The same report as an editable Word document (ECMA-376): real headings, tables with header rows, captions, pictures with text. */
export async function reportDocx(report: Report, fonts: string): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [run(report.title)] }),
    ...report.cover.map(
      ({ label, value }) => new Paragraph({ style: 'Cover', children: [run(`${label}: `, true), run(value)] }),
    ),
  ];
  for (const section of report.sections) {
    children.push(new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: [run(section.title)] }));
    for (const block of section.blocks) children.push(...(await blocks(block, fonts)));
  }
  const page = new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 })],
  });
  const document = new Document({
    title: plain(report.title),
    subject: plain(report.audience),
    creator: 'Outturn',
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 21, language: { value: 'en-GB' } },
          paragraph: { spacing: { after: 120 } },
        },
        title: { run: { size: 40, bold: true, color: '14202B' }, paragraph: { spacing: { after: 200 } } },
        heading1: {
          run: { size: 28, bold: true, color: '0B5CAD' },
          paragraph: { spacing: { before: 320, after: 120 } },
        },
        heading2: {
          run: { size: 24, bold: true, color: '14202B' },
          paragraph: { spacing: { before: 200, after: 80 } },
        },
      },
      paragraphStyles: [
        {
          id: 'Caption',
          name: 'caption',
          basedOn: 'Normal',
          next: 'Normal',
          run: { bold: true, size: 20 },
          paragraph: { spacing: { before: 160, after: 60 } },
        },
        {
          id: 'TableText',
          name: 'Table text',
          basedOn: 'Normal',
          run: { size: 18 },
          paragraph: { spacing: { after: 0 } },
        },
        { id: 'Note', name: 'Note', basedOn: 'Normal', run: { size: 17, color: '4A5A68' } },
        { id: 'Cover', name: 'Cover', basedOn: 'Normal', paragraph: { spacing: { after: 40 } } },
      ],
    },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 } },
        },
        footers: { default: new Footer({ children: [page] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
