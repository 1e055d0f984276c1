import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { get } from '../../../renderer/state/store.ts';
import { show } from '../show.tsx';
import { states } from './ask-first.states.tsx';

const said = () => get().notices.map((notice) => notice.text);

test('Enter does it, Escape leaves everything as it is, the other answer does the other thing', async () => {
  await show(states, 'A question with three answers');
  await expect.element(page.getByRole('button', { name: 'Close', exact: true })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(said).toEqual(['Closed.']);
  await show(states, 'A question with three answers');
  await expect.element(page.getByRole('alertdialog')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('alertdialog').elements().length).toBe(0);
  expect(said()).toEqual([]);
  await show(states, 'A question with three answers');
  await page.getByRole('button', { name: 'Save first' }).click();
  await expect.poll(said).toEqual(['Saved.']);
});
