import { formatNumber } from '../../../shared/format/format.ts';
import type { ReportChart } from '../../../shared/report/document.ts';
import { accent, type Canvas, fonts, makeRoom, over, quiet, rule, tagged } from './pdf-layout.ts';

const height = 186;
const green = '#1d6b4a';
const grey = '#8fa1b1';

/** The figures behind a chart in one sentence, for readers who hear it. */
function alternative(chart: ReportChart): string {
  const written = (value: number | null) =>
    value === null ? 'none' : formatNumber(chart.unit === '£m' ? value / 1e8 : value, chart.unit === '£m' ? 1 : 0);
  return `${chart.caption}. ${chart.series.map((series) => `${series.label}: ${chart.labels.map((label, index) => `${label} ${written(series.values[index] ?? null)}`).join('; ')}`).join('. ')} (${chart.unit})`;
}

/** Draws a chart as vectors in a tagged figure with its figures as alternative text. */
export function drawChart(canvas: Canvas, chart: ReportChart): void {
  const { doc, root } = canvas;
  makeRoom(canvas, height + 60);
  tagged(canvas, 'P', chart.caption, 10, { bold: true, after: 6 });
  const top = doc.y;
  root.add(
    doc.struct(
      'Figure',
      { alt: alternative(chart), bbox: [canvas.left, top, canvas.left + canvas.width, top + height] } as object,
      () => {
        if (chart.shape === 'waterfall') waterfall(canvas, chart, top);
        else lines(canvas, chart, top);
      },
    ),
  );
  doc.x = canvas.left;
  doc.y = top + height + 10;
}

function label({ doc }: Canvas, text: string, x: number, y: number, width: number, colour = quiet): void {
  doc
    .font(fonts.regular)
    .fontSize(7)
    .fillColor(colour)
    .text(text, x, y, { width, align: 'center', lineBreak: true, height: 27, ellipsis: true });
}

function waterfall(canvas: Canvas, chart: ReportChart, top: number): void {
  const { doc, left, width } = canvas;
  const values = (chart.series[0]?.values ?? []).map((value) => (value ?? 0) / 1e8);
  const last = values.length - 1;
  let running = 0;
  const bars = values.map((value, index) => {
    const whole = index === 0 || index === last;
    const from = whole ? 0 : running;
    running = whole ? value : running + value;
    return { from, to: running, value, whole };
  });
  const tops = bars.map((bar) => Math.max(bar.from, bar.to));
  // Begin near the budget, or the steps between two large wholes could not be seen; the note under the axis says so.
  const floor = Math.max(
    0,
    Math.floor(Math.min(...bars.map((bar) => Math.min(bar.to, bar.whole ? bar.to : bar.from))) * 0.95),
  );
  const scale = (height - 58) / Math.max(1e-9, Math.max(...tops) - floor);
  const slot = width / bars.length;
  const base = top + height - 34;
  for (const [index, bar] of bars.entries()) {
    const low = Math.max(floor, Math.min(bar.from, bar.to));
    const barTop = base - (Math.max(bar.from, bar.to) - floor) * scale;
    const size = Math.max(0.8, (Math.max(bar.from, bar.to) - low) * scale);
    const x = left + index * slot + slot * 0.2;
    doc
      .rect(x, barTop, slot * 0.64, size)
      .fill(bar.whole ? (index === 0 ? grey : accent) : bar.value >= 0 ? over : green);
    label(
      canvas,
      `${!bar.whole && bar.value > 0 ? '+' : ''}${formatNumber(bar.value, 1)}`,
      left + index * slot,
      barTop - 10,
      slot,
      '#14202b',
    );
    label(canvas, chart.labels[index] ?? '', left + index * slot + 3, base + 4, slot - 6);
  }
  doc
    .moveTo(left, base)
    .lineTo(left + width, base)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke();
  if (floor > 0)
    doc
      .font(fonts.regular)
      .fontSize(6.5)
      .fillColor(quiet)
      .text(`axis begins at ${formatNumber(floor)} ${chart.unit}`, left, top, { width: 120 });
}

function lines(canvas: Canvas, chart: ReportChart, top: number): void {
  const { doc, left, width } = canvas;
  const all = chart.series.flatMap((series) => series.values.filter((value): value is number => value !== null));
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = Math.max((high - low) * 0.2, high * 0.02, 1);
  const [floor, ceiling] = [Math.max(0, low - margin), high + margin];
  const base = top + height - 24;
  const y = (value: number) => base - ((value - floor) / (ceiling - floor)) * (height - 40);
  const x = (index: number) => left + 30 + (index * (width - 40)) / Math.max(1, chart.labels.length - 1);
  for (const value of [floor, (floor + ceiling) / 2, ceiling]) {
    doc
      .moveTo(left + 30, y(value))
      .lineTo(left + width - 10, y(value))
      .lineWidth(0.4)
      .strokeColor(rule)
      .stroke();
    doc
      .font(fonts.regular)
      .fontSize(7)
      .fillColor(quiet)
      .text(formatNumber(value), left, y(value) - 4, { width: 26, align: 'right' });
  }
  const [, lowest, highest] = chart.series;
  if (lowest && highest) band(canvas, lowest.values, highest.values, x, y);
  for (const series of chart.series.slice(0, 1)) {
    series.values.forEach((value, index) => {
      if (value === null) return;
      if (index === 0 || series.values[index - 1] === null) doc.moveTo(x(index), y(value));
      else doc.lineTo(x(index), y(value));
    });
    doc.lineWidth(1.4).strokeColor(accent).stroke();
  }
  const step = Math.max(1, Math.ceil(chart.labels.length / 9));
  chart.labels.forEach((text, index) => {
    if (index % step === 0) label(canvas, text, x(index) - 25, base + 4, 50);
  });
}

/** The area between the lower and the upper end of an interval, named in words. */
function band(
  { doc, left, width }: Canvas,
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): void {
  const known = low.flatMap((value, index) => (value === null || high[index] == null ? [] : [index]));
  if (known.length === 0) return;
  known.forEach((index, at) => {
    if (at === 0) doc.moveTo(x(index), y(high[index] ?? 0));
    else doc.lineTo(x(index), y(high[index] ?? 0));
  });
  for (const index of known.toReversed()) doc.lineTo(x(index), y(low[index] ?? 0));
  doc.closePath().fillOpacity(0.16).fill(accent).fillOpacity(1);
  const last = known.at(-1) ?? 0;
  doc
    .font(fonts.regular)
    .fontSize(7)
    .fillColor(quiet)
    .text('80 % interval', left + width - 90, y(high[last] ?? 0) - 11, { width: 80, align: 'right' });
}
