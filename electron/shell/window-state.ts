import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const stateSchema = z.strictObject({
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int().min(640).max(20_000),
  height: z.number().int().min(480).max(20_000),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof stateSchema>;
export type Area = { x: number; y: number; width: number; height: number };

const first: WindowState = { x: null, y: null, width: 1440, height: 900, maximised: false };

/** The window's last place, or the first one when there is none, or it cannot be read. Losing it costs nothing. */
export function readWindowState(file: string): WindowState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return first;
  }
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
