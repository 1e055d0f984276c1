import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { get } from '../../../renderer/state/store.ts';
import { show } from '../show.tsx';
import { states } from './levers-panel.states.tsx';

const names = () => get().open?.scenario.levers.map((lever) => lever.name);
const row = (name: string) => page.getByRole('listitem', { name });

test('a lever is switched off and its number typed, and the forecast follows', async () => {
  await show(states, 'Four levers, one off');
  const before = get().result!.total.outturn;
  row('Residential price').getByRole('switch').element().focus();
  await userEvent.keyboard(' ');
  await expect.poll(() => get().result!.total.outturn).toBeLessThan(before);
  await expect.element(row('Residential price').getByText('off', { exact: true })).toBeVisible();
  row('Fewer entrants').getByRole('textbox').element().focus();
  await userEvent.keyboard('-20{Enter}');
  expect(get().open!.scenario.levers[1]!.value).toBe(-20);
  expect(get().past).toHaveLength(2);
});

test('Alt and the arrows reorder; the first stays first', async () => {
  await show(states, 'Four levers, one off');
  page
    .getByRole('button', { name: /^Move Fewer entrants/ })
    .element()
    .focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(names()).toEqual(['Fewer entrants', 'Residential price', 'Savings start later', 'Legal costs']);
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(names()?.[0]).toBe('Fewer entrants');
});

test('a lever is opened and removed by the keyboard', async () => {
  await show(states, 'Four levers, one off');
  row('Legal costs').getByRole('button', { expanded: false }).element().focus();
  await userEvent.keyboard('{Enter}');
  await row('Legal costs').getByRole('button', { name: 'Remove' }).click();
  expect(names()).toHaveLength(3);
});

test('without levers it says what to do', async () => {
  await show(states, 'No lever yet');
  await expect.element(page.getByRole('button', { name: 'Add a lever' })).toBeVisible();
  expect(page.getByRole('complementary', { name: 'Levers' }).element().textContent).toMatch(/lever/i);
});
