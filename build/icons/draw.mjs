/**
 * Draws the icons of the installers from the two marks beside it: `node build/icons/draw.mjs`. The results are kept in
 * the repository, so that packaging needs no browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../chromium-host/find-browser.mjs';

const folder = import.meta.dirname;
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: ['--no-sandbox'] });
const page = await browser.newPage();

/** The mark as a PNG of `size` pixels with a transparent ground. */
async function draw(mark, size) {
  await page.setViewportSize({ width: size, height: size });
  const picture = `data:image/svg+xml;base64,${Buffer.from(mark).toString('base64')}`;
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}img{display:block;width:${size}px;height:${size}px}</style><img src="${picture}">`,
  );
  await page.waitForFunction('document.images[0]?.complete');
  return page.screenshot({ omitBackground: true });
}

/** A Windows icon: a header, one entry for each size, then the PNGs. */
function icon(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size === 256 ? 0 : size, at);
    header.writeUInt8(size === 256 ? 0 : size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** A macOS icon: typed blocks, each a PNG. */
function icns(pictures) {
  const types = { 16: 'icp4', 32: 'icp5', 64: 'icp6', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };
  const blocks = pictures
    .filter(({ size }) => types[size])
    .map(({ size, png }) => {
      const head = Buffer.alloc(8);
      head.write(types[size], 0, 'latin1');
      head.writeUInt32BE(png.length + 8, 4);
      return Buffer.concat([head, png]);
    });
  const body = Buffer.concat(blocks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

for (const name of ['application', 'document']) {
  const mark = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const pictures = [];
  for (const size of sizes) pictures.push({ size, png: await draw(mark, size) });
  writeFileSync(join(folder, `${name}.ico`), icon(pictures.filter(({ size }) => size <= 256)));
  writeFileSync(join(folder, `${name}.icns`), icns(pictures));
  if (name === 'application') {
    mkdirSync(join(folder, 'linux'), { recursive: true });
    for (const { size, png } of pictures.filter(({ size }) => size <= 512)) {
      writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png);
    }
  }
}
await browser.close();
