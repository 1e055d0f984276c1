import { cut, drawingOf, linesOf, type Mark } from './chart-drawing.ts';
import type { ReportChart } from './document.ts';

/** Text made safe inside XML, without the characters that XML cannot hold. */
const safe = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
    .replace(/[\u0000-\u001f\u007f\ud800-\udfff\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const place = (value: number) => Math.round(value * 10) / 10;
const placed = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => `${place(x)},${place(y)}`).join(' ');

function element(mark: Mark): string {
  switch (mark.kind) {
    case 'rect':
      return `<rect x="${place(mark.x)}" y="${place(mark.y)}" width="${place(mark.width)}" height="${place(mark.height)}" fill="${mark.fill}"/>`;
    case 'line':
      return `<polyline points="${placed(mark.points)}" fill="none" stroke="${mark.stroke}" stroke-width="${mark.width}"/>`;
    case 'area':
      return `<polygon points="${placed(mark.points)}" fill="${mark.fill}" fill-opacity="${mark.opacity}"/>`;
    case 'text':
      return `<text x="${place(mark.x)}" y="${place(mark.y)}" fill="${mark.fill}" text-anchor="${mark.anchor}">${safe(mark.text)}</text>`;
  }
}

/** Letters of a title that fit a line of the picture, and the height of such a line. */
const [titleLetters, titleRow] = [88, 22];

/**
 * A chart of a report as one SVG picture that needs nothing from anywhere; `label` is what those who hear it get. A
 * picture that stands alone has its title above the chart, on a white ground.
 */
export function chartSvg(chart: ReportChart, label: string, title: string | null = null): string {
  const { width, height, marks } = drawingOf(chart);
  const rows = title === null ? [] : linesOf(title, titleLetters).map((row) => cut(row, titleLetters));
  const [margin, head] = title === null ? [0, 0] : [24, 26 + rows.length * titleRow];
  const body = marks.map(element).join('');
  const [wide, tall] = [width + 2 * margin, height + head + 2 * margin];
  const standing =
    title === null
      ? body
      : `<rect width="${wide}" height="${tall}" fill="#ffffff"/>${rows.map((row, index) => `<text x="${margin}" y="${margin + 16 + index * titleRow}" font-size="17" font-family="Inter SemiBold,Inter,sans-serif" font-weight="600" fill="#14202b">${safe(row)}</text>`).join('')}<g transform="translate(${margin} ${margin + head})">${body}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${safe(label)}" viewBox="0 0 ${wide} ${tall}" font-family="Inter,'Segoe UI',sans-serif" font-size="11">${standing}</svg>`;
}
