import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { sampleForecasts } from '../sample-scenario.ts';
import { expectAccessible, show } from '../show.tsx';
import { states as bars } from './bars-card.states.tsx';
import { states as fans } from './fan-card.states.tsx';
import { states as waterfalls } from './waterfall-card.states.tsx';

/** Whether the canvas has been drawn on: any pixel that is not clear. */
function drawn(): boolean {
  const canvas = document.querySelector('canvas');
  if (!canvas || canvas.width === 0) return false;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, at) => at % 4 === 3 && value > 0);
}

test.each([
  ['bars', bars, 'Standing bars'],
  ['a fan', fans, 'With its intervals'],
  ['a waterfall', waterfalls, 'From the budget to the outturn'],
] as const)('%s is drawn, says its finding, and has a table twin', async (_name, states, name) => {
  await show(states, name);
  await expect.poll(drawn).toBe(true);
  const finding = page.getByRole('heading', { level: 2 }).element().textContent!;
  expect(page.getByLabelText(finding, { exact: false }).elements().length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect.element(page.getByRole('grid', { name: finding })).toBeVisible();
  await expectAccessible();
});

test('the table of a bridge ends on the outturn, to the thousand', async () => {
  await show(waterfalls, 'From the budget to the outturn');
  await page.getByRole('button', { name: 'Show as table' }).click();
  const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  const outturn = Math.round(sampleForecasts().result.total.outturn / 100_000).toLocaleString('en-GB');
  expect(rows.at(-1)).toEqual(['Outturn', outturn, outturn]);
  expect(rows.at(-2)?.[2]).toBe(outturn);
});

test('values of a chart are reached by the arrow keys and read out', async () => {
  await show(bars, 'Standing bars');
  await expect.poll(drawn).toBe(true);
  document.querySelector('canvas')!.focus();
  const said = () => document.querySelector('.chart-canvas [aria-live]')?.textContent ?? '';
  const [first, second] = sampleForecasts().result.lines;
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(said).toContain(`${first!.name}: `);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(said).toContain(`${second!.name}: `);
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.poll(said).toContain(`${first!.name}: `);
});
