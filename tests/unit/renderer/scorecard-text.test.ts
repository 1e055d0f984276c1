import { expect, test } from 'vitest';
import {
  filters,
  movementText,
  riskBand,
  signedValue,
  sparkRuns,
  statusText,
  valueText,
} from '../../../renderer/screens/scorecard/scorecard-text.ts';
import { scorecard } from '../../../shared/scenario/scorecard.ts';

const kpi = {
  id: 1,
  code: 'K',
  name: 'Visits in time',
  direction: 'high',
  target: 90,
  tolerance: 80,
  statisticalNeighbours: null,
  england: null,
  ...{ kind: null, indicator: null, frequency: null, toleranceSource: null },
  position: 1,
  kind: null,
  indicator: null,
  frequency: null,
  toleranceSource: null,
} as const;
const values = (list: (number | null)[]) =>
  list.map((value, index) => ({ id: index + 1, kpiCode: 'K', month: `2024-0${index + 1}-01`, value }));
const row = (list: (number | null)[], more = {}) => {
  const [made] = scorecard({ kpis: [{ ...kpi, ...more }], kpiValues: values(list) });
  if (!made) throw new Error('no row');
  return made;
};

test('every state has a sign and words of its own; blanks are never zero', () => {
  expect(statusText(row([95])).text).toBe('✓ met');
  expect(statusText(row([85])).text).toBe('◆ within');
  expect(statusText(row([70])).text).toBe('▲ outside');
  expect(statusText(row([70, 71, 72])).text).toBe('■ failing');
  expect(statusText(row([70, 71, null])).text).toBe('▲ outside');
  expect(statusText(row([null, null])).text).toBe('no value');
  expect(statusText(row([85], { tolerance: null })).text).toBe('◇ not met');
  expect(statusText(row([85], { target: null })).text).toBe('no target');
  expect(statusText(row([85], { direction: 'neutral' })).text).toBe('no target');
  expect(valueText(null)).toBe('');
  expect(valueText(0)).toBe('0');
  expect(signedValue(1.25)).toBe('+1.3');
});

test('filters take what they say', () => {
  const rows = [row([95]), row([70]), row([70, 71, 72]), row([null])];
  expect(rows.filter(filters.outside)).toHaveLength(2);
  expect(rows.filter(filters.failing)).toHaveLength(1);
  expect(rows.filter(filters.blank)).toHaveLength(1);
  expect(rows.filter(filters.all)).toHaveLength(4);
});

test('a sparkline is cut where a month is blank', () => {
  expect(sparkRuns([0, 10, null, 5], 30, 10)).toEqual(['0.0,10.0 10.0,0.0', '30.0,5.0']);
  expect(sparkRuns([null, null], 30, 10)).toEqual([]);
  expect(sparkRuns([4, 4], 30, 10)).toEqual(['0.0,5.0 30.0,5.0']);
  expect(sparkRuns([3], 30, 10)).toEqual(['15.0,5.0']);
});

test('bands of a score, and movement in a sign', () => {
  expect([1, 5, 6, 11, 12, 19, 20, 25].map(riskBand)).toEqual([
    'low',
    'low',
    'medium',
    'medium',
    'high',
    'high',
    'grave',
    'grave',
  ]);
  expect(movementText({ movement: 5 })).toEqual({ text: '▲ 5', tone: 'over' });
  expect(movementText({ movement: -3 })).toEqual({ text: '▼ 3', tone: 'under' });
  expect(movementText({ movement: 0 }).tone).toBe('quiet');
});
