import type { Draw } from './chart-canvas.tsx';
import { type ChartTokens, chartTokens } from './chart-tokens.ts';
import type { LegendItem } from './legend.tsx';
import { Chart } from './registry.ts';

export type Pictured = {
  finding: string;
  caption: string;
  legend: readonly LegendItem[];
  /** What the picture stands on: scenario, data date, method. */
  foot: string;
  draw: Draw;
  width: number;
  height: number;
};
/** Pixels of the picture for one of the page: sharp on paper. */
const scale = 3;
const margin = 12;

/** The chart alone as PNG, drawn anew as for paper: dark on white and sharp, whatever the screen is like. */
export const bareChart = (chart: Pictured): Promise<Blob> => asPng(onPaper((tokens) => drawn(chart, tokens)));

/** The chart as a PNG that stands by itself: its finding and caption above it, what it stands on below. */
export const pictureOf = (chart: Pictured): Promise<Blob> => asPng(onPaper((tokens) => framed(chart, tokens)));

/** Draws while the page has the colours of paper; over before anything of it could be seen. */
function onPaper<T>(draw: (tokens: ChartTokens) => T): T {
  const page = document.documentElement;
  page.dataset.paper = '';
  try {
    return draw(chartTokens());
  } finally {
    delete page.dataset.paper;
  }
}

function drawn(chart: Pictured, tokens: ChartTokens): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const configuration = chart.draw(tokens);
  canvas.width = chart.width;
  canvas.height = chart.height;
  const options = { ...configuration.options, responsive: false, animation: false, devicePixelRatio: scale };
  const made = new Chart(canvas, { ...configuration, options } as never);
  const { picture, context } = sheet(canvas.width, canvas.height, tokens);
  context.drawImage(canvas, 0, 0);
  made.destroy();
  return picture;
}

function sheet(width: number, height: number, tokens: ChartTokens) {
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const context = picture.getContext('2d', { alpha: false });
  if (!context) throw new Error('No drawing surface');
  context.fillStyle = tokens.card;
  context.fillRect(0, 0, width, height);
  return { picture, context };
}

function framed(chart: Pictured, tokens: ChartTokens): HTMLCanvasElement {
  const inner = drawn(chart, tokens);
  const measure = inner.getContext('2d');
  const fonts = { head: `650 14px ${tokens.font}`, text: `400 12px ${tokens.font}`, foot: `400 10px ${tokens.font}` };
  const lines = (text: string, font: string) => wrapped(measure, text, font, chart.width);
  const head = lines(chart.finding, fonts.head);
  const caption = lines(chart.caption, fonts.text);
  const foot = lines(chart.foot, fonts.foot);
  const above = 10 + head.length * 18 + caption.length * 16 + (chart.legend.length > 0 ? 18 : 0) + 6;
  const height = above + chart.height + 8 + foot.length * 13 + 8;
  const { picture, context } = sheet((chart.width + 2 * margin) * scale, height * scale, tokens);
  context.scale(scale, scale);
  let y = 10;
  const write = (list: string[], font: string, colour: string, step: number) => {
    context.font = font;
    context.fillStyle = colour;
    for (const line of list) {
      y += step;
      context.fillText(line, margin, y - 4);
    }
  };
  write(head, fonts.head, tokens.ink, 18);
  write(caption, fonts.text, tokens.ink2, 16);
  context.font = fonts.text;
  if (chart.legend.length > 0) marks(context, chart.legend, tokens, y + 14);
  context.drawImage(inner, margin, above, chart.width, chart.height);
  y = above + chart.height + 8;
  write(foot, fonts.foot, tokens.ink2, 13);
  return picture;
}

/** Marks and names of the series in a row. */
function marks(context: CanvasRenderingContext2D, items: readonly LegendItem[], tokens: ChartTokens, y: number): void {
  const style = getComputedStyle(document.documentElement);
  let x = margin;
  for (const item of items) {
    context.strokeStyle = style.getPropertyValue(item.colour).trim();
    context.fillStyle = context.strokeStyle;
    context.lineWidth = item.mark === 'dot' ? 3 : 2;
    context.setLineDash(item.mark === 'dash' ? [5, 4] : []);
    if (item.mark === 'bar') context.fillRect(x, y - 9, 10, 10);
    else {
      context.beginPath();
      context.moveTo(x, y - 4);
      context.lineTo(x + 16, y - 4);
      context.stroke();
    }
    x += item.mark === 'bar' ? 15 : 21;
    context.fillStyle = tokens.ink2;
    context.fillText(item.label, x, y);
    x += context.measureText(item.label).width + 14;
  }
}

function wrapped(context: CanvasRenderingContext2D | null, text: string, font: string, width: number): string[] {
  if (!context) return [text];
  context.font = font;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function asPng(picture: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made'))), 'image/png');
  });
}

/** A picture's bytes as text, the way they cross to the application. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let index = 0; index < bytes.length; index += 0x8000)
    text += String.fromCharCode(...bytes.subarray(index, index + 0x8000));
  return btoa(text);
}
