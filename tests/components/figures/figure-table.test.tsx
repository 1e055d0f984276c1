import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { sampleForecasts } from '../sample-scenario.ts';
import { kept, show } from '../show.tsx';
import { states } from './figure-table.states.tsx';

const at = () => (document.activeElement as HTMLElement).dataset.at;

test('one stop of the Tab key; arrows, Home and End move; Enter opens what stands behind a figure', async () => {
  await show(states, 'The sample council’s outturn');
  await expect.element(page.getByRole('grid', { name: 'Outturn by line' })).toBeVisible();
  const { lines } = sampleForecasts().result;
  await userEvent.keyboard('{Tab}');
  expect(at()).toBe('0.0');
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(at()).toBe('1.1');
  await userEvent.keyboard('{Enter}');
  expect(await kept()).toBe(`${lines[1]!.code}/outturn`);
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(at()).toBe(`${lines.length}.2`);
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(at()).toBe(`${lines.length}.2`);
  await userEvent.keyboard('{Tab}');
  expect(at()).toBeUndefined();
});

test('above the first row stand the headings', async () => {
  await show(states, 'The sample council’s outturn');
  await userEvent.keyboard('{Tab}{ArrowUp}');
  expect(at()).toBe('-1.0');
  await userEvent.keyboard('{ArrowUp}');
  expect(at()).toBe('-1.0');
  await userEvent.keyboard('{ArrowDown}');
  expect(at()).toBe('0.0');
});
