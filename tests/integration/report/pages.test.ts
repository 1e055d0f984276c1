import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportBytes, reportInput } from '../../../electron/services/exports/report.ts';
import { newLever } from '../../../shared/model/lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { audiences } from '../../../shared/report/document.ts';
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
    ...{ varianceLow: 2_812_000_000, varianceHigh: 3_104_000_000, paths: 2000, seed: 7, months },
    ...{ stockLow: months.at(-1)?.low ?? 0, stockHigh: months.at(-1)?.high ?? 0 },
  },
};
const poppler = spawnSync('which', ['pdftoppm']).status === 0;

describe.skipIf(!poppler)('the pages of the pack', () => {
  rmSync(pages, { recursive: true, force: true });
  mkdirSync(pages, { recursive: true });

  test.each(audiences)(
    '%s: drawn to pictures that are kept; every figure of the prose is on a page',
    async (audience) => {
      const path = join(pages, `${audience}.pdf`);
      writeFileSync(path, await reportBytes(input, audience, 'pdf', join(root, 'electron/fonts'), now));
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
    expect(bytes).toContain('/StructTreeRoot');
    expect(bytes).toMatch(/\/Lang \(en-GB\)/);
    expect(bytes).toContain('/DisplayDocTitle true');
    expect(bytes).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(bytes).toContain('/Outlines');
    const count = (pattern: RegExp) => (bytes.match(pattern) ?? []).length;
    const [pagesHeld, tabs] = [count(/\/Type \/Page\b/g), count(/\/Tabs \/S/g)];
    expect(tabs).toBe(pagesHeld);
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
    const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/ yes +yes +yes +\d+ +\d+ *$/);
  });
});
