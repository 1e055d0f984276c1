import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileOfArguments } from '../../../electron/shell/launch-files.ts';
import { menuTemplate } from '../../../electron/shell/menu.ts';
import { fitWindow, readWindowState, writeWindowState } from '../../../electron/shell/window-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'outturn-window-'));
const first = { x: null, y: null, width: 1440, height: 900, maximised: false };
const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];

describe('the place of the window', () => {
  test('is read as it was written', () => {
    const file = join(folder, 'deep', 'window.json');
    const state = { x: 5, y: 6, width: 1000, height: 700, maximised: true };
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  test.each(['', '{', '[]', '{"x":1}', '{"x":0,"y":0,"width":1e9,"height":700,"maximised":false}'])(
    'is the first one when the file holds %j',
    (text) => {
      const file = join(folder, 'bad.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toEqual(first);
    },
  );

  test('is the first one when there is none, and losing it stops nothing', () => {
    expect(readWindowState(join(folder, 'none.json'))).toEqual(first);
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeWindowState(join(folder, 'file', 'window.json'), first)).not.toThrow();
  });

  test.each([
    ['on the second screen', { x: 2000, y: 10 }, { x: 2000, y: 10, width: 1000, height: 700 }],
    ['on a screen no longer there', { x: 4000, y: 10 }, { x: null, y: null, width: 1000, height: 700 }],
    ['above every screen', { x: 10, y: -500 }, { x: null, y: null, width: 1000, height: 700 }],
    ['larger than its screen', { x: 0, y: 0, width: 9000, height: 9000 }, { x: 0, y: 0, width: 1920, height: 1040 }],
  ])('%s', (_name, given, expected) => {
    const state = { width: 1000, height: 700, maximised: false, ...given };
    expect(fitWindow(state, screens)).toEqual({ maximised: false, ...expected });
  });
});

test.each([
  [['plan.outturn'], join('/home/jo', 'plan.outturn')],
  [['/a/Plan.OUTTURN'], '/a/Plan.OUTTURN'],
  [['--user-data-dir=/a/b.outturn', 'x.csv'], null],
  [['a.outturn', 'b.outturn'], join('/home/jo', 'b.outturn')],
  [[], null],
  // Linux file managers give addresses (%U of the desktop file).
  [['file:///home/jo/Year%20end%20%C2%A3.outturn'], '/home/jo/Year end £.outturn'],
  [['FILE:///home/jo/a.outturn'], '/home/jo/a.outturn'],
  [['file://server/share/a.outturn'], null],
  [['file:///home/jo/%2e%2e%2fb.outturn'], null],
  [['file:///home/jo/a%00.outturn'], null],
])('the file among %j is %s', (args, expected) => {
  expect(fileOfArguments(args, '/home/jo')).toBe(expected);
});

test('the menu shows its keys without taking them from the page, and has no door to the developer tools once packaged', () => {
  for (const platform of ['win32', 'linux', 'darwin'] as const) {
    const template = menuTemplate(
      () => {},
      platform,
      false,
      () => {},
    );
    expect(JSON.stringify(template)).not.toMatch(/toggleDevTools|"reload"|forceReload/);
    const own = template
      .flatMap((item) => (Array.isArray(item.submenu) ? item.submenu : []))
      .filter((item) => item.accelerator);
    expect(own.length).toBeGreaterThan(8);
    // macOS knows no such option: see the next test.
    expect(own.every((item) => item.registerAccelerator === (platform === 'darwin' ? undefined : false))).toBe(true);
  }
});

test.each([
  ['darwin', 'undo', true, [], ['undo']],
  ['darwin', 'redo', true, [], ['redo']],
  ['darwin', 'scenario-save', true, [], []],
  ['darwin', 'undo', false, ['undo'], []],
  ['win32', 'undo', false, ['undo'], []],
  ['linux', 'scenario-save', false, ['scenario-save'], []],
] as const)(
  '%s: %s from the menu, by its keys %s, is a command %j and a step in the text %j',
  (platform, id, byKeys, commands, steps) => {
    const sent: string[] = [];
    const typed: string[] = [];
    const template = menuTemplate(
      (command) => sent.push(command),
      platform,
      false,
      (step) => typed.push(step),
    );
    const items = template.flatMap((item) => (Array.isArray(item.submenu) ? item.submenu : []));
    const item = items.find((one) => one.id === id);
    item?.click?.(...([item, undefined, { triggeredByAccelerator: byKeys }] as never as [never, never, never]));
    expect([sent, typed]).toEqual([commands, steps]);
  },
);
