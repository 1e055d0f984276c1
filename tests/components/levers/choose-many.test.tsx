import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { groupTargets } from '../../../renderer/components/levers/targets.ts';
import { sample } from '../sample-scenario.ts';
import { expectAccessible, kept, show } from '../show.tsx';
import { states } from './choose-many.states.tsx';

test('several are ticked without the menu closing; all of them means none; the focus comes back', async () => {
  await show(states, 'None chosen means all');
  const [first, second] = groupTargets(sample);
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('menuitemcheckbox', { name: 'All groups' })).toHaveFocus();
  await expectAccessible();
  const there = () => document.activeElement?.textContent?.trim();
  for (const target of [first!, second!]) {
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(there).toBe(target.label);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => document.activeElement?.getAttribute('aria-checked')).toBe('true');
  }
  expect(await kept()).toEqual([first!.value, second!.value]);
  const all = page.getByRole('menuitemcheckbox', { name: 'All groups' });
  await userEvent.keyboard('{Home}');
  await expect.element(all).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(all).toHaveAttribute('aria-checked', 'true');
  expect(await kept()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Groups: All groups' })).toHaveFocus();
});
