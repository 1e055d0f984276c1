import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible, show } from '../show.tsx';
import { states } from './dialog.states.tsx';

test('a form begins in its first field, Tab stays inside, Escape gives the focus back', async () => {
  await show(states, 'A form in the middle');
  const opener = page.getByRole('button', { name: 'Name a version' });
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
  await expectAccessible();
  for (let presses = 0; presses < 5; presses += 1) {
    await userEvent.keyboard('{Tab}');
    expect(page.getByRole('dialog').element().contains(document.activeElement)).toBe(true);
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(opener).toHaveFocus();
  expect(page.getByRole('dialog').elements()).toHaveLength(0);
});

test('a sheet that is all text can be reached, so that arrows scroll it', async () => {
  await show(states, 'A sheet at the side');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('button', { name: 'Close' })).toHaveFocus();
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('group', { name: 'Name this version' })).toHaveFocus();
  await expectAccessible();
});
