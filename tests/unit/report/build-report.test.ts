import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../../shared/format/format.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { audiences, type Report, type ReportTable } from '../../../shared/report/document.ts';
import { suppressTable } from '../../../shared/report/suppress-table.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const scenario = newScenario('Base', '2022/23', 12);
const input = {
  forecast: forecast(snapshot, scenario),
  base: null,
  scenario,
  interval: null,
  risks: snapshot.risks,
  findings: [],
  groupNames: Object.fromEntries(snapshot.placementGroups.map((group) => [group.code, group.name])),
  preparedOn: '2023-06-01',
};
const tablesOf = (report: Report) =>
  report.sections.flatMap((section) => section.blocks).filter((block): block is ReportTable => block.kind === 'table');
const proseOf = (report: Report) =>
  report.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

describe('the report', () => {
  test('says nothing of money in the summary that a table does not hold', () => {
    const report = buildReport(input, 'operational');
    const cells = new Set(tablesOf(report).flatMap((table) => table.rows.flatMap((row) => row.cells)));
    expect(report.said.length).toBeGreaterThan(8);
    for (const { what, pence } of report.said) {
      const shown = [pence, -pence].map((value) => formatMoney(value, 'thousands'));
      expect(
        shown.some((text) => cells.has(text)),
        `${what}: ${shown[0]} is in no table`,
      ).toBe(true);
    }
    const amounts = proseOf(report).flatMap((text) => text.match(/−?£[\d,.]*\d[mk]?/g) ?? []);
    expect(new Set(amounts)).toEqual(new Set(report.said.map((one) => one.text)));
  });

  test('prints the published outturn of 2022/23', () => {
    const total = tablesOf(buildReport(input, 'strategic'))[0]?.rows.at(-1);
    expect(total).toEqual({
      cells: ['Total', '141,364', '−12,733', '128,631', '163,706', '−13,640', '150,066', '21,435', '11,891', '9,544'],
      total: true,
    });
  });

  test('every audience gets its own sections from the same snapshot, and the same figures', () => {
    const totals = new Set<string>();
    for (const audience of audiences) {
      const report = buildReport(input, audience);
      expect(report.sections).toHaveLength(audienceInformation[audience].sections.length);
      expect(report.sections.every((section) => section.blocks.length > 0)).toBe(true);
      totals.add(report.said.find((one) => one.what === 'outturn')?.text ?? '');
    }
    expect([...totals]).toEqual(['£150.066m']);
  });

  test('a public paper never shows a count from 1 to 4, nor lets a total give it away', () => {
    const table = tablesOf(buildReport(input, 'scrutiny')).find((one) =>
      one.caption.startsWith('Children by placement group'),
    );
    expect(table).toBeDefined();
    for (const row of table?.rows ?? []) expect(row.cells.slice(1).filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
    for (let column = 1; column < (table?.columns.length ?? 0); column += 1) {
      expect(table?.rows.filter((row) => row.cells[column] === 'c').length).not.toBe(1);
    }
  });
});

test('suppression takes a second count where one would be told by the total (case SUP-01)', () => {
  expect(suppressTable([[66], [2]], 5)).toEqual([['c'], ['c']]);
  expect(suppressTable([[66], [3], [2], [0]], 5)).toEqual([['66'], ['c'], ['c'], ['0']]);
});
