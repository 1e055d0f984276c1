import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { kept, show } from '../show.tsx';
import { states } from './fields.states.tsx';

test('text is given on as it is typed, and its help is read with it', async () => {
  await show(states, 'Text with help');
  await userEvent.keyboard('{Tab}Late invoice');
  expect(await kept()).toBe('Late invoice');
  await expect
    .element(page.getByRole('textbox', { name: 'Reason' }))
    .toHaveAccessibleDescription('It is kept in the change log.');
});

test('a choice is made with the arrow keys, a tick with the space bar', async () => {
  await show(states, 'A choice of few');
  await userEvent.keyboard('{Tab}{ArrowDown}');
  expect(await kept()).toBe('html');
  await show(states, 'A tick');
  page.getByRole('checkbox', { name: 'For publication' }).element().focus();
  await userEvent.keyboard(' ');
  await expect.element(page.getByRole('checkbox')).toBeChecked();
});
