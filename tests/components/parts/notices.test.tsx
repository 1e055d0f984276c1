import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { show } from '../show.tsx';
import { states } from './notices.states.tsx';

test('messages are read out, are done with by the keyboard, and an action replaces its message', async () => {
  await show(states, 'Good, plain and bad, one with something to do');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect.element(messages).toHaveAttribute('aria-live', 'polite');
  await expect.element(messages.getByText('Saved: Base.outturn')).toBeVisible();
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.poll(() => messages.getByText('Saved: Base.outturn').elements().length).toBe(0);
  page.getByRole('button', { name: 'Reopen…' }).element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(messages.getByText('Reopened.')).toBeVisible();
  expect(messages.getByText('An approved scenario is not changed.').elements()).toHaveLength(0);
});
