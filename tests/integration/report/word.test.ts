import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportInput } from '../../../electron/services/exports/report.ts';
import { reportDocx } from '../../../electron/services/report/docx.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { chartText, chartTitle } from '../../../shared/report/chart-text.ts';
import { chartsOf, type ReportTable } from '../../../shared/report/document.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { convertedBySoffice, wordContent, wordFaults } from '../../support/word-check.ts';
import { temporaryFolder } from '../cli/command-line.ts';

const fonts = new URL('../../../electron/fonts', import.meta.url).pathname;
const input = reportInput(sampleSnapshot(), newScenario('Base', '2023/24', 9), null, new Date('2024-02-10T09:00:00Z'));
const squeezed = (text: string) => text.replace(/\s+/g, '');

test('the Word pack holds what the pack holds, and LibreOffice opens it without loss', {
  timeout: 900_000,
}, async () => {
  const report = buildReport(input, 'transformation');
  const bytes = await reportDocx(report, fonts);
  expect(wordFaults(bytes)).toEqual([]);

  const blocks = report.sections.flatMap((section) => section.blocks);
  const tables = blocks.filter((block): block is ReportTable => block.kind === 'table');
  const wanted = tables.map((table) => [
    table.columns.map((column) => column.label),
    ...table.rows.map((row) => row.cells),
  ]);
  const charts = chartsOf(report);
  const heads = report.sections.map((section) => section.title);
  // As it was written, and as LibreOffice has read it and writes it again.
  for (const [who, content] of [
    ['ours', wordContent(bytes)],
    ['LibreOffice', wordContent(convertedBySoffice(bytes, 'docx'))],
  ] as const) {
    expect(
      content.tables.map((table) => table.rows),
      who,
    ).toEqual(wanted);
    expect(
      content.tables.every((table) => table.header),
      who,
    ).toBe(true);
    expect(
      content.paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text),
      who,
    ).toEqual(heads);
    expect(content.alternatives, who).toEqual(charts.map(chartText));
    const captions = content.paragraphs.filter(({ style }) => /^caption\d*$/i.test(style)).map(({ text }) => text);
    expect(captions, who).toEqual(
      blocks.flatMap((block) =>
        block.kind === 'table' ? [block.caption] : block.kind === 'chart' ? [chartTitle(block)] : [],
      ),
    );
  }

  // The PDF that LibreOffice makes of it says every paragraph, item and cell of the pack.
  const path = join(temporaryFolder(), 'report.pdf');
  writeFileSync(path, convertedBySoffice(bytes, 'pdf'));
  const said = squeezed(execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  const raw = squeezed(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  // A cell that wraps stands whole in the order of reading, one that does not in the order of the page.
  const missing = wanted.flat(2).filter((cell) => !said.includes(squeezed(cell)) && !raw.includes(squeezed(cell)));
  expect(missing).toEqual([]);
  for (const head of heads) expect(raw).toContain(squeezed(head));
});
