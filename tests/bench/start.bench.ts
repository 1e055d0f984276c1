/** From nothing to the first answer: `outturn --help` beside bare Node, the window beside an empty one of the same host. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp, root } from '../e2e/driver.ts';
import { exploreSample, outturn } from '../e2e/main-job.ts';
import { median, ratio } from './bench.ts';
import { putFirst } from './put-first.ts';

putFirst();
const timed = (args: string[]) => {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - began;
};
const cli = join(root, 'dist', 'cli.cjs');
const bare: number[] = [];
const help: number[] = [];
timed([cli, '--help']);
for (let run = 0; run < 9; run += 1) {
  bare.push(timed(['-e', '0']));
  help.push(timed([cli, '--help']));
}
ratio('outturn --help', median(help), { what: 'bare node', measured: median(bare) }, 3);

const folder = mkdtempSync(join(tmpdir(), 'outturn-empty-'));
const dist = join(folder, 'dist');
mkdirSync(dist);
writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0' }));
writeFileSync(
  join(dist, 'main.cjs'),
  `const { app, BrowserWindow, protocol } = require('electron');
   protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
   app.whenReady().then(() => {
     protocol.handle('app', () => new Response('<h1>Empty</h1>', { headers: { 'content-type': 'text/html' } }));
     void new BrowserWindow({ width: 1440, height: 900 }).loadURL('app://outturn/index.html');
   });`,
);
const profile = join(folder, 'profile');
const first = await launchApp({ profile });
await exploreSample(first.page);
await first.close();
const empty: number[] = [];
const usable: number[] = [];
for (let run = 0; run < 5; run += 1) {
  let began = performance.now();
  const nothing = await launchApp({ folder: dist });
  await nothing.page.getByText('Empty').waitFor();
  empty.push(performance.now() - began);
  await nothing.close();
  began = performance.now();
  const app = await launchApp({ profile });
  await app.page.evaluate(() => {
    location.hash = '#/outturn';
  });
  await outturn(app.page).waitFor();
  usable.push(performance.now() - began);
  await app.close();
}
ratio('window to a usable Outturn screen', median(usable), { what: 'an empty window', measured: median(empty) }, 1.5);
rmSync(folder, { recursive: true, force: true });
