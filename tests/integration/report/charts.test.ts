import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reportFiles, reportInput } from '../../../electron/services/exports/report.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { chartText } from '../../../shared/report/chart-text.ts';
import { chartsOf } from '../../../shared/report/document.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const root = new URL('../../../', import.meta.url).pathname;
const folder = join(root, 'tests/artefacts/charts');
const tools = { fonts: join(root, 'electron/fonts'), now: new Date('2024-01-15T09:00:00Z') };
const input = reportInput(sampleSnapshot(), newScenario('Base', '2023/24', 9), null, tools.now);

/** Width, height and share of pixels that are not white, of an 8-bit RGBA picture without interlace. */
function lookAt(png: Uint8Array): { width: number; height: number; ink: number } {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(data));
  // A filtered row of one colour is noughts after its first pixel: whatever is drawn leaves other bytes.
  const drawn = rows.reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0);
  return { width, height, ink: drawn / rows.length };
}

test('the charts of a report are PNG files with their words beside them, the same bytes every time', async () => {
  const charts = chartsOf(buildReport(input, 'joint-committee'));
  const files = await reportFiles(input, 'joint-committee', 'png', 'Base 2023-24 P9', tools);
  expect(files.map(({ file }) => file)).toEqual([
    'Base 2023-24 P9 joint-committee 1 variance by line.png',
    'Base 2023-24 P9 joint-committee 2 demand for placements.png',
    'Base 2023-24 P9 joint-committee 3 from budget to forecast.png',
    'Base 2023-24 P9 joint-committee 4 cost and funding by year.png',
    'Base 2023-24 P9 joint-committee charts in words.txt',
  ]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, bytes } of files) {
    writeFileSync(join(folder, file), bytes);
    if (!file.endsWith('.png')) continue;
    expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const { width, height, ink } = lookAt(bytes);
    expect(width).toBe(2016);
    expect(height).toBeGreaterThan(300);
    expect(ink, `${file} is all but empty`).toBeGreaterThan(0.005);
  }
  const text = Buffer.from(files.at(-1)?.bytes ?? []).toString('utf8');
  for (const chart of charts) expect(text).toContain(chartText(chart));
  const again = await reportFiles(input, 'joint-committee', 'png', 'Base 2023-24 P9', tools);
  expect(again.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
    files.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
  );
});

test('files of a scenario with a very long name keep their own names', async () => {
  const files = await reportFiles(input, 'strategic', 'png', 'A plan '.repeat(40), tools);
  expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
  for (const { file } of files) expect(file.length).toBeLessThan(110);
});
