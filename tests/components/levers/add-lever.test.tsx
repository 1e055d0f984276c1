import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { get } from '../../../renderer/state/store.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { leverKinds } from '../../../shared/model/lever.ts';
import { show } from '../show.tsx';
import { states } from './add-lever.states.tsx';

test('every kind of lever can be found and added by typing its name and Enter', async () => {
  await show(states, 'Open');
  const offered = page.getByRole('dialog').element().querySelectorAll('.lever-kind');
  // Ready-made ones follow the kinds.
  expect(offered.length).toBeGreaterThanOrEqual(leverKinds.length);
  for (const kind of leverKinds) expect(document.body.textContent).toContain(leverDefinitions[kind].label);
});

test('words narrow the list, Enter adds the first, and its number is typed next', async () => {
  await show(states, 'From the panel');
  await expect.element(page.getByRole('textbox', { name: 'Find a lever' })).toHaveFocus();
  await userEvent.keyboard('children entering{Enter}');
  await expect.poll(() => get().open?.scenario.levers.length).toBe(5);
  expect(get().open?.scenario.levers[4]?.kind).toBe('entrants-percent');
  await expect.poll(() => document.activeElement?.className).toContain('value-entry');
});

test('what matches nothing says so and adds nothing', async () => {
  await show(states, 'Open');
  await userEvent.fill(page.getByRole('textbox', { name: 'Find a lever' }), 'zzz');
  await expect.element(page.getByText('No lever matches “zzz”.')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(get().open?.scenario.levers).toHaveLength(4);
});
