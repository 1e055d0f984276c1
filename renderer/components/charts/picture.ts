import { chartTokens } from './chart-tokens.ts';

/** The chart as a PNG with its finding and caption above it, on the card's own ground. */
export function pictureOf(chart: HTMLCanvasElement, finding: string, caption: string): Promise<Blob> {
  const tokens = chartTokens();
  const scale = chart.width / chart.clientWidth;
  const head = 52 * scale;
  const picture = document.createElement('canvas');
  picture.width = chart.width + 24 * scale;
  picture.height = chart.height + head + 12 * scale;
  const context = picture.getContext('2d');
  if (!context) return Promise.reject(new Error('No drawing surface'));
  context.fillStyle = tokens.card;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = tokens.ink;
  context.font = `650 ${14 * scale}px ${tokens.font}`;
  context.fillText(finding, 12 * scale, 22 * scale);
  context.fillStyle = tokens.ink2;
  context.font = `400 ${12 * scale}px ${tokens.font}`;
  context.fillText(caption, 12 * scale, 40 * scale);
  context.drawImage(chart, 12 * scale, head);
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
