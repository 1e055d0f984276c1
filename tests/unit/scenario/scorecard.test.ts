import { describe, expect, test } from 'vitest';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { riskRegister, scorecard } from '../../../shared/scenario/scorecard.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { workedCase } from '../finance/cases.ts';
import { rows } from './small-council.ts';

const months = ['2022-10', '2022-11', '2022-12', '2023-01', '2023-02', '2023-03'].map((month) => `${month}-01`);
const measure = (values: (number | null)[], more = {}) =>
  scorecard({
    kpis: rows('kpis', [
      {
        code: 'K',
        name: 'Conferences in time',
        direction: 'high',
        target: 81,
        tolerance: 75,
        statisticalNeighbours: 84,
        england: 79,
        ...more,
      },
    ]),
    kpiValues: rows(
      'kpiValues',
      values.map((value, at) => ({ kpiCode: 'K', month: months[at] ?? '', value })),
    ),
  })[0];

describe('scorecard', () => {
  test('KPI-01: outside tolerance for the third month running in December', () => {
    const { given, expect: expected } = workedCase<{ values: number[] }, Record<string, unknown>>('KPI-01');
    const found = measure(given.values);
    expect(found).toMatchObject({
      failing: true,
      firstFailureMonth: '2022-12-01',
      monthsOutside: expected.consecutive_outside,
      status: 'outside',
      trend: 'worse',
    });
    expect(found?.againstNeighbours).toBeCloseTo(24.3 - 84, 6);
    expect(found?.againstEngland).toBeCloseTo(24.3 - 79, 6);
  });

  test('the sample: no paper prints a tolerance as a number, so the rule names no measure by itself', () => {
    const found = scorecard(sampleSnapshot());
    expect(found.filter((row) => row.failing || row.status === 'outside')).toEqual([]);
    expect(found.filter((row) => row.kind === 'contract').map((row) => [row.code, row.indicator])).toEqual([
      ['SCO-025', 1],
      ['SCO-044', 5],
    ]);
  });

  test('nulls stay null: they neither end nor extend a run, and the latest value is the latest that is held', () => {
    const found = measure([50, 50, null, 50, null]);
    expect(found?.months.map((each) => each.value)).toEqual([50, 50, null, 50, null]);
    expect(found).toMatchObject({
      failing: true,
      firstFailureMonth: '2023-01-01',
      blanksInRun: ['2022-12-01', '2023-02-01'],
      latest: { month: '2023-01-01', value: 50 },
      change: 0,
      trend: 'level',
    });
    expect(measure([null, null])).toMatchObject({ latest: null, status: null, change: null, againstEngland: null });
  });

  test('within tolerance, met, and where low is good', () => {
    expect(measure([78])?.status).toBe('within');
    expect(measure([81])?.status).toBe('met');
    expect(measure([10, 8], { direction: 'low', target: 9, tolerance: 12 })).toMatchObject({
      status: 'met',
      trend: 'better',
    });
    expect(measure([13], { direction: 'low', target: 9, tolerance: 12 })?.status).toBe('outside');
    expect(measure([13], { direction: 'neutral' })).toMatchObject({ status: null, trend: null });
    expect(measure([50], { tolerance: null })).toMatchObject({ status: null, failing: false });
  });
});

describe('risk register', () => {
  test('scores are P × I, movement is from the initial score, and risks carry their pressure in £', () => {
    const snapshot = sampleSnapshot();
    const found = riskRegister(snapshot, forecast(snapshot, newScenario('Base', '2023/24', 9)));
    expect(found[0]).toMatchObject({
      reference: 'FOR 03',
      initial: 15,
      current: 20,
      residual: 10,
      movement: 5,
      toGo: 10,
    });
    expect(found.filter((risk) => risk.misprinted).map((risk) => risk.reference)).toEqual(['FOR 14']);
    const linked = found.find((risk) => risk.reference === 'SCR 05');
    expect(linked?.pressure).toMatchObject({ reference: 'PRS-23-2', worst: 150_000_000, counted: false });
    expect(riskRegister(snapshot, null).every((risk) => risk.pressure === null)).toBe(true);
  });
});
