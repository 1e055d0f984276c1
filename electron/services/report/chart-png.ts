import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { chartSvg } from '../../../shared/report/chart-svg.ts';
import { chartTitle, chartWords } from '../../../shared/report/chart-words.ts';
import type { ReportChart } from '../../../shared/report/document.ts';

/** Pixels across: sharp on a slide and in print at 16 cm. */
const pixels = 2016;
let started: Promise<void> | null = null;

/**
 * A chart of a report as PNG: the drawing of the PDF and the HTML page with its title above, in the fonts of `fonts` and
 * in no font of the machine, so that the same chart gives the same bytes everywhere.
 */
export async function chartPng(chart: ReportChart, fonts: string): Promise<Uint8Array> {
  started ??= initWasm(readFileSync(programPath(fonts)));
  await started;
  const fontBuffers = ['inter-regular', 'inter-bold'].map((name) =>
    openType(readFileSync(join(fonts, `${name}.woff`))),
  );
  const renderer = new Resvg(chartSvg(chart, chartWords(chart), chartTitle(chart)), {
    fitTo: { mode: 'width', value: pixels },
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  const picture = renderer.render();
  try {
    return picture.asPng();
  } finally {
    picture.free();
    renderer.free();
  }
}

/** The renderer stands beside the fonts of a bundle; from source it is where npm put it. */
function programPath(fonts: string): string {
  const shipped = join(fonts, 'resvg.wasm');
  return existsSync(shipped) ? shipped : createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
}

/**
 * A WOFF 1.0 file as the OpenType font in it (W3C recommendation, §4–5): the renderer reads no WOFF. Tables are deflated
 * one by one and stay in their order.
 */
export function openType(woff: Buffer): Uint8Array {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + index * 20;
    const [offset, packed, size] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
    const stored = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(at, at + 4),
      sum: woff.subarray(at + 16, at + 20),
      data: packed < size ? inflateSync(stored) : stored,
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const parts: Buffer[] = [head];
  let end = head.length;
  tables.forEach(({ tag, sum, data }, index) => {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    sum.copy(head, at + 4);
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    end += padded.length;
  });
  return Buffer.concat(parts);
}
