import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readNumber } from '../../../renderer/components/levers/number-entry.tsx';
import { kept, show } from '../show.tsx';
import { states } from './number-entry.states.tsx';

test('what is typed on arriving replaces the number; Enter takes it', async () => {
  await show(states, 'Per cent between −50 and 50');
  await userEvent.keyboard('{Tab}12.5{Enter}');
  expect(await kept()).toBe(12.5);
});

test('wrong text stays to be put right, and is not taken', async () => {
  await show(states, 'Per cent between −50 and 50');
  const field = page.getByRole('textbox', { name: 'Residential price, %' });
  for (const [typed, reason] of [
    ['twelve', '“twelve” is not a number'],
    ['60', 'Between -50 and 50'],
  ]) {
    field.element().focus();
    await userEvent.fill(field, typed!);
    await userEvent.keyboard('{Enter}');
    await expect.element(field).toHaveAttribute('title', reason!);
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field).toHaveValue(typed!);
    expect(await kept()).toBe(4);
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveAttribute('aria-invalid', 'false');
});

test.each([
  ['£1,250,000', 1_250_000],
  ['−3.5 %', -3.5],
  ['.5', 0.5],
  ['1e5', null],
  ['--3', null],
  ['', null],
])('%s is read as %s', (text, value) => expect(readNumber(text)).toBe(value));
