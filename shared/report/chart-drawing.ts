import { scaleLinear } from 'd3-scale';
import { formatNumber } from '../format/format.ts';
import { chartValue, chartValueText } from './chart-text.ts';
import type { ReportChart } from './document.ts';

type Point = readonly [x: number, y: number];
/** What a chart is drawn with: the same marks become PDF, the SVG of a page, and a PNG. */
export type Mark =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string }
  | { kind: 'line'; points: readonly Point[]; stroke: string; width: number }
  | { kind: 'area'; points: readonly Point[]; fill: string; opacity: number }
  | { kind: 'text'; x: number; y: number; text: string; fill: string; anchor: 'start' | 'middle' | 'end' };
/** Marks in a space of `width` × `height`; `y` of a text is its baseline, letters are 11 high. */
export type Drawing = { width: number; height: number; marks: Mark[] };

const [width, height] = [960, 300];
const colours = {
  ink: '#14202b',
  quiet: '#4a5a68',
  rule: '#d9e0e6',
  start: '#8fa1b1',
  end: '#0b5cad',
  up: '#a4361b',
  down: '#1d6b4a',
};
/** Width of an ordinary letter of the drawing. */
const letter = 6.2;
const rowHeight = 22;

/** The one drawing of a chart of a report. A chart with no figures says so; it is never an empty frame. */
export function drawingOf(chart: ReportChart): Drawing {
  const hasValues = chart.series.some((series) => series.values.some((value) => value !== null));
  if (!hasValues)
    return { width, height: 60, marks: [textMark('There are no figures to draw.', width / 2, 34, colours.quiet)] };
  if (chart.shape === 'bars') return bars(chart);
  return { width, height, marks: chart.shape === 'waterfall' ? waterfall(chart) : lines(chart) };
}

function textMark(
  text: string,
  x: number,
  y: number,
  fill: string,
  anchor: 'start' | 'middle' | 'end' = 'middle',
): Mark & { kind: 'text' } {
  return { kind: 'text', x, y, text, fill, anchor };
}
const rule = (x1: number, y1: number, x2: number, y2: number, stroke = colours.rule, thick = 1): Mark => ({
  kind: 'line',
  points: [
    [x1, y1],
    [x2, y2],
  ],
  stroke,
  width: thick,
});

/** Text cut to a number of letters, with a sign that it was. */
export const cut = (text: string, letters: number) =>
  text.length > letters
    ? `${text
        .slice(0, letters - 1)
        .toWellFormed()
        .trimEnd()}…`
    : text;

/** Words on lines of at most so many letters; a longer word has a line of its own. */
export function linesOf(text: string, letters: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = rows.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

/** Labels of an axis on up to three lines of about the given number of letters. */
function wrapped(text: string, x: number, y: number, letters: number): Mark[] {
  const rows = linesOf(text, letters);
  const shown = rows.length > 3 ? [...rows.slice(0, 2), cut(`${rows[2]}…`, letters)] : rows;
  return shown.map((row, index) => textMark(cut(row, letters + 2), x, y + index * 13, colours.quiet));
}

function waterfall(chart: ReportChart): Mark[] {
  const values = (chart.series[0]?.values ?? []).map((value) => chartValue(chart, value ?? 0));
  const last = values.length - 1;
  let running = 0;
  const steps = values.map((value, index) => {
    const whole = index === 0 || index === last;
    const from = whole ? 0 : running;
    running = whole ? value : running + value;
    return { from, to: running, value, whole };
  });
  const ends = steps.flatMap((step) => (step.whole ? [step.to] : [step.from, step.to]));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  // Begin near the wholes, or the steps between two large ones could not be seen; the note says so.
  const floor = least > 0 ? Math.floor(least * 0.95) : least < 0 ? least - (most - least) * 0.12 : 0;
  const ceiling = Math.max(most, least < 0 ? 0 : most);
  const base = height - 52;
  const y = (value: number) => base - ((value - floor) * (base - 28)) / Math.max(1e-9, ceiling - floor);
  const axis = Math.max(floor, Math.min(0, ceiling));
  const slot = width / Math.max(1, steps.length);
  const marks: Mark[] = [rule(0, y(axis), width, y(axis))];
  steps.forEach((step, index) => {
    const from = step.whole ? axis : step.from;
    const [top, bottom] = [y(Math.max(from, step.to)), y(Math.min(from, step.to))];
    const [left, middle] = [index * slot, index * slot + slot / 2];
    const fill = step.whole ? (index === 0 ? colours.start : colours.end) : step.value >= 0 ? colours.up : colours.down;
    marks.push({
      kind: 'rect',
      x: left + slot * 0.2,
      y: top,
      width: slot * 0.6,
      height: Math.max(1, bottom - top),
      fill,
    });
    if (index < last)
      marks.push(rule(left + slot * 0.8, y(step.to), left + slot * 1.2, y(step.to), colours.start, 0.8));
    const said = `${!step.whole && step.value > 0 ? '+' : ''}${chartValueText(chart, (chart.series[0]?.values ?? [])[index] ?? 0)}`;
    marks.push(textMark(said, middle, top - 5, colours.ink));
    marks.push(...wrapped(chart.labels[index] ?? '', middle, base + 16, Math.max(6, Math.floor(slot / letter))));
  });
  if (floor > 0)
    marks.push(
      textMark(
        `axis begins at ${formatNumber(floor)} ${chart.unit}`.replace(/(\S+) £(\S*)$/, '£$1$2'),
        0,
        12,
        colours.quiet,
        'start',
      ),
    );
  return marks;
}

function lines(chart: ReportChart): Mark[] {
  const all = chart.series.flatMap((series) => series.values.filter((value): value is number => value !== null));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const [floor, step, ceiling] = axisOf(least, most);
  const base = height - 34;
  const y = (value: number) => base - ((value - floor) / (ceiling - floor)) * (base - 16);
  const x = (index: number) => 52 + (index * (width - 70)) / Math.max(1, chart.labels.length - 1);
  const marks: Mark[] = [];
  for (let value = floor; value <= ceiling + step / 2; value += step) {
    marks.push(rule(52, y(value), width - 18, y(value)));
    marks.push(textMark(formatNumber(value), 46, y(value) + 4, colours.quiet, 'end'));
  }
  const points = (values: readonly (number | null)[]) =>
    values.flatMap((value, index): Point[] => (value === null ? [] : [[x(index), y(value)]]));
  const [central, lowest, highest] = chart.series;
  if (lowest && highest && points(highest.values).length > 0) {
    const outline = [...points(highest.values), ...points(lowest.values).toReversed()];
    marks.push({ kind: 'area', points: outline, fill: colours.end, opacity: 0.16 });
    const end = highest.values.findLast((value) => value !== null) ?? most;
    marks.push(textMark('80 % interval', width - 18, y(end) - 5, colours.quiet, 'end'));
  }
  for (const run of runs(central?.values ?? [])) {
    const drawn = run.map((index): Point => [x(index), y(central?.values[index] ?? 0)]);
    const [first] = drawn;
    if (drawn.length > 1) marks.push({ kind: 'line', points: drawn, stroke: colours.end, width: 2 });
    else if (first)
      marks.push({ kind: 'rect', x: first[0] - 3, y: first[1] - 3, width: 6, height: 6, fill: colours.end });
  }
  const every = Math.max(1, Math.ceil(chart.labels.length / 9));
  chart.labels.forEach((text, index) => {
    if (index % every === 0) marks.push(textMark(text, x(index), base + 18, colours.quiet));
  });
  if (floor > 0)
    marks.push(textMark(`axis begins at ${formatNumber(floor)}`, width - 18, height - 1, colours.quiet, 'end'));
  return marks;
}

/** Ends and step of an axis in round numbers with a few lines about the values; from nought when they are near it. */
function axisOf(least: number, most: number): [floor: number, step: number, ceiling: number] {
  const margin = Math.max((most - least) * 0.2, most * 0.01, 1);
  const from = least < 2 * (most - least) ? 0 : Math.max(0, least - margin);
  const span = Math.max(most + margin - from, 4);
  const axis = scaleLinear([from, from + span], [0, 1]).nice(4);
  const [floor = from, ceiling = from + span] = axis.domain();
  const [first = 0, second = 1] = axis.ticks(4);
  return [floor, Math.max(1, second - first), ceiling];
}

/** Indexes that follow each other with a value: a line is broken where there is none. */
function runs(values: readonly (number | null)[]): number[][] {
  const all: number[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = all.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else all.push([index]);
  });
  return all;
}

/** Bars to the right of nought for more, to the left for less, one below the other. */
function bars(chart: ReportChart): Drawing {
  const all = chart.series[0]?.values ?? [];
  const values = all.map((value) => chartValue(chart, value ?? 0));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const [left, right] = [300, width - 20];
  const [room, beside] = [right - left, 64];
  const scale = (room - beside * (least < 0 && most > 0 ? 2 : 1)) / Math.max(1e-9, most - least);
  const nought = left + (least < 0 ? beside - least * scale : 0);
  const tall = values.length * rowHeight + 12;
  const marks: Mark[] = [];
  values.forEach((value, index) => {
    const top = 6 + index * rowHeight;
    const size = Math.max(1, Math.abs(value) * scale);
    const fill = value >= 0 ? colours.up : colours.down;
    marks.push(textMark(cut(chart.labels[index] ?? '', 46), left - 12, top + 13, colours.ink, 'end'));
    marks.push({ kind: 'rect', x: value >= 0 ? nought : nought - size, y: top + 2, width: size, height: 15, fill });
    const said = `${value > 0 ? '+' : ''}${chartValueText(chart, all[index] ?? 0)}`;
    marks.push(
      textMark(
        said,
        value >= 0 ? nought + size + 6 : nought - size - 6,
        top + 13,
        colours.ink,
        value >= 0 ? 'start' : 'end',
      ),
    );
  });
  return { width, height: tall, marks: [...marks, rule(nought, 2, nought, tall - 6, colours.start)] };
}
