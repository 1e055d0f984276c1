import { formatNumber } from '../format/format.ts';
import type { ReportChart } from './document.ts';

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
const safe = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const place = (value: number) => Math.round(value * 10) / 10;

/** A chart of a report as one SVG picture that needs nothing from anywhere; `label` is what those who hear it get. */
export function chartSvg(chart: ReportChart, label: string): string {
  const body = chart.shape === 'waterfall' ? waterfall(chart) : lines(chart);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${safe(label)}" viewBox="0 0 ${width} ${height}" font-family="Inter,'Segoe UI',sans-serif" font-size="11">${body}</svg>`;
}

function words(text: string, x: number, y: number, colour: string, anchor = 'middle'): string {
  return `<text x="${place(x)}" y="${place(y)}" fill="${colour}" text-anchor="${anchor}">${safe(text)}</text>`;
}

/** Labels of an axis on up to three lines of about the given number of letters. */
function wrapped(text: string, x: number, y: number, letters: number): string {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= letters) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  const shown = rows.length > 3 ? [...rows.slice(0, 2), `${rows[2]}…`] : rows;
  return shown.map((row, index) => words(row, x, y + index * 13, colours.quiet)).join('');
}

function waterfall(chart: ReportChart): string {
  const values = (chart.series[0]?.values ?? []).map((value) =>
    chart.unit === '£m' ? (value ?? 0) / 1e8 : (value ?? 0),
  );
  const last = values.length - 1;
  let running = 0;
  const bars = values.map((value, index) => {
    const whole = index === 0 || index === last;
    const from = whole ? 0 : running;
    running = whole ? value : running + value;
    return { from, to: running, value, whole };
  });
  const high = Math.max(...bars.map((bar) => Math.max(bar.from, bar.to)));
  const low = Math.min(...bars.map((bar) => (bar.whole ? bar.to : Math.min(bar.from, bar.to))));
  const floor = Math.max(0, Math.floor(low * 0.95));
  const base = height - 52;
  const scale = (base - 28) / Math.max(1e-9, high - floor);
  const slot = width / Math.max(1, bars.length);
  const parts = bars.map((bar, index) => {
    const [bottom, top] = [Math.max(floor, Math.min(bar.from, bar.to)), Math.max(bar.from, bar.to)];
    const y = base - (top - floor) * scale;
    const size = Math.max(1, (top - bottom) * scale);
    const colour = bar.whole ? (index === 0 ? colours.start : colours.end) : bar.value >= 0 ? colours.up : colours.down;
    const said = `${!bar.whole && bar.value > 0 ? '+' : ''}${formatNumber(bar.value, 1)}`;
    const middle = index * slot + slot / 2;
    return [
      `<rect x="${place(index * slot + slot * 0.2)}" y="${place(y)}" width="${place(slot * 0.6)}" height="${place(size)}" fill="${colour}"/>`,
      words(said, middle, y - 5, colours.ink),
      wrapped(chart.labels[index] ?? '', middle, base + 16, Math.max(6, Math.floor(slot / 6.2))),
    ].join('');
  });
  const note =
    floor > 0 ? words(`axis begins at ${formatNumber(floor)} ${chart.unit}`, 0, 12, colours.quiet, 'start') : '';
  return `<line x1="0" x2="${width}" y1="${base}" y2="${base}" stroke="${colours.rule}"/>${parts.join('')}${note}`;
}

function lines(chart: ReportChart): string {
  const all = chart.series.flatMap((series) => series.values.filter((value): value is number => value !== null));
  if (all.length === 0) return '';
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = Math.max((high - low) * 0.2, high * 0.02, 1);
  const [floor, ceiling] = [Math.max(0, low - margin), high + margin];
  const base = height - 34;
  const y = (value: number) => place(base - ((value - floor) / (ceiling - floor)) * (base - 16));
  const x = (index: number) => place(52 + (index * (width - 70)) / Math.max(1, chart.labels.length - 1));
  const grid = [floor, (floor + ceiling) / 2, ceiling].map(
    (value) =>
      `<line x1="52" x2="${width - 18}" y1="${y(value)}" y2="${y(value)}" stroke="${colours.rule}"/>${words(formatNumber(value), 46, y(value) + 4, colours.quiet, 'end')}`,
  );
  const points = (values: readonly (number | null)[]) =>
    values.flatMap((value, index) => (value === null ? [] : [`${x(index)},${y(value)}`]));
  const [central, lowest, highest] = chart.series;
  const band =
    lowest && highest
      ? `<polygon points="${[...points(highest.values), ...points(lowest.values).toReversed()].join(' ')}" fill="${colours.end}" fill-opacity="0.16"/>${words('80 % interval', width - 18, y(highest.values.findLast((value) => value !== null) ?? high) - 5, colours.quiet, 'end')}`
      : '';
  const step = Math.max(1, Math.ceil(chart.labels.length / 9));
  const months = chart.labels.map((label, index) =>
    index % step === 0 ? words(label, x(index), base + 18, colours.quiet) : '',
  );
  const line = `<polyline points="${points(central?.values ?? []).join(' ')}" fill="none" stroke="${colours.end}" stroke-width="2"/>`;
  return [...grid, band, line, ...months].join('');
}
