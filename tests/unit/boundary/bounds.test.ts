import { describe, expect, test } from 'vitest';
import { withinBounds } from '../../../electron/services/boundary/bounds.ts';
import { withoutPaths } from '../../../electron/services/boundary/without-paths.ts';

const most = { values: 10, characters: 20, depth: 3 };

describe('withinBounds', () => {
  test.each([
    [{}, true],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], true],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], false],
    ['x'.repeat(20), true],
    ['x'.repeat(21), false],
    [{ ['x'.repeat(21)]: 1 }, false],
    [[[[1]]], true],
    [[[[[1]]]], false],
    [new Map([[1, 2]]), false],
    [new Date(0), false],
    [new Uint8Array(3), false],
    [Object.create(null), true],
  ])('%j → %s', (value, expected) => {
    expect(withinBounds(value, most)).toBe(expected);
  });

  test('a pasted block of 200,000 rows of the widest register passes', () => {
    const rows = Array.from({ length: 200_000 }, (_, row) => Array.from({ length: 20 }, (_, column) => row + column));
    expect(withinBounds({ name: 'x', rows })).toBe(true);
  });
});

describe('withoutPaths', () => {
  test.each([
    ['Could not read "/home/jo smith/a b.csv".', 'Could not read "a b.csv".'],
    ['Could not read /home/jo/a.csv: half a file', 'Could not read a.csv: half a file'],
    ['C:\\Users\\jo\\a.csv is locked', 'a.csv is locked'],
    ['\\\\server\\finance\\a.csv is locked', 'a.csv is locked'],
    ['“C:/Users/Jo Smith/a.csv” is locked', '“a.csv” is locked'],
    [
      '2023/24 and 31/03/2024 stay, and/or too, at £1,234 / week',
      '2023/24 and 31/03/2024 stay, and/or too, at £1,234 / week',
    ],
  ])('%s', (text, expected) => {
    expect(withoutPaths(text)).toBe(expected);
  });
});
