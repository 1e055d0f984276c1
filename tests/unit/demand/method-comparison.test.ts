import { expect, test } from 'vitest';
import { compareMethods } from '../../../shared/demand/backtest/method-comparison.ts';
import { monthEnds } from '../../../shared/demand/history/month-ends.ts';
import { sectorBacktest, sectorKnownOn, sectorMethods } from '../../../shared/demand/sector/backtest.ts';
import { sectorProjection } from '../../../shared/demand/sector/projection.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';
import { asReturn, seenOn, simulatedHistory, trueCouncil } from '../../support/simulated-history.ts';
import { sectorInput } from './sector-input.ts';

const snapshot = seenOn(simulatedHistory(trueCouncil(150), 3, '2023-03-31', 6, 1), '2023-03-31');
const options = { months: 24, origins: 3, horizon: 6, paths: 100, seed: 7 };
const asked = { snapshot, reference: null, kappaDays: 1095 };

test('every method stands beside the others, each with its own interval and its own accuracy', () => {
  const told: [number, number][] = [];
  const made = compareMethods(asked, asReturn(snapshot), options, (done, total) => told.push([done, total]));
  const names = ['chain', 'duration', 'naive', 'linear', 'holt', 'holt-damped', 'd2i-core', 'd2i-regional'];
  expect(made.methods.map(({ method }) => method)).toEqual(names);
  expect(made.ends).toHaveLength(24);
  expect([made.ends[0], made.ends[23]]).toEqual(['2023-04-30', '2025-03-31']);
  const now = monthEnds(snapshot, null, 1)[0]!.value;
  for (const { method, months, interval, refused } of made.methods) {
    expect(months).toHaveLength(24);
    expect(refused).toBeNull();
    expect(Math.abs(months[0]!.children - now)).toBeLessThan(now / 5);
    for (const { children, low, high } of months) {
      if (method === 'd2i-core') expect([low, high, interval]).toEqual([null, null, null]);
      else expect(children >= low! - 1 && children <= high! + 1).toBe(true);
    }
  }
  expect(made.methods.find(({ method }) => method === 'd2i-regional')?.interval).toBe('two-deviations');
  const totals = made.backtest!.rows.filter(({ group, horizon }) => group === null && horizon === 6);
  expect(totals.map(({ method }) => method)).toEqual(names);
  for (const { origins } of totals) expect(origins).toBe(3);
  // Three origins, then three more for each of the sector's models.
  expect(told.map(([done]) => done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(told.every(([, total]) => total === 9)).toBe(true);
  expect(sectorMethods).not.toContain(made.backtest!.recommended);
});

test('without raw rows the sector’s models say why, and the rest stands', () => {
  const made = compareMethods(asked, 'No return is held.', options);
  expect(made.methods.filter(({ refused }) => refused === 'No return is held.')).toHaveLength(2);
  expect(new Set(made.backtest!.rows.map(({ method }) => method)).size).toBe(6);
});

test('from monthly counts alone there are trends, and no back-test', () => {
  const counts = emptySnapshot('Counts', '2023-03-31');
  counts.demandSeries = Array.from({ length: 24 }, (_, at) => ({
    id: at + 1,
    measure: 'stock' as const,
    month: `${2021 + Math.floor((at + 3) / 12)}-${String(((at + 3) % 12) + 1).padStart(2, '0')}-01`,
    groupCode: '*',
    band: '*',
    uasc: 'all' as const,
    source: 'test',
    value: 100 + at,
  }));
  const made = compareMethods({ ...asked, snapshot: counts }, 'None.', options);
  expect(made.backtest).toBeNull();
  const linear = made.methods.find(({ method }) => method === 'linear')!;
  expect(linear.months[0]!.children).toBeCloseTo(124, 9);
  expect(made.methods.some(({ method }) => method === 'chain')).toBe(false);
});

test('a sector model is scored on its own count, with what was known at each origin', () => {
  const input = sectorInput('core', 'files');
  const known = sectorKnownOn(input, '2022-12-31');
  expect(known.episodes.every(({ decom, dec }) => decom <= '2022-12-31' && (dec === null || dec <= '2022-12-31'))).toBe(
    true,
  );
  expect(known.episodes.some((row, at) => row.dec === null && input.episodes[at]?.dec !== null)).toBe(true);
  const window = { dataDate: '2022-12-31', months: 3, reference: { from: '2022-01-01', to: '2022-12-31' } };
  const scores = sectorBacktest('d2i-core', input, ['2022-12-31'], 3);
  const then = sectorProjection('d2i-core', known, window);
  const whole = sectorProjection('d2i-core', input, { ...window, dataDate: '2023-03-31' });
  expect(scores.refused).toBe(0);
  expect(scores.ahead[2]).toEqual([
    {
      forecast: then.months[2]!.total.stock,
      actual: Object.values(whole.opening).reduce((sum, children) => sum + children, 0),
    },
  ]);
  expect(scores.naive[2]![0]!.forecast).toBe(Object.values(then.opening).reduce((sum, children) => sum + children, 0));
  // Before the first return there is nothing to start from: said, not guessed.
  expect(sectorBacktest('d2i-core', input, ['2010-12-31'], 3).refused).toBe(1);
});
