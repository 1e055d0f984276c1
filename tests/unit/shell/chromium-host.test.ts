import { describe, expect, test } from 'vitest';
import { toApplication, toBrowser } from '../../../build/chromium-host/addresses.mjs';
import { findBrowser } from '../../../build/chromium-host/find-browser.mjs';
import { KnownEvents, strict } from '../../../build/chromium-host/strict.mjs';
import { isRecentEnough } from '../../../build/runtime.mjs';

describe('addresses', () => {
  test.each([
    ['app://outturn/index.html#/start', 'https://outturn.app-host.invalid/index.html#/start'],
    ['app://elsewhere/a?b=c', 'https://elsewhere.app-host.invalid/a?b=c'],
  ])('%s is %s in the browser, and back', (application, browser) => {
    expect(toBrowser(application)).toBe(browser);
    expect(toApplication(browser)).toBe(application);
  });

  test.each(['https://www.gov.uk/', 'http://127.0.0.1/', 'file:///etc/passwd', 'data:text/html,x', 'about:blank', ''])(
    '%s stays as it is',
    (address) => {
      expect(toBrowser(address)).toBe(address);
      expect(toApplication(address)).toBe(address);
    },
  );
});

describe('an Electron the host does not know', () => {
  const app = strict('host', { known: 1, run: () => 2 });
  test('throws by name', () => {
    expect(app.known).toBe(1);
    expect(app.run()).toBe(2);
    expect(() => Reflect.get(app, 'setBadgeCount')).toThrow(
      "The Chromium host does not know Electron's host.setBadgeCount",
    );
    expect(() => Reflect.set(app, 'name', 'x')).toThrow(/host\.name/);
    expect(() => new KnownEvents('app').on('sunrise', () => {})).toThrow(/app event 'sunrise'/);
  });

  test('lets an engine look without harm', async () => {
    await expect(Promise.resolve(app)).resolves.toBe(app);
    expect(JSON.stringify(app)).toBe('{"known":1}');
  });
});

describe('finding a browser', () => {
  const find = (platform: NodeJS.Platform, there: string[], environment: Record<string, string> = {}) =>
    findBrowser(platform, environment, (path) => there.includes(path.replaceAll('\\', '/')));

  test.each<[NodeJS.Platform, string[], string | null]>([
    ['linux', ['/usr/bin/google-chrome', '/usr/bin/chromium'], '/usr/bin/chromium'],
    ['linux', ['/snap/bin/chromium'], '/snap/bin/chromium'],
    ['linux', ['/opt/google/chrome/chrome'], '/opt/google/chrome/chrome'],
    ['linux', [], null],
    [
      'darwin',
      ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
  ])('%s with %j', (platform, there, expected) => {
    expect(find(platform, there)).toBe(expected);
  });

  test('on Windows, in the folders the system names', () => {
    const found = find('win32', ['C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe'], {
      ProgramFiles: 'C:/Program Files',
      'ProgramFiles(x86)': 'C:/Program Files (x86)',
    });
    expect(found?.replaceAll('\\', '/')).toBe('C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe');
  });

  test('a browser named by the person comes first', () => {
    expect(find('linux', ['/my/chrome', '/usr/bin/chromium'], { OUTTURN_BROWSER: '/my/chrome' })).toBe('/my/chrome');
  });
});

test.each([
  ['20.20.2', false],
  ['22.13.9', false],
  ['22.14.0', true],
  ['24.0.0', true],
])('Node %s runs Outturn: %s', (version, expected) => {
  expect(isRecentEnough(version)).toBe(expected);
});
