import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { kept, show } from '../show.tsx';
import { states } from './segments.states.tsx';

test('arrows move between the choices, Enter chooses, and the chosen one cannot be put out', async () => {
  await show(states, 'One of three chosen');
  const thousands = page.getByRole('radio', { name: '£’000' });
  await expect.element(thousands).toHaveAttribute('aria-checked', 'true');
  await userEvent.keyboard('{Tab}{ArrowRight}');
  await expect.element(page.getByRole('radio', { name: '£m' })).toHaveFocus();
  expect(await kept()).toBe('thousands');
  await userEvent.keyboard('{Enter}');
  expect(await kept()).toBe('millions');
  await userEvent.keyboard('{Enter}');
  expect(await kept()).toBe('millions');
});
