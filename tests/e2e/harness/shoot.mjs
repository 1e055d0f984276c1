/**
 * Pictures of screens on fixture data: node tests/e2e/harness/shoot.mjs OUT [screen …] [--dark] [--small] [--empty].
 * Development only: it builds the window with the harness's stub of the bridge and serves it from memory.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const args = process.argv.slice(2);
const flags = new Set(args.filter((word) => word.startsWith('--')));
const [out = '/tmp/outturn-pictures', ...screens] = args.filter((word) => !word.startsWith('--'));
const built = '/tmp/outturn-harness';
mkdirSync(out, { recursive: true });

export async function buildHarness() {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: built,
      emptyOutDir: true,
      target: 'chrome140',
      minify: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 9000,
    },
  });
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

export async function openHarness({ width = 1440, height = 900, dark = false, data = 'full' } = {}) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error.stack)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.route('https://harness.test/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(built, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'application/octet-stream' });
  });
  await page.goto(`https://harness.test/?data=${data}#/start`);
  await page.waitForSelector('.rail');
  return { browser, page, problems };
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  if (!flags.has('--no-build')) await buildHarness();
  const [width, height] = flags.has('--small') ? [1024, 640] : [1440, 900];
  const { browser, page, problems } = await openHarness({
    width,
    height,
    dark: flags.has('--dark'),
    data: flags.has('--empty') ? 'empty' : 'full',
  });
  for (const screen of screens) {
    await page.evaluate((path) => {
      location.hash = `/${path}`;
    }, screen);
    await page.waitForTimeout(900);
    await page.screenshot({
      path: join(
        out,
        `${screen.replace(/\W+/g, '-')}${[...flags].filter((flag) => flag !== '--no-build').join('')}.png`,
      ),
    });
  }
  await browser.close();
  for (const problem of problems) console.log('PAGE:', problem);
  console.log('done', screens.join(' '));
}
