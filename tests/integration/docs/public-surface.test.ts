import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../build/api/compiler.ts';
import { printed } from '../../../build/api/printed.ts';
import { wrongOutput } from '../../support/json-outputs.ts';

/** The public surface as the code has it, beside docs/. A difference is meant: run `npm run api` and look at what changed. */
test('docs/api and the glossary say what the code does (`npm run api` writes them)', async () => {
  const pages = await printed();
  for (const [path, text] of pages) expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
  const expected = [...pages.keys()].filter((path) => path.startsWith('docs/api/')).map((path) => path.slice(9));
  expect(readdirSync(join(root, 'docs/api')).sort()).toEqual(expected.sort());
}, 240_000);

test('an output with a field more, a field less or another type is not of the form', () => {
  const good = { command: 'stock', uasc: 'all', dates: [], notes: [] };
  expect(wrongOutput(good)).toBeNull();
  expect(wrongOutput({ ...good, more: 1 })).not.toBeNull();
  expect(wrongOutput({ command: 'stock', uasc: 'all', dates: [] })).not.toBeNull();
  expect(wrongOutput({ ...good, notes: [1] })).not.toBeNull();
  expect(wrongOutput({ error: { code: 'wrong-usage', message: 'unknown option' } })).toBeNull();
});
