import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { show } from '../show.tsx';
import { asked } from '../states.tsx';
import { states } from './wizard.states.tsx';

const files = 'Files, one with a text that stands for nothing yet';
/** What the last look at the files was asked with. */
const last = () => asked.filter(({ method }) => method === 'importPreview').at(-1)?.input as Record<string, unknown>;

test('choices made one after the other are all asked with, while none has been answered', async () => {
  await show(states, files);
  await page.getByLabelText('Issue: read as').selectOptions('note');
  await page.getByLabelText('State, Parked: stands for').selectOptions('closed');
  await page.getByLabelText('Recurring: in every row').selectOptions('0');
  await expect.poll(() => JSON.stringify(last())).toContain('"recurring":"0"');
  expect(last()).toMatchObject({
    tables: [
      {
        file: 'Pressures.csv',
        register: 'pressures',
        columns: { Issue: 'note', State: { column: 'status', values: { Parked: 'closed' } } },
        constants: { recurring: '0', year: '2025/26' },
      },
    ],
  });
});

test('what a blank stands for, and the unit of an amount, are said of a column', async () => {
  await show(states, files);
  await page.getByLabelText('Likely £000: if blank').fill('0');
  await userEvent.keyboard('{Tab}');
  await page.getByLabelText('Likely £000: counted in').selectOptions('pounds');
  await expect
    .poll(() => (last() as { tables?: { columns: object }[] } | undefined)?.tables?.[0]?.columns)
    .toMatchObject({ 'Likely £000': { column: 'likelyPence', blank: '0', unit: 'pounds' } });
});

test('a file that is not recognised is shown first, and may be said or left out', async () => {
  await show(states, 'A file that is not recognised');
  await expect.element(page.getByRole('heading', { name: 'Notes of the board.csv' })).toBeVisible();
  await page.getByLabelText('Notes of the board.csv: holds').selectOptions('risks');
  await expect.poll(() => last()?.registers).toEqual({ 'Notes of the board.csv': 'risks' });
  await page.getByLabelText('Notes of the board.csv: holds').selectOptions('skip');
  await expect.poll(() => last()?.skipped).toEqual(['Notes of the board.csv']);
});

test('a row set aside is corrected where it is marked, by keyboard', async () => {
  await show(states, 'Rows set aside');
  const cell = page.getByRole('textbox', { name: 'Row 3, Likely £000', exact: true });
  await cell.fill('180');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => last()?.corrections)
    .toEqual([{ table: 'Pressures.csv', row: 3, cells: { 'Likely £000': '180' } }]);
  // The cells that nothing is said against are text.
  await expect.element(page.getByRole('textbox', { name: 'Row 3, Issue', exact: true })).not.toBeInTheDocument();
});

test('one of the registers a table is read into may be left out', async () => {
  await show(states, files);
  await page.getByRole('button', { name: /^Partners\.csv/ }).click();
  await page.getByRole('checkbox', { name: 'take these in' }).click();
  await expect.poll(() => last()?.skipped).toEqual(['Partners.csv (Funder shares)']);
});

test('the steps are gone through and the import is done by keyboard alone', async () => {
  await show(states, files);
  await page.getByRole('radio', { name: /^1 Files/ }).click();
  for (const name of [/^2 Rows set aside/, /^3 Rows and pounds/]) {
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('radio', { name })).toHaveFocus();
  }
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('region', { name: 'Rows and pounds' })).toBeVisible();
  await page.getByRole('button', { name: /^Import \d+ rows$/ }).click();
  await expect.element(page.getByLabelText('Said')).toHaveTextContent('committed');
});
