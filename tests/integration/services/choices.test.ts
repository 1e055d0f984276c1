import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createChoices } from '../../../electron/services/documents/choices.ts';
import { temporaryFolder } from './services-helpers.ts';

test('what the window remembers is there at the next start, the oldest forgotten first, and an altered file begins again', async () => {
  const path = join(temporaryFolder(), 'choices.json');
  const choices = createChoices(path);
  expect(choices.all()).toEqual({});
  await Promise.all([
    choices.keep('unit', 'millions'),
    choices.keep('unit', 'pounds'),
    choices.keep('constructor', 'a word like any other'),
  ]);
  expect(createChoices(path).all()).toEqual(choices.all());
  expect(createChoices(path).all().unit).toBe('pounds');
  for (let index = 0; index < 505; index += 1) await choices.keep(`columns ${index}`, '[]');
  const kept = Object.keys(createChoices(path).all());
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([500, 'columns 5', 'columns 504']);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -5));
  expect(createChoices(path).all()).toEqual({});
  expect(existsSync(path)).toBe(true);
});
