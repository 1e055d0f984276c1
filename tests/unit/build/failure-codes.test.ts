import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, root } from '../docs/papers.ts';

const declared = /export type FailureCode =([\s\S]*?);/.exec(
  readFileSync(join(root, 'shared/model/problem.ts'), 'utf8'),
);
const codes = [...(declared?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code ?? '');
const product = ['shared', 'db', 'electron', 'renderer']
  .flatMap((folder) => filesBelow(folder, /\.tsx?$/))
  .filter((path) => path !== 'shared/model/problem.ts')
  .map((path) => readFileSync(join(root, path), 'utf8'));

test('every code of a failure is raised or answered somewhere: none is left over', () => {
  expect(codes.length).toBeGreaterThan(50);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => !product.some((text) => text.includes(`'${code}'`)))).toEqual([]);
});
