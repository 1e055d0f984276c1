import { expect, test } from 'vitest';
import { type CouncilFigures, compareCouncils } from '../../../shared/batch/comparison.ts';
import { rangesOf } from '../../../shared/batch/ranges.ts';

const figures = (code: string, children: number | null, year = '2023/24'): CouncilFigures => ({
  council: { code, name: code, region: 'East', type: 'county' },
  ...{ scenario: 'Base', year, period: 9, dataDate: '2023-12-31', children },
  total: { currentBudget: 1000_00, outturn: 1100_00, variance: 100_00 },
  range: { p10: 1, p50: 2, p90: 3 },
});

test('paths are cut without a gap or an overlap', () => {
  expect(rangesOf(1200, 500)).toEqual([
    { from: 0, to: 500 },
    { from: 500, to: 1000 },
    { from: 1000, to: 1200 },
  ]);
});

test('only what may be summed is: years apart, ranges never', () => {
  const [one, other] = compareCouncils([figures('A', 100), figures('B', 50), figures('C', 70, '2024/25')]);
  expect(one).toMatchObject({
    year: '2023/24',
    sum: { councils: 2, children: 150, outturn: 2200_00, variance: 200_00 },
  });
  expect(other?.sum.councils).toBe(1);
  expect(one?.councils[0]).toMatchObject({ variancePercent: 10, outturnPerChild: 1100 });
  expect(JSON.stringify(one?.sum)).not.toContain('p10');
});

test('a small number is withheld, and the next smallest with it, so that the sum does not tell it', () => {
  const [made] = compareCouncils([figures('A', 3), figures('B', 40), figures('C', 900)]);
  expect(made?.councils.map(({ children }) => children)).toEqual(['c', 'c', 900]);
  expect(made?.sum.children).toBe(943);
  expect(made?.councils.map(({ outturnPerChild }) => outturnPerChild)).toEqual([null, null, 122]);
  // With one other council nothing could hide it but the sum itself.
  expect(compareCouncils([figures('A', 3), figures('B', 40)])[0]?.sum.children).toBeNull();
  expect(compareCouncils([figures('A', 3), figures('B', null)])[0]?.sum.children).toBeNull();
});
