import { type Font, type Style, Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { installChartSupport } from '@cj-tech-master/excelts/chart';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { linesOf } from '../../../shared/report/chart-drawing.ts';
import { type Cell, type CellStyle, columnName, columnNumber, type SheetSpec, type WorkbookSpec } from './cells.ts';

/** How money is shown: the cell holds pounds with pence either way. */
export type Units = 'pounds' | 'thousands';

installChartSupport();

const moneyFormats: Record<Units, string> = {
  pounds: '£#,##0;-£#,##0;£0',
  thousands: '#,##0,;-#,##0,;0',
};
const line = { style: 'thin', color: { argb: 'FF8A94A6' } } as const;
const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;

/** Every font is named: a style without a name falls back to a serif face in some programs. */
const face = (more: Partial<Font> = {}): Partial<Font> => ({ name: 'Calibri', family: 2, size: 11, ...more });

function styles(units: Units): Record<CellStyle, Partial<Style>> {
  const money = moneyFormats[units];
  const top = { top: line };
  // Words keep clear of the figures before them, and all stand at the top of a row that words make high.
  const [text, high] = [
    { alignment: { vertical: 'top', horizontal: 'left', indent: 1 } },
    { alignment: { vertical: 'top' } },
  ] as const;
  return {
    title: { font: face({ bold: true, size: 16 }) },
    subtitle: { font: face({ color: { argb: 'FF475467' } }) },
    header: {
      font: face({ bold: true, color: { argb: 'FFFFFFFF' } }),
      fill: fill('FF1F3A5F'),
      alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
    },
    text: { font: face(), ...text },
    wrapped: { font: face(), alignment: { ...text.alignment, wrapText: true } },
    money: { numFmt: money, font: face(), ...high },
    moneyTotal: { numFmt: money, font: face({ bold: true }), border: top },
    moneyEstimated: { numFmt: money, font: face({ italic: true, color: { argb: 'FF475467' } }), ...high },
    totalText: { font: face({ bold: true }), border: top, ...text },
    exact: { numFmt: '£#,##0.00;-£#,##0.00;£0.00', font: face(), ...high },
    exactTotal: { numFmt: '£#,##0.00;-£#,##0.00;£0.00', font: face({ bold: true }), border: top },
    share: { numFmt: '0.00%', ...high },
    percent: { numFmt: '0.0', ...high },
    number: { numFmt: '#,##0', ...high },
    decimal: { numFmt: '#,##0.00', ...high },
    date: { numFmt: 'dd mmm yyyy', ...high },
    general: { numFmt: 'General', ...high },
    input: { numFmt: 'General', fill: fill('FFFFF7DB'), ...high },
    inputDecimal: { numFmt: '#,##0.00', fill: fill('FFFFF7DB'), ...high },
    inputMoney: { numFmt: money, fill: fill('FFFFF7DB'), ...high },
    inputShare: { numFmt: '0.00%', fill: fill('FFFFF7DB'), ...high },
    inputExact: { numFmt: '£#,##0.00;-£#,##0.00;£0.00', fill: fill('FFFFF7DB'), ...high },
    note: { font: face({ italic: true, color: { argb: 'FF475467' } }) },
  };
}

/** Writes a workbook described as data. No macros, links, protection or volatile functions can come out of it. */
export async function writeSpec(spec: WorkbookSpec, units: Units): Promise<Uint8Array> {
  const workbook = new Workbook();
  workbook.title = spec.title;
  workbook.subject = spec.subject;
  workbook.description = spec.description;
  workbook.keywords = spec.keywords;
  workbook.creator = 'Outturn';
  workbook.lastModifiedBy = 'Outturn';
  workbook.created = spec.now;
  workbook.modified = spec.now;
  workbook.calcProperties.fullCalcOnLoad = true;
  const table = styles(units);
  for (const sheet of spec.sheets) writeSheet(workbook, sheet, table);
  for (const sheet of spec.sheets) {
    for (const { name, range } of sheet.names) workbook.definedNames.add(`'${sheet.name}'!${range}`, name);
  }
  // Zip entries hold local time: the same clock face gives the same bytes in every time zone.
  const { now } = spec;
  const modTime = new Date(
    now.getUTCFullYear(),
    now.getUTCMonth(),
    now.getUTCDate(),
    now.getUTCHours(),
    now.getUTCMinutes(),
  );
  const bytes = await workbook.xlsx.writeBuffer({ zip: { modTime, timestamps: 'dos' } });
  const returns = spec.sheets.some(({ rows }) =>
    rows.some((row) => row.some((cell) => typeof cell?.value === 'string' && cell.value.includes('\r'))),
  );
  return returns ? withReturns(bytes, modTime) : bytes;
}

/** XML readers take a bare return for a new line: the library writes it bare, so it is written as the format's escape. */
function withReturns(bytes: Uint8Array, mtime: Date): Uint8Array {
  const files = unzipSync(bytes);
  for (const [name, data] of Object.entries(files)) {
    if (!/^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(name) || !data.includes(13)) continue;
    files[name] = strToU8(strFromU8(data).replaceAll('\r', '_x000D_'));
  }
  return zipSync(files, { mtime, level: 6 });
}

function writeSheet(workbook: Workbook, spec: SheetSpec, table: Record<CellStyle, Partial<Style>>): void {
  const corners = (spec.charts ?? []).map(({ place }) => /:([A-Z]+)(\d+)$/.exec(place));
  const columns = corners.map((corner) => columnNumber(corner?.[1] ?? 'A'));
  const widest = Math.max(1, ...spec.rows.map((row) => row.length), ...columns);
  const lowest = Math.max(1, spec.rows.length, ...corners.map((corner) => Number(corner?.[2] ?? 1)));
  const sheet = workbook.addWorksheet(spec.name, {
    views: [{ state: 'frozen', ySplit: spec.frozen.rows, xSplit: spec.frozen.columns }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      printArea: `A1:${columnName(spec.printColumns ?? widest)}${spec.printRows ?? lowest}`,
      ...(spec.parts ? {} : { printTitlesRow: `${spec.headerRow}:${spec.headerRow}` }),
    },
    headerFooter: { oddFooter: '&L&A&RPage &P of &N' },
  });
  spec.widths.forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  spec.rows.forEach((row, index) => {
    row.forEach((cell, column) => {
      if (cell) writeCell(sheet, index + 1, column + 1, cell, table);
    });
  });
  spec.rows.forEach((row, index) => {
    const height = row[0]?.style === 'header' ? headerHeight(row, spec.widths) : wrappedHeight(row, spec.widths);
    if (height > 0) sheet.getRow(index + 1).height = height;
  });
  for (const each of spec.tables ?? []) addTable(sheet, spec, each);
  for (const { range, kind } of spec.colours) colour(sheet, range, kind);
  for (const { kind, title, labels, series, place } of spec.charts ?? []) {
    const within = (range: string) => `'${spec.name}'!${range}`;
    sheet.addChart(
      {
        type: kind === 'line' ? 'line' : 'bar',
        ...(kind !== 'line'
          ? { barDir: 'col', grouping: 'stacked', overlap: 100, gapWidth: 40 }
          : { showMarker: false, smooth: false }),
        title,
        showLegend: true,
        legendPosition: 'b',
        series: series.map(({ name, values, colour }) => ({
          name,
          categories: within(labels),
          values: within(values),
          fill: colour,
          line: colour,
          lineWidth: kind === 'line' ? 2.25 : 0.75,
        })),
      },
      place,
    );
  }
}

/** Height of a header for the words of its highest cell, points: bold letters are a little wider than the figures a width counts. */
function headerHeight(row: SheetSpec['rows'][number], widths: readonly number[]): number {
  const lines = row.map((cell, column) => linesOf(String(cell?.value ?? ''), (widths[column] ?? 10) * 0.85).length);
  return Math.max(32, 15 * Math.max(1, ...lines) + 4);
}

/** Height of a row for its wrapped texts, points; 0 leaves it to the program. Programs do not grow rows of a file they did not write. */
function wrappedHeight(row: SheetSpec['rows'][number], widths: readonly number[]): number {
  const lines = row.map((cell, column) =>
    cell?.style === 'wrapped' ? Math.ceil(String(cell.value ?? '').length / ((widths[column] ?? 10) * 0.95)) : 1,
  );
  const most = Math.max(1, ...lines);
  return most > 1 ? 15 * most + 2 : 0;
}

/** A native table over cells that are already there: the library writes them again, formulas and all. */
function addTable(
  sheet: Worksheet,
  spec: SheetSpec,
  { name, first, last, columns, from = 1 }: NonNullable<SheetSpec['tables']>[number],
): void {
  if (last <= first) return;
  const own = (row: number) =>
    Array.from({ length: columns }, (_, index) => spec.rows[row - 1]?.[from - 1 + index] ?? null);
  sheet.addTable({
    name: `table_${name}`,
    ref: `${columnName(from)}${first}`,
    headerRow: true,
    totalsRow: false,
    style: { theme: 'TableStyleLight1', showRowStripes: true },
    columns: own(first).map((cell) => ({ name: String(cell?.value), filterButton: true })),
    rows: Array.from({ length: last - first }, (_, index) =>
      own(first + 1 + index).map((cell) =>
        cell?.formula === undefined ? (cell?.value ?? null) : { formula: cell.formula, result: cell.value ?? '' },
      ),
    ),
  });
}

function writeCell(
  sheet: Worksheet,
  row: number,
  column: number,
  cell: Cell,
  table: Record<CellStyle, Partial<Style>>,
): void {
  const target = sheet.getCell(row, column);
  if (cell.formula === undefined) target.value = cell.value;
  else target.value = { formula: cell.formula, result: cell.value ?? '' };
  Object.assign(target, table[cell.style]);
}

function colour(sheet: Worksheet, range: string, kind: 'variance' | 'rag'): void {
  const rule = (operator: 'greaterThan' | 'lessThan', argb: string, priority: number) => ({
    type: 'cellIs' as const,
    operator,
    formulae: ['0'],
    priority,
    style: { font: { color: { argb } } },
  });
  if (kind === 'variance') {
    sheet.addConditionalFormatting({
      ref: range,
      rules: [rule('greaterThan', 'FFB42318', 1), rule('lessThan', 'FF067647', 2)],
    });
    return;
  }
  const [red, amber, green] = range.split(' ');
  [
    [red, 'FFFDE2E0'],
    [amber, 'FFFFF0C9'],
    [green, 'FFDDF3E4'],
  ].forEach(([ref, argb], index) => {
    if (!ref || !argb) return;
    sheet.addConditionalFormatting({
      ref,
      rules: [
        {
          type: 'cellIs',
          operator: 'greaterThan',
          formulae: ['0'],
          priority: index + 1,
          style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb } } },
        },
      ],
    });
  });
}
