import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../build/api/compiler.ts';

const linesOf = (...folders: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...folders], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((path) => /\.(?:tsx?|mjs)$/.test(path))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);

/** One closure, whose state is its whole point: the paths of a run share its arrays in the hottest loop there is. */
const longer = new Set(['shared/demand/simulation/microsimulation.ts']);

describe('files are small', () => {
  const product = linesOf('shared', 'db', 'electron', 'renderer', 'build');

  test('half of the product’s have at most 80 lines, nine in ten at most 200, none more than 350', () => {
    expect(product.length).toBeGreaterThan(900);
    expect(product[Math.floor(product.length * 0.5)]?.lines).toBeLessThanOrEqual(80);
    expect(product[Math.floor(product.length * 0.9)]?.lines).toBeLessThanOrEqual(200);
    expect(product.filter(({ path, lines }) => lines > 350 && !longer.has(path))).toEqual([]);
  });

  test('none of the tests’ has more than 500', () => {
    expect(linesOf('tests').filter(({ lines }) => lines > 500)).toEqual([]);
  });
});
