import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { show } from '../show.tsx';
import { states } from './decimals-choice.states.tsx';

test('children are whole until one decimal is asked for, by keyboard too', async () => {
  await show(states, 'Whole at first');
  const children = page.getByTestId('children');
  await expect.element(children).toHaveTextContent('173');
  page.getByRole('checkbox', { name: 'One decimal' }).element().focus();
  await userEvent.keyboard(' ');
  await expect.element(children).toHaveTextContent('172.6');
  await userEvent.keyboard(' ');
  await expect.element(children).toHaveTextContent('173');
});
