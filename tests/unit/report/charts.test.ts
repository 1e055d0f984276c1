import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newScenario } from '../../../shared/model/scenario.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { drawingOf } from '../../../shared/report/chart-drawing.ts';
import { chartSvg } from '../../../shared/report/chart-svg.ts';
import { chartText, chartTitle } from '../../../shared/report/chart-text.ts';
import { chartsOf, type ReportChart, type ReportTable } from '../../../shared/report/document.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const scenario = newScenario('Base', '2023/24', 9);
const report = buildReport(
  {
    forecast: forecast(snapshot, scenario),
    base: null,
    scenario,
    interval: null,
    risks: snapshot.risks,
    findings: [],
    groupNames: {},
    preparedOn: '2024-01-15',
  },
  'operational',
);
const charts = chartsOf(report);
const table = (caption: string) => {
  const found = report.sections
    .flatMap((section) => section.blocks)
    .find((block): block is ReportTable => block.kind === 'table' && block.caption.startsWith(caption));
  if (!found) throw new Error(`No table ${caption}`);
  return found;
};
const chart = (name: string) => {
  const found = charts.find((one) => one.name === name);
  if (!found) throw new Error(`No chart ${name}`);
  return found;
};
const thousands = (pence: number | null) => Math.sign(pence ?? 0) * Math.round(Math.abs(pence ?? 0) / 100_000) || 0;
const cell = (text: string | undefined) => Number((text ?? '').replaceAll(',', '').replace('−', '-'));

describe('the figures of a chart are those of its table', () => {
  test('the bridge: every step, its beginning and its end', () => {
    const { labels, series } = chart('From budget to forecast');
    const rows = new Map(table('From current budget').rows.map((row) => [row.cells[0], cell(row.cells[1])]));
    labels.forEach((label, index) => {
      const name = label === 'Forecast' ? 'Forecast outturn' : label;
      expect(thousands(series[0]?.values[index] ?? null), label).toBe(rows.get(name));
    });
    const shown = new Set(labels);
    for (const [name, amount] of rows)
      if (name !== 'Forecast outturn' && !shown.has(name ?? '')) expect(amount, name).toBe(0);
  });

  test('variance by line: every line that has one', () => {
    const { labels, series } = chart('Variance by line');
    const rows = new Map(table('Forecast outturn').rows.map((row) => [row.cells[0], cell(row.cells[7])]));
    labels.forEach((label, index) => {
      expect(thousands(series[0]?.values[index] ?? null), label).toBe(rows.get(label));
    });
    for (const [name, amount] of rows) if (name !== 'Total' && amount !== 0) expect(labels).toContain(name);
  });

  test('demand: the total of every month that the table shows', () => {
    const { labels, series } = chart('Demand for placements');
    const demand = table('Children by placement group');
    const totals = demand.rows.at(-1)?.cells ?? [];
    expect(demand.columns.length).toBeGreaterThan(8);
    demand.columns.slice(1).forEach((column, index) => {
      expect(Math.round(series[0]?.values[labels.indexOf(column.label)] ?? Number.NaN)).toBe(cell(totals[index + 1]));
    });
  });

  test('are all said in words, and written at their bars', () => {
    for (const one of charts) {
      const text = chartText(one);
      for (const label of one.labels) expect(text).toContain(label);
      expect(text.startsWith(chartTitle(one))).toBe(true);
    }
    const written = drawingOf(chart('Variance by line')).marks.flatMap((mark) =>
      mark.kind === 'text' ? [mark.text] : [],
    );
    expect(written).toContain('+24.4');
  });
});

const any = fc.record({
  shape: fc.constantFrom('waterfall', 'lines', 'bars'),
  values: fc.array(fc.option(fc.integer({ min: -1e12, max: 1e12 })), { maxLength: 40 }),
  text: fc.string({ unit: 'binary', maxLength: 60 }),
});
test('any figures and any words are drawn inside the picture, with nothing that is not a number', () => {
  fc.assert(
    fc.property(any, ({ shape, values, text }) => {
      const made = {
        ...{ kind: 'chart', name: 'Any', caption: text, shape, unit: shape === 'lines' ? 'children' : '£m' },
        labels: values.map((_, index) => `${text} ${index}`),
        series: [{ label: 'Amount', values: shape === 'lines' ? values.map((one) => one && Math.abs(one)) : values }],
      } as ReportChart;
      const { width, height, marks } = drawingOf(made);
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) {
        const points =
          mark.kind === 'rect'
            ? [[mark.x, mark.y] as const, [mark.x + mark.width, mark.y + mark.height] as const]
            : mark.kind === 'text'
              ? [[mark.x, mark.y] as const]
              : mark.points;
        for (const [x, y] of points) {
          expect(x).toBeGreaterThanOrEqual(-0.01);
          expect(x).toBeLessThanOrEqual(width + 0.01);
          expect(y).toBeGreaterThanOrEqual(-0.01);
          expect(y).toBeLessThanOrEqual(height + 0.01);
        }
      }
      const svg = chartSvg(made, chartText(made), chartTitle(made));
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg.match(/<(?!\/?(svg|rect|polyline|polygon|text|g)\b)/)).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('the title of a picture stands on as many lines as it needs, none wider than the picture', () => {
  const bridge = chart('From budget to forecast');
  const title = `${'The widest step is that of a line with a long name '.repeat(5)}${'x'.repeat(300)}`;
  const picture = chartSvg(bridge, 'words', title);
  const lines = [...picture.matchAll(/<text [^>]*font-size="17"[^>]*y?[^>]*>([^<]*)<\/text>/g)].map(
    ([, line = '']) => line,
  );
  expect(lines.join(' ')).toContain('line with a long name The widest');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(88);
  const heightOf = (svg: string) => Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1]);
  expect(heightOf(picture) - heightOf(chartSvg(bridge, 'words', 'Short'))).toBe((lines.length - 1) * 22);
  expect(picture).toContain('axis begins at £');
});
