import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { rangeOf } from '../../../renderer/components/levers/lever-slider.tsx';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { kept, show } from '../show.tsx';
import { states } from './lever-slider.states.tsx';

test('arrow keys move it by its step, Home and End to its ends; a screen reader hears value and unit', async () => {
  await show(states, 'On');
  const { step, minimum, maximum } = leverDefinitions['price-uplift'];
  await userEvent.keyboard('{Tab}{ArrowRight}');
  expect(await kept()).toBeCloseTo(4 + step, 9);
  const slider = page.getByRole('slider', { name: /Residential price/ });
  await expect.element(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('%'));
  await userEvent.keyboard('{End}');
  expect(await kept()).toBe(maximum);
  await userEvent.keyboard('{Home}');
  expect(await kept()).toBe(minimum);
});

test('a lever that is off does not move', async () => {
  await show(states, 'Off');
  await userEvent.keyboard('{Tab}{ArrowRight}');
  expect(await kept()).toBe(4);
});

test('a slider of pounds ends near its value, so that a drag is not a leap', () => {
  const lever = newLever('one-off', 'a', '2024-01-01');
  expect(rangeOf({ ...lever, value: 120_000 })).toEqual({ minimum: -1_000_000, maximum: 1_000_000 });
  expect(rangeOf({ ...lever, value: -3_000_000 }).minimum).toBeLessThanOrEqual(-3_000_000);
});
