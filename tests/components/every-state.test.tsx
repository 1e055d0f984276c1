import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { expectAccessible, show } from './show.tsx';
import type { States } from './states.tsx';

const files = import.meta.glob<{ states: States }>('./**/*.states.tsx', { eager: true });
const components = import.meta.glob('../../renderer/components/{parts,charts,figures,levers}/*.tsx');

const complaints: string[] = [];
beforeEach(() => {
  complaints.length = 0;
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void complaints.push(parts.join(' ')));
});
afterEach(() => vi.restoreAllMocks());

/** The system's colours, as a person has chosen them. */
async function see(scheme: string): Promise<void> {
  const session = cdp() as unknown as { send(method: string, values: object): Promise<unknown> };
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await expect.poll(() => matchMedia('(prefers-color-scheme: dark)').matches).toBe(scheme === 'dark');
}

describe.each(Object.entries(files))('%s', (_path, { states }) => {
  test.each(Object.keys(states))('%s: nothing for axe to find, nothing cut, no complaint', async (name) => {
    for (const scheme of ['light', 'dark']) {
      await see(scheme);
      const { unmount } = await show(states, name);
      await expectAccessible();
      const work = document.getElementById('work')!;
      expect(work.scrollWidth, 'wider than its room').toBeLessThanOrEqual(work.clientWidth + 1);
      await unmount();
    }
    await see('light');
    expect(complaints).toEqual([]);
  });
});

/** Components seen only inside another, whose states show them. */
const within: Record<string, string> = {
  'charts/chart-canvas': 'charts/chart-card',
  'charts/chart-card': 'charts/bars-card',
  'charts/legend': 'charts/lines-card',
  'levers/lever-fields': 'levers/lever-card',
};

test('every component of these folders has its states', () => {
  const has = new Set(Object.keys(files).map((path) => path.replace(/^\.\/|\.states\.tsx$/g, '')));
  const names = Object.keys(components).map((path) => path.replace(/^.*\/components\/|\.tsx$/g, ''));
  expect(names.length).toBeGreaterThan(20);
  const missing = names.filter((name) => {
    let at = name;
    while (at in within) at = within[at]!;
    return !has.has(at);
  });
  expect(missing).toEqual([]);
});
