import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { kept, show } from '../show.tsx';
import { states } from './date-field.states.tsx';

test('a date is typed day first and taken on Enter', async () => {
  await show(states, 'A date');
  await userEvent.keyboard('{Tab}4/5/2024{Enter}');
  expect(await kept()).toBe('2024-05-04');
  await expect.element(page.getByRole('textbox', { name: 'From' })).toHaveValue('04/05/2024');
});

test('what is no date stays as it was typed, with the reason, until Escape', async () => {
  await show(states, 'A date');
  const field = page.getByRole('textbox', { name: 'From' });
  await userEvent.keyboard('{Tab}31/02/2024{Enter}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('“31/02/2024” is not a date such as 31/03/2024');
  await expect.element(field).toHaveValue('31/02/2024');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  expect(await kept()).toBe('2024-03-31');
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveValue('31/03/2024');
  expect(page.getByRole('alert').elements()).toHaveLength(0);
});

test('a blank is asked for unless it may be blank; a day before the first is refused', async () => {
  await show(states, 'May be blank, and not before a day');
  await userEvent.keyboard('{Tab}31/03/2024{Enter}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Not before 01/04/2024');
  await userEvent.keyboard('{Escape}{Tab}');
  expect(await kept()).toBe('');
});
