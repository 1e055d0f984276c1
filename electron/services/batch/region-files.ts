import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Region } from '../../../shared/batch/region.ts';
import { type RegionTitle, regionReport } from '../../../shared/batch/region-report.ts';
import { chartsOf } from '../../../shared/report/document.ts';
import { reportFonts } from '../exports/report.ts';
import { fileNameFrom } from '../files/file-names.ts';
import { writeWhole } from '../files/write-whole.ts';
import { stringify } from '../import/write-csv.ts';
import { regionWorkbook } from './region-workbook.ts';

/** Writes a region into a folder: CSV, workbook, PDF, HTML, Word and the pictures of its charts. Gives the names, in order. */
export async function writeRegion(
  folder: string,
  regions: readonly Region[],
  title: RegionTitle,
  { fonts, now }: { fonts: string; now: Date },
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const report = regionReport(regions, title);
  const [{ writeSpec }, { reportPdf }, { reportHtml }, { reportDocx }, { chartPng }] = await Promise.all([
    import('../workbook/excelts-writer.ts'),
    import('../report/pdf.ts'),
    import('../report/html.ts'),
    import('../report/docx.ts'),
    import('../report/chart-png.ts'),
  ]);
  const named = (what: string, extension: string) => fileNameFrom(`${title.name.slice(0, 60)}${what}`, extension);
  const files: [string, Uint8Array | string][] = [
    [named('', 'csv'), regionCsv(regions)],
    [named('', 'xlsx'), await writeSpec(regionWorkbook(regions, title, now), 'pounds')],
    [named('', 'pdf'), await reportPdf(report, reportFonts(fonts), now)],
    [named('', 'html'), reportHtml(report)],
    [named('', 'docx'), await reportDocx(report, fonts)],
  ];
  for (const [at, chart] of chartsOf(report).entries())
    files.push([named(` ${at + 1} ${chart.name.toLowerCase()}`, 'png'), await chartPng(chart, fonts)]);
  for (const [name, bytes] of files) writeWhole(join(folder, name), bytes);
  return files.map(([name]) => name);
}

const pounds = (pence: number | null) => (pence === null ? '' : (pence / 100).toFixed(2));

/** The councils as a table for other programs, and their sum under the code `all`. */
function regionCsv(regions: readonly Region[]): string {
  return stringify([
    [
      ...['Year', 'Code', 'Council', 'Region', 'Type', 'Period', 'Data to', 'Children', 'Current budget (£)'],
      ...['Outturn (£)', 'Variance (£)', 'Variance (%)', 'Outturn per child (£)'],
    ],
    ...regions.flatMap(({ year, councils, sum }) => [
      ...councils.map((one) => [
        ...[year, one.code, one.name, one.region ?? '', one.type ?? '', `P${one.period}`, one.dataDate],
        ...[String(one.children ?? ''), pounds(one.currentBudget), pounds(one.outturn), pounds(one.variance)],
        ...[String(one.variancePercent ?? ''), pounds(one.outturnPerChild)],
      ]),
      [
        ...[year, 'all', 'All together', '', '', '', '', String(sum.children ?? '')],
        ...[
          pounds(sum.currentBudget),
          pounds(sum.outturn),
          pounds(sum.variance),
          String(sum.variancePercent ?? ''),
          '',
        ],
      ],
    ]),
  ]);
}
