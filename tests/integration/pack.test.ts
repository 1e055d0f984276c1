import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../build/chromium-host/find-browser.mjs';
import { launchApp } from '../e2e/driver.ts';
import { addLever, effectOf, exploreSample, saveAs, total } from '../e2e/main-job.ts';

/**
 * Packs the application for Linux around a stand-in for Electron's program (which cannot be fetched everywhere), then
 * looks at what is inside, and starts it. The stand-in carries the sentinel and the fuse wire of a real one.
 */
const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'outturn-pack-'));
const unpacked = join(folder, 'release', 'linux-unpacked');
const resources = join(unpacked, 'resources');
const archive = join(resources, 'app.asar');
const extracted = join(folder, 'app');
const isLinux = process.platform === 'linux';
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

function standIn(path: string, fuses: number): void {
  mkdirSync(path, { recursive: true });
  const wire = Buffer.from([1, fuses, ...Buffer.from('1'.repeat(fuses))]);
  writeFileSync(join(path, 'electron'), Buffer.concat([Buffer.from('stand-in\0'), Buffer.from(sentinel), wire]));
  chmodSync(join(path, 'electron'), 0o755);
}

function pack(electron: string, output: string) {
  const args = [
    '--publish',
    'never',
    '--linux',
    'dir',
    `-c.electronDist=${electron}`,
    `-c.directories.output=${output}`,
  ];
  return spawnSync(process.execPath, ['node_modules/electron-builder/out/cli/cli.js', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

describe.skipIf(!isLinux)('the packed application', () => {
  beforeAll(() => {
    const built = spawnSync(process.execPath, ['build/bundle.mjs'], { cwd: root, encoding: 'utf8' });
    expect(built.stderr + built.stdout, 'bundles').not.toMatch(/failed/i);
    standIn(join(folder, 'electron'), 9);
    const packed = pack(join(folder, 'electron'), join(folder, 'release'));
    if (packed.status !== 0) throw new Error(`${packed.stdout}\n${packed.stderr}`);
    extractAll(archive, extracted);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    // A copy of Node, of no use after packing.
    rmSync(join(root, 'dist', 'command'), { recursive: true, force: true });
  });

  test('holds the bundles, the sample council and one SQLite binary, and nothing of build or tests', () => {
    const files = listPackage(archive, { isPack: false }).filter(
      (name) => !('files' in statFile(archive, name.slice(1))),
    );
    const expected = (path: string) => readdirSync(join(root, path)).map((name) => `/${path}/${name}`);
    const plain = files.filter((name) => !name.startsWith('/node_modules/better-sqlite3-multiple-ciphers/lib/')).sort();
    expect(plain).toEqual(
      [
        '/package.json',
        '/dist/main.cjs',
        '/dist/preload.cjs',
        '/dist/services.cjs',
        ...expected('dist/service-parts'),
        '/dist/worker.cjs',
        ...expected('dist/worker-parts'),
        '/dist/renderer/index.html',
        ...expected('dist/renderer/assets'),
        ...expected('dist/sample-council'),
        ...expected('dist/fonts'),
        '/node_modules/better-sqlite3-multiple-ciphers/package.json',
        '/node_modules/better-sqlite3-multiple-ciphers/LICENSE',
        `/node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-${process.arch}.node`,
      ].sort(),
    );
    expect(files.every((name) => !/\.(ts|tsx|map)$/.test(name))).toBe(true);
  });

  test('unpacks the SQLite binary alone', () => {
    const left = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    expect(left).toEqual([`linux-${process.arch}.node`]);
  });

  test('its manifest names what is in it, packed once, and runs no script', () => {
    const manifest = JSON.parse(readFileSync(join(extracted, 'package.json'), 'utf8'));
    const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(manifest.dependencies).toEqual(own.dependencies);
    // All but the SQLite binary is in the bundles.
    expect(readdirSync(join(extracted, 'node_modules'))).toEqual(['better-sqlite3-multiple-ciphers']);
    expect(manifest.devDependencies).toBeUndefined();
    expect(manifest.scripts).toBeUndefined();
    expect(manifest.productName).toBe('Outturn');
    expect(manifest.main).toBe('dist/main.cjs');
  });

  test('its preload requires electron and nothing else; main only electron, SQLite and Node itself', () => {
    const required = (name: string) =>
      [
        ...readFileSync(join(extracted, 'dist', name), 'utf8').matchAll(
          /(?<![\w.])require\(\s*(["'`])([^"'`]+)\1\s*\)/g,
        ),
      ].map((match) => match[2] ?? '');
    expect([...new Set(required('preload.cjs'))]).toEqual(['electron']);
    const others = required('main.cjs').filter((name) => !name.startsWith('node:'));
    const { builtinModules } = process.getBuiltinModule('node:module');
    expect(
      others.filter(
        (name) => !builtinModules.includes(name) && !['electron', 'better-sqlite3-multiple-ciphers'].includes(name),
      ),
    ).toEqual([]);
  });

  test('every fuse is set', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'outturn-window'));
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.WasmTrapHandlers,
    ];
    const all = Object.values(FuseV1Options).filter((value): value is FuseV1Options => typeof value === 'number');
    expect(all).toHaveLength(9);
    for (const fuse of all) {
      expect(wire[fuse], FuseV1Options[fuse]).toBe(on.includes(fuse) ? FuseState.ENABLE : FuseState.DISABLE);
    }
  });

  test('an Electron with a fuse nobody has decided on stops the build', () => {
    standIn(join(folder, 'electron-next'), 10);
    const packed = pack(join(folder, 'electron-next'), join(folder, 'release-next'));
    expect(packed.status).not.toBe(0);
    expect(packed.stdout + packed.stderr).toMatch(/strictlyRequireAllFuses/);
    // It was laid out before it was stopped: the same input gave the same archive.
    const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    const again = join(folder, 'release-next', 'linux-unpacked', 'resources', 'app.asar');
    expect(hash(again)).toBe(hash(archive));
  });

  test('brings the licences of everything shipped, Node’s among them, and the policy templates', () => {
    const read = (name: string) => readFileSync(join(resources, 'licences', name), 'utf8');
    expect(read('node.txt')).toMatch(/^Node\.js is licensed for use as follows:/m);
    expect(read('fonts.txt')).toMatch(/SIL OPEN FONT LICENSE/i);
    for (const name of ['better-sqlite3-multiple-ciphers', 'react', 'pdfkit', 'ag-grid-community', 'comlink'])
      expect(read('packages.txt')).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
    expect(readdirSync(join(resources, 'policy')).sort()).toEqual(['en-GB', 'en-US', 'outturn.admx']);
  });

  test('brings the outturn command with a Node of its own, which runs from any folder and through a link', () => {
    const command = join(resources, 'command', 'outturn');
    const link = join(folder, 'link');
    spawnSync('ln', ['-s', command, link]);
    const environment = { PATH: '/usr/bin:/bin', HOME: folder };
    for (const program of [command, link]) {
      const asked = spawnSync(program, ['--version'], { cwd: folder, encoding: 'utf8', env: environment });
      expect(asked).toMatchObject({ status: 0, stdout: expect.stringMatching(/0\.1\.0/) });
    }
    const demo = spawnSync(command, ['demo', '--json', '--out', join(folder, 'demo')], {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(demo.status, demo.stderr).toBe(0);
    expect(JSON.parse(demo.stdout)).toBeTypeOf('object');
    expect(existsSync(join(folder, 'demo', 'Forecast.xlsx'))).toBe(true);
    const [scenario = ''] = readdirSync(join(folder, 'demo')).filter((name) => name.endsWith('.outturn'));
    const args = ['--scenario', join(folder, 'demo', scenario), '--format', 'png', '--audience', 'strategic'];
    const charts = spawnSync(command, ['report', ...args, '--paths', '0', '--out', join(folder, 'charts')], {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
    });
    expect(charts.status, charts.stderr).toBe(0);
    expect(readdirSync(join(folder, 'charts')).filter((name) => name.endsWith('.png'))).toHaveLength(4);
    const wrong = spawnSync(command, ['no-such-command'], { cwd: folder, encoding: 'utf8', env: environment });
    expect(wrong.status).toBe(2);
  });

  test.skipIf(!findBrowser())('what is inside starts and does the main job', { timeout: 240_000 }, async () => {
    // Away from the repository, so that nothing can be found there by accident.
    const away = mkdtempSync(join(tmpdir(), 'outturn-installed-'));
    cpSync(extracted, away, { recursive: true });
    expect(existsSync(join(away, 'node_modules', 'better-sqlite3-multiple-ciphers', 'prebuilds'))).toBe(true);
    const app = await launchApp({ folder: join(away, 'dist') });
    const information = await app.page.evaluate(() => window.outturn.appInformation({}));
    expect(information).toMatchObject({ ok: true, value: { version: '0.1.0' } });
    expect(await app.page.evaluate(() => window.outturn.storeStatus({}))).toMatchObject({
      ok: true,
      value: { empty: true },
    });
    await app.page.getByRole('heading', { level: 1 }).first().waitFor();
    await app.screenshot('packed-start');
    await exploreSample(app.page);
    expect([await total(app.page, 'Forecast'), await total(app.page, 'Variance')]).toEqual(['180,608', '+29,670']);
    await addLever(app.page, 'price uplift', '5');
    await effectOf(app.page, 0);
    const saved = join(folder, 'From the package.outturn');
    await saveAs(app, saved);
    expect(gunzipSync(readFileSync(saved)).subarray(0, 200).toString()).toContain('outturn');
    await app.close();
    rmSync(away, { recursive: true, force: true });
  });

  test.skipIf(!findBrowser())(
    'an upgrade keeps the data, and taking it off the computer leaves them alone',
    { timeout: 240_000 },
    async () => {
      const home = mkdtempSync(join(tmpdir(), 'outturn-home-'));
      const [program, profile] = [join(home, 'opt', 'Outturn'), join(home, '.config', 'Outturn')];
      const install = (version: string) => {
        rmSync(program, { recursive: true, force: true });
        cpSync(extracted, program, { recursive: true });
        const manifest = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8'));
        writeFileSync(join(program, 'package.json'), JSON.stringify({ ...manifest, version }));
      };
      const start = () => launchApp({ folder: join(program, 'dist'), profile });
      install('0.0.9');
      const before = await start();
      await exploreSample(before.page);
      await addLever(before.page, 'price uplift', '5');
      const saved = join(home, 'Before.outturn');
      await saveAs(before, saved);
      await before.close();
      install('0.1.0');
      const after = await start();
      expect(await after.page.evaluate(() => window.outturn.appInformation({}))).toMatchObject({
        value: { version: '0.1.0' },
      });
      const rows = await after.page.evaluate(async () => {
        const answer = await window.outturn.snapshot({});
        return answer.ok ? answer.value.placements.length : 0;
      });
      expect(rows).toBeGreaterThan(1000);
      await after.dialogs.open(saved);
      await after.page.keyboard.press('Control+O');
      await after.page.locator('.lever').first().waitFor();
      await after.close();
      // What the system's uninstaller takes away is the program; neither it nor ours touches a profile.
      rmSync(program, { recursive: true, force: true });
      expect(readdirSync(profile)).toContain('workspace.sqlite');
      const remove = readFileSync(join(root, 'build', 'installer', 'after-remove.sh'), 'utf8');
      expect(remove).not.toMatch(/\.config|\$HOME|workspace|~\//);
      expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toContain('deleteAppDataOnUninstall: false');
      rmSync(home, { recursive: true, force: true });
    },
  );
});
