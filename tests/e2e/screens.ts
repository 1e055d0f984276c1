import type { Page } from 'playwright-core';
import { screens } from '../../renderer/screens/screen-list.ts';
import { viewLists } from '../../renderer/screens/views.ts';
import { registerNames } from '../../shared/model/registers.ts';

/** Every screen of the rail, and the parts of Data, as places in the window's address. */
export const places: readonly string[] = screens.flatMap(({ path }) =>
  path === '/data'
    ? [
        'data/imports',
        'data/sources',
        'data/checks',
        'data/contradictions',
        'data/budgetLines',
        'data/placements',
        'data/log',
        'data/templates',
        'data/calculator',
        'data/team',
        'data/upkeep',
      ]
    : [path.slice(1)],
);

/** The other views of the screens, but those that are only a register: one grid stands for all. */
const registers = new Set<string>([...registerNames.filter((name) => name !== 'risks'), 'register', 'series']);
export const views: readonly string[] = Object.entries(viewLists).flatMap(([path, list]) =>
  path === '/data'
    ? []
    : list.flatMap(({ value }, at) => (at > 0 && !registers.has(value) ? [`${path.slice(1)}/${value}`] : [])),
);

export const sizes = { large: { width: 1440, height: 900 }, small: { width: 1024, height: 640 } } as const;

export type Appearance = 'light' | 'dark' | 'contrast' | 'forced';
export const appearances: readonly Appearance[] = ['light', 'dark', 'contrast', 'forced'];

/** The system's wish for colours, as the page sees it. */
export async function appear(page: Page, appearance: Appearance): Promise<void> {
  await page.emulateMedia({
    colorScheme: appearance === 'dark' ? 'dark' : 'light',
    contrast: appearance === 'contrast' ? 'more' : 'no-preference',
    forcedColors: appearance === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
}

/** Shows a place and waits until nothing on it is still being read, worked out or drawn. */
export async function visit(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/${to}`;
  }, place);
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => {
    const grid = document.querySelector('.grid-body');
    return !document.querySelector('.spinner') && (!grid || grid.querySelector('.ag-row, .grid-empty') !== null);
  });
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}
