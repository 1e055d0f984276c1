import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { reportBytes, reportInput } from '../../../electron/services/exports/report.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { note } from '../../../shared/model/note.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { type Audience, audiences } from '../../../shared/report/document.ts';
import { pdfFaults } from '../../support/pdf-check.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const root = new URL('../../../', import.meta.url).pathname;
const pages = join(root, 'tests/artefacts/report');
const now = new Date('2024-01-15T09:00:00Z');
const snapshot = sampleSnapshot();
const scenario = {
  ...newScenario('Step-down plan', '2023/24', 9),
  levers: [
    { ...newLever('entrants-percent', 'a', '2024-01-01'), value: -5 },
    { ...newLever('saving-delay', 'b', '2024-01-01'), value: 2, reference: 'SAV-23-1' },
  ],
};
const central = reportInput(snapshot, scenario, null, now);
const stock = central.forecast.placements.months.map((month) =>
  month.groups.reduce((sum, each) => sum + each.stock, 0),
);
const months = stock.map((children, index) => ({
  low: children * (1 - index / 400),
  high: children * (1 + index / 350),
}));
const input = {
  ...central,
  interval: {
    ...{ forecast: { figure: 2_967_000_000, p10: 2_812_000_000, p50: 2_960_000_000, p90: 3_104_000_000 } },
    ...{ riskWeighted: { figure: 3_000_000_000, p10: 2_850_000_000, p50: 2_990_000_000, p90: 3_150_000_000 } },
    ...{ notCounted: { expected: 33_000_000, worst: 90_000_000 }, paths: 2000, seed: 7, months },
    ...{ stockLow: months.at(-1)?.low ?? 0, stockHigh: months.at(-1)?.high ?? 0 },
  },
};
const fonts = join(root, 'electron/fonts');
const cached = new Map<Audience, Promise<Uint8Array>>();
/** The pack of an audience as PDF, made once. */
const drawn = (audience: Audience) => {
  const made = cached.get(audience) ?? reportBytes(input, audience, 'pdf', fonts, now);
  cached.set(audience, made);
  return made;
};
const poppler = spawnSync('which', ['pdftoppm']).status === 0;

describe.skipIf(!poppler)('the pages of the pack', () => {
  rmSync(pages, { recursive: true, force: true });
  mkdirSync(pages, { recursive: true });

  test.each(audiences)(
    '%s: drawn to pictures that are kept; every figure of the prose is on a page',
    async (audience) => {
      const path = join(pages, `${audience}.pdf`);
      writeFileSync(path, await drawn(audience));
      execFileSync('pdftoppm', ['-r', '80', '-png', path, join(pages, audience)]);
      const pictures = readdirSync(pages).filter((name) => name.startsWith(`${audience}-`) && name.endsWith('.png'));
      expect(pictures.length).toBeGreaterThan(3);
      for (const name of pictures)
        expect(readFileSync(join(pages, name)).length, `${name} is all but empty`).toBeGreaterThan(6000);
      const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
      const report = buildReport(input, audience);
      for (const { text: amount, what } of report.said) expect(text, what).toContain(amount);
      for (const section of report.sections) expect(text).toContain(section.title);
      const page = Buffer.from(await reportBytes(input, audience, 'html', '', now)).toString('utf8');
      for (const { text: amount } of report.said) expect(page).toContain(amount);
      const charts = report.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'chart');
      expect(page.match(/<svg [^>]*role="img" aria-label="[^"]+/g) ?? []).toHaveLength(charts.length);
      expect(page).not.toMatch(/NaN|undefined|Infinity/);
      expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|<link|<img[^>]+src="(?!data:)/);
    },
  );

  test('readers that hear it find language, title, headings, lists, captions, heads of columns and words for charts', async () => {
    const path = join(pages, 'operational.pdf');
    const structure = execFileSync('pdfinfo', ['-struct-text', path], { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
    const tags = new Set([...structure.matchAll(/^\s*(\w+)(?: \(\w+\))?:?$/gm)].map((match) => match[1]));
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'Caption',
      'TR',
      'TH',
      'TD',
      'Figure',
    ])
      expect(tags, tag).toContain(tag);
    const bytes = readFileSync(path).toString('latin1');
    expect(bytes).toContain('/Outlines');
    const count = (pattern: RegExp) => (bytes.match(pattern) ?? []).length;
    const report = buildReport(input, 'operational');
    const tables = report.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'table');
    const charts = report.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'chart');
    expect(count(/\/S \/Table\b/g)).toBe(tables.length);
    expect(count(/\/S \/Caption\b/g)).toBe(tables.length);
    expect(count(/\/Scope \/Column/g)).toBe(tables.reduce((sum, table) => sum + table.columns.length, 0));
    expect(count(/\/S \/Figure\b/g)).toBe(charts.length);
    expect(count(/\/Alt /g)).toBe(charts.length);
    expect(count(/\/BBox \[/g)).toBeGreaterThanOrEqual(charts.length);
    // Every section can be reached from the bookmarks.
    expect(count(/\/Dest \[/g)).toBeGreaterThanOrEqual(report.sections.length);
  });
});

describe('PDF/UA-1, as far as a program can tell', () => {
  test.each(audiences)('%s: nothing is found', async (audience) => {
    expect(await pdfFaults(await drawn(audience))).toEqual([]);
  });

  test('names in any script are drawn with the letters of the font, others as boxes, and the figures of a column have one width', async () => {
    const name = 'Ŵylan Łódź Ștefan Đặng Ελλάδα Київ 李雷 😀';
    const bytes = await reportBytes({ ...input, scenario: { ...scenario, name } }, 'strategic', 'pdf', fonts, now);
    expect(await pdfFaults(bytes)).toEqual([]);
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBeGreaterThan(3);
    if (!poppler) return;
    const path = join(pages, 'scripts.pdf');
    writeFileSync(path, bytes);
    const text = execFileSync('pdftotext', ['-f', '1', '-l', '1', path, '-'], { encoding: 'utf8' }).normalize('NFC');
    expect(text).toContain('Scenario: Ŵylan Łódź Ștefan Đặng Ελλάδα Київ □□ □');
    rmSync(path);
  });

  test('hostile words, and a council of nothing, change none of it', async () => {
    const text = `=1+1 <b>&</b> \\(x) 🏠 “quoted” ${'very long '.repeat(40)}`;
    const rows = <Row extends { name: string }>(all: readonly Row[]) => all.map((row) => ({ ...row, name: text }));
    const { forecast } = input;
    const hostile = {
      ...input,
      risks: rows(input.risks),
      forecast: {
        ...forecast,
        council: text,
        lines: rows(forecast.lines),
        notes: [note('x', 'inform', text), note('y', 'inform', '')],
      },
    };
    expect(await pdfFaults(await reportBytes(hostile, 'operational', 'pdf', fonts, now))).toEqual([]);
    const nothing = reportInput(
      Object.fromEntries(
        Object.entries(snapshot).map(([key, value]) => [key, Array.isArray(value) ? [] : value]),
      ) as unknown as typeof snapshot,
      { ...newScenario('Nothing', '2023/24', 9) },
      null,
      now,
    );
    expect(await pdfFaults(await reportBytes(nothing, 'scrutiny', 'pdf', fonts, now))).toEqual([]);
  });

  test('the checker finds what is wrong', async () => {
    const whole = Buffer.from(await drawn('strategic')).toString('latin1');
    const broken = (from: string, to: string) => {
      expect(whole).toContain(from);
      expect(to).toHaveLength(from.length);
      return pdfFaults(Buffer.from(whole.replace(from, to), 'latin1'));
    };
    for (const [from, to, said] of [
      ['/Marked true', '/Marked null', 'does not say it is tagged'],
      ['/Lang (en-GB)', '/Lxng (en-GB)', 'no language'],
      ['/DisplayDocTitle true', '/DisplayDocTitlx true', 'title is not shown'],
      ['<pdfuaid:part>1', '<pdfuaid:part>9', 'do not name PDF/UA-1'],
      ['/S /H2', '/S /H5', 'a heading of level 5 follows'],
      ['/Alt ', '/Alx ', 'a figure has no words'],
      ['/BBox [', '/BBix [', 'a figure has no box'],
      ['/Scope /Row', '/Scope /Rxw', 'a cell is TH Rxw'],
      ['/S /TD', '/S /TH', 'a cell is TH null'],
      ['/S /Lbl', '/S /Div', 'is not its mark and its body'],
      ['/S /Caption', '/S /Picture', 'no standard tag'],
      ['/ToUnicode', '/ToXnicode', 'does not say what its letters are'],
      ['/FontFile2', '/FontFilx2', 'is not embedded'],
      ['/Tabs /S', '/Tabs /R', 'tabs do not follow'],
    ] as const)
      expect((await broken(from, to)).join('; '), from).toContain(said);
    const drawnOver = await PDFDocument.load(Buffer.from(whole, 'latin1'), { updateMetadata: false });
    drawnOver.getPage(1).drawRectangle({ x: 10, y: 10, width: 10, height: 10 });
    expect((await pdfFaults(await drawnOver.save())).join('; ')).toContain('draws outside tags and artefacts');
  });
});
