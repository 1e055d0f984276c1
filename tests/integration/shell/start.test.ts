import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { downloadEnvironment, electronProgram, runDownload } from '../../../build/electron-program.mjs';
import { openSomehow, runElectron } from '../../../build/start-window.mjs';

/** `npm start` always ends in a window or a sentence. Electron is a script here, with the ends the real one was seen to make. */

const folder = mkdtempSync(join(tmpdir(), 'outturn-starting-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}
const posix = process.platform !== 'win32';

describe.runIf(posix)('Electron', () => {
  const said: string[] = [];
  const run = (text: string) => runElectron(script('electron', text), [], (line) => said.push(line));

  test('that is ended before its window is no way: a trap (no user namespaces), an exit with 1 (root)', async () => {
    expect(await run('kill -TRAP $$')).toBeNull();
    expect(said.at(-1)).toBe('Electron ended before it could show a window (SIGTRAP).');
    expect(await run('exit 1')).toBeNull();
    expect(await runElectron(join(folder, 'not-there'), [], (line) => said.push(line))).toBeNull();
  });

  test('that has shown its window gives its own exit code, whatever it is', async () => {
    expect(await run('touch "$OUTTURN_SHOWN"; exit 7')).toBe(7);
    expect(await run('exit 0')).toBe(0);
  });
});

describe('the first way that works is taken', () => {
  const open = async (
    where: Partial<{ hasDisplay: boolean; isRoot: boolean; platform: string }>,
    ends: (number | null)[],
  ) => {
    const taken: string[] = [];
    const said: string[] = [];
    const way = (name: string, end: number | null | undefined) => async () => {
      taken.push(name);
      return end ?? null;
    };
    const code = await openSomehow(
      { hasDisplay: true, isRoot: false, platform: 'linux', ...where },
      { electron: way('electron', ends[0]), browser: way('browser', ends[1]), demo: way('demo', 0) },
      (line) => said.push(line),
    );
    return { taken, code, said: said.join(' ') };
  };

  test.each([
    ['Electron', {}, [0, null], ['electron'], 0],
    ['a browser where Electron dies', {}, [null, 0], ['electron', 'browser'], 0],
    ['the command line where neither shows a window', {}, [null, null], ['electron', 'browser', 'demo'], 0],
    ['a browser for root on Linux', { isRoot: true }, [0, 0], ['browser'], 0],
    ['Electron for root on macOS', { isRoot: true, platform: 'darwin' }, [0, 0], ['electron'], 0],
    ['the command line without a display', { hasDisplay: false }, [0, 0], ['demo'], 0],
    ['Electron’s own failure, once its window was there', {}, [7, 0], ['electron'], 7],
  ] as const)('%s', async (_name, where, ends, taken, code) => {
    const found = await open(where, [...ends]);
    expect([found.taken, found.code]).toEqual([taken, code]);
    if (taken.some((way) => way === 'demo')) expect(found.said).toMatch(/display|Install one/);
  });
});

describe('the download of Electron', () => {
  test('uses the proxy, exceptions and certificates that npm was told of; the environment’s own come first', () => {
    const npm = {
      npm_config_https_proxy: 'http://proxy.council:8080',
      npm_config_noproxy: 'localhost',
      npm_config_cafile: '/ca.pem',
    };
    expect(downloadEnvironment(npm)).toMatchObject({
      HTTPS_PROXY: 'http://proxy.council:8080',
      NO_PROXY: 'localhost',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      NODE_USE_ENV_PROXY: '1',
    });
    expect(downloadEnvironment({ ...npm, HTTPS_PROXY: 'http://other:1' }).HTTPS_PROXY).toBe('http://other:1');
    expect(downloadEnvironment({ npm_config_proxy: 'null' }).HTTPS_PROXY).toBeUndefined();
  });

  test('tells how far it is, is not ended while something comes, and is ended when nothing does', async () => {
    const downloads = (text: string) => {
      const path = join(folder, 'download.mjs');
      writeFileSync(path, text);
      return path;
    };
    const told: number[] = [];
    const slow = `for (const each of [10, 50, 100]) { console.log('progress ' + each); await new Promise((r) => setTimeout(r, 400)); }`;
    expect(await runDownload(downloads(slow), (percent) => told.push(percent), 5_000)).toBe(true);
    expect(told).toEqual([10, 50, 100]);
    expect(await runDownload(downloads('setInterval(() => {}, 1000);'), () => {}, 1_000)).toBe(false);
    expect(await runDownload(downloads('process.exit(1);'), () => {}, 60_000)).toBe(false);
  });

  test('a program named by the environment is taken as it is', () => {
    expect(electronProgram({ OUTTURN_ELECTRON: '/opt/electron' })).toBe('/opt/electron');
  });
});
