import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publishedStock } from '../../../shared/demand/published-stock.ts';

test('counts under 5 are withheld, with one more where the total would give them away', () => {
  const published = publishedStock({ FOS: 40, RES: 3, SUP: 12, OTH: 0 }, { young: 20, old: 35 });
  expect(published).toEqual({
    total: 55,
    groups: { FOS: 40, RES: null, SUP: null, OTH: 0 },
    bands: { young: 20, old: 35 },
  });
});

test('where the total must go, so does the margin that adds up to it', () => {
  const published = publishedStock({ FOS: 4, RES: 4 }, { young: 8, old: 0 });
  expect(published).toEqual({ total: null, groups: { FOS: null, RES: null }, bands: { young: null, old: null } });
});

test('no small number is shown, and none can be had by taking the rest from the total', () => {
  const cells = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 7 });
  fc.assert(
    fc.property(cells, (counts) => {
      const groups = Object.fromEntries(counts.map((count, at) => [`g${at}`, count]));
      const total = counts.reduce((sum, count) => sum + count, 0);
      const published = publishedStock(groups, { all: total });
      const shown = Object.values(published.groups);
      for (const value of shown) expect(value === null || value === 0 || value >= 5).toBe(true);
      const hidden = counts.filter((_, at) => shown[at] === null);
      if (published.total !== null) expect(hidden.length).not.toBe(1);
      else expect([...shown, ...Object.values(published.bands)].every((value) => value === null)).toBe(true);
    }),
  );
});
