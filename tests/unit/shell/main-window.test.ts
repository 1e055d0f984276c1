import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWindow } from '../../../electron/shell/main-window.ts';
import { app, BrowserWindow } from '../../electron-alias.ts';

beforeEach(() => {
  app.profile = mkdtempSync(join(tmpdir(), 'outturn-window-'));
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  BrowserWindow.scale = 1;
  rmSync(app.profile, { recursive: true, force: true });
});
const make = () => createWindow('/app/dist') as unknown as BrowserWindow;

describe('the window is shown', () => {
  test('when it can paint', () => {
    const window = make();
    expect(window.visible).toBe(false);
    window.emit('ready-to-show');
    expect(window.visible).toBe(true);
  });

  test('when its page has loaded, where the other event never comes (Wayland)', () => {
    const window = make();
    window.webContents.emit('did-finish-load');
    expect(window.visible).toBe(true);
  });

  test('after three seconds, whatever comes', () => {
    const window = make();
    vi.advanceTimersByTime(2_900);
    expect(window.visible).toBe(false);
    vi.advanceTimersByTime(200);
    expect(window.visible).toBe(true);
  });
});

test('its title is the file’s: the page’s own does not take its place', () => {
  let prevented = 0;
  make().emit('page-title-updated', { preventDefault: () => (prevented += 1) }, 'Savings – Outturn');
  expect(prevented).toBe(1);
});

test('on a screen of another scale the place is said once more, so that it is the size it had', () => {
  const state = { x: 100, y: 50, width: 1200, height: 800, maximised: false };
  writeFileSync(join(app.profile, 'window.json'), JSON.stringify(state));
  BrowserWindow.scale = 1.5;
  expect(make().getBounds()).toMatchObject({ x: 100, y: 50, width: 1200, height: 800 });
  BrowserWindow.scale = 1;
  expect(make().bounds).toEqual({});
});
