import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type WindowState = { x: number | null; y: number | null; width: number; height: number; maximised: boolean };
export type Area = { x: number; y: number; width: number; height: number };

const first: WindowState = { x: null, y: null, width: 1440, height: 900, maximised: false };

/** The window's last place, or the first one when there is none, or it cannot be read. Losing it costs nothing. */
export function readWindowState(file: string): WindowState {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isState(state) ? state : first;
  } catch {
    return first;
  }
}

/** Looked at by hand: the validation library would be half of what the shell loads. */
function isState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximised, ...rest } = value as Record<string, unknown>;
  const isPlace = (one: unknown) => one === null || Number.isInteger(one);
  const isLength = (one: unknown, least: number) =>
    Number.isInteger(one) && (one as number) >= least && (one as number) <= 20_000;
  const isWhole = isPlace(x) && isPlace(y) && isLength(width, 640) && isLength(height, 480);
  return isWhole && typeof maximised === 'boolean' && Object.keys(rest).length === 0;
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // A full or read-only disk must not keep the window from closing.
  }
}

/** Keeps a window where a screen is: a place on a screen no longer there is given up, a size larger than it is cut. */
export function fitWindow(state: WindowState, screens: Area[]): WindowState {
  const { x, y } = state;
  const home = screens.find(
    (area) =>
      x !== null &&
      y !== null &&
      x + 100 > area.x &&
      x < area.x + area.width - 100 &&
      y >= area.y &&
      y < area.y + area.height - 50,
  );
  const area = home ?? screens[0];
  return {
    ...state,
    x: home ? x : null,
    y: home ? y : null,
    width: Math.max(640, Math.min(state.width, area?.width ?? state.width)),
    height: Math.max(480, Math.min(state.height, area?.height ?? state.height)),
  };
}
