import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { chartSvg } from '../../../shared/report/chart-svg.ts';
import { chartText, chartTitle } from '../../../shared/report/chart-text.ts';
import type { ReportChart } from '../../../shared/report/document.ts';
import { openTypeFont } from './open-type.ts';

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
  const fontBuffers = ['inter-regular', 'inter-bold'].map((name) => openTypeFont(fonts, name));
  const renderer = new Resvg(chartSvg(chart, chartText(chart), chartTitle(chart)), {
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
