import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { get } from '../../../renderer/state/store.ts';
import { show } from '../show.tsx';
import { asked } from '../states.tsx';
import { states } from './unit-choice.states.tsx';

test('the unit is one for all screens and is remembered', async () => {
  await show(states, 'Thousands at first');
  // The browser's own place of the focus is not known: another test of the page may have left it anywhere.
  page.getByRole('radio', { checked: true }).element().focus();
  await userEvent.keyboard('{ArrowRight}');
  // The focus follows the arrow a moment later; Enter before it would choose the old one again.
  await expect.element(page.getByRole('radio', { name: '£m' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('radio', { name: '£m' })).toHaveAttribute('aria-checked', 'true');
  expect(get().unit).toBe('millions');
  expect(asked).toContainEqual({ method: 'choiceKeep', input: { key: 'unit', value: 'millions' } });
});
