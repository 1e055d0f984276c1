import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { get } from '../../../renderer/state/store.ts';
import { show } from '../show.tsx';
import { asked } from '../states.tsx';
import { states } from './unit-choice.states.tsx';

test('the unit is one for all screens and is remembered', async () => {
  await show(states, 'Thousands at first');
  await userEvent.keyboard('{Tab}{ArrowRight}{Enter}');
  await expect.element(page.getByRole('radio', { name: '£m' })).toHaveAttribute('aria-checked', 'true');
  expect(get().unit).toBe('millions');
  expect(asked).toContainEqual({ method: 'choiceKeep', input: { key: 'unit', value: 'millions' } });
});
