import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible, show } from '../show.tsx';
import { failing, states } from './error-boundary.states.tsx';

test('a screen that fails says so, and is tried again by the keyboard', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { rerender } = await show(states, 'Nothing wrong');
  await expect.element(page.getByText('The figures.')).toBeVisible();
  failing.now = true;
  await rerender(states['Nothing wrong']!.show());
  await expect.element(page.getByRole('heading', { name: 'Outturn could not be shown' })).toBeVisible();
  await expectAccessible();
  failing.now = false;
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByText('The figures.')).toBeVisible();
  vi.restoreAllMocks();
});
