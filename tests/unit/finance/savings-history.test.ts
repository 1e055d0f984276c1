import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultRagWeights, runRate } from '../../../shared/finance/savings.ts';
import {
  carryForward,
  programmeHistory,
  ratingHistory,
  runRates,
  targetOnBases,
} from '../../../shared/finance/savings-history.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { row, rows, smallCouncil } from '../scenario/small-council.ts';

const year = '2023/24';
const saving = (reference: string, targetPence: number | null, more = {}) =>
  row('savings', 1, {
    year,
    reference,
    name: reference,
    class: 'saving',
    targetPence,
    fullYearEffectPence: targetPence ?? 0,
    basis: 'in-year',
    recurring: 1,
    startPeriod: 1,
    deliveryPercent: null,
    ...more,
  });

describe('history of ratings', () => {
  const savingRatings = rows('savingRatings', [
    { year, savingReference: 'A', period: 6, redPence: 10, amberPence: 60, greenPence: 30, unassessedPence: 0 },
    { year, savingReference: 'A', period: 3, redPence: 0, amberPence: 100, greenPence: 0, unassessedPence: 0 },
    {
      year,
      savingReference: 'B',
      period: 6,
      redPence: 0,
      amberPence: 0,
      greenPence: 50,
      unassessedPence: 0,
      mitigationPence: 7,
    },
  ]);
  const savings = [saving('A', 100), saving('B', 50), saving('M', null, { class: 'mitigation' })];

  test('each rating with its movement since the one before', () => {
    expect(ratingHistory(savingRatings, { year, reference: 'A' }).map(({ period, moved }) => [period, moved])).toEqual([
      [3, null],
      [6, { red: 10, amber: -40, green: 30, unassessed: 0 }],
    ]);
  });

  test('the programme: what is not rated yet is not assessed, mitigation stays apart, movements sum', () => {
    const [p3, p6] = programmeHistory({ savings, savingRatings }, year);
    expect(p3).toMatchObject({ period: 3, red: 0, amber: 100, green: 0, unassessed: 50, moved: null });
    expect(p6).toMatchObject({ period: 6, red: 10, amber: 60, green: 80, unassessed: 0, mitigation: 7 });
    expect(p6?.moved).toEqual({ red: 10, amber: -40, green: 80, unassessed: -50 });
  });
});

describe('bases of a target', () => {
  test('a full-year target brings only the months from its start', () => {
    expect(targetOnBases(saving('A', 120_000, { basis: 'full-year', startPeriod: 4 }), [])).toMatchObject({
      stated: 120_000,
      inYear: 90_000,
      fullYear: 120_000,
    });
  });

  test('a cumulative target leaves out what earlier years were to bring: 8.072 on 3.722 is 4.350', () => {
    const first = saving('C2S', 372_200_000);
    const second = saving('C2S', 807_200_000, { year: '2024/25', basis: 'cumulative' });
    expect(targetOnBases(second, [first, second])).toMatchObject({ inYear: 435_000_000, cumulative: 807_200_000 });
    expect(targetOnBases({ ...second, basis: 'in-year' }, [first, second])).toMatchObject({
      inYear: 807_200_000,
      cumulative: 1_179_400_000,
    });
  });
});

test('a cumulative saving plans only what its year adds, and the forecast says so', () => {
  const snapshot = smallCouncil();
  const first = snapshot.savings.find((each) => each.class === 'saving');
  if (!first) throw new Error('The small council has no saving');
  const whole = {
    ...first,
    basis: 'cumulative' as const,
    fullYearEffectPence: 1_200_000,
    startPeriod: 1,
    recurring: 1 as const,
  };
  const before = { ...whole, id: 900, year: '2022/23', basis: 'in-year' as const, fullYearEffectPence: 500_000 };
  const planned = (...savings: (typeof whole)[]) => forecast({ ...snapshot, savings }, newScenario('Base', year, 9));
  const alone = planned(whole);
  const added = planned(whole, before as unknown as typeof whole);
  expect(alone.savings.rows[0]?.planned).toBe(1_200_000);
  expect(added.savings.rows[0]?.planned).toBe(700_000);
  expect(added.savings.rows[0]?.fullYearEffect).toBe(700_000);
  expect(added.notes.some((note) => note.text.includes('stated cumulatively'))).toBe(true);
  expect(alone.notes.some((note) => note.text.includes('stated cumulatively'))).toBe(false);
});

describe('run-rate and carry-forward', () => {
  test('T11: under £2m at half year against 8.072 is 49.6 % of an even year, and the rest must come three times as fast', () => {
    const { percent, timesFaster, projected } = runRate(2, 8.072, 6);
    expect(percent).toBeCloseTo(49.6, 1);
    expect(timesFaster).toBeCloseTo(3.04, 2);
    expect(projected).toBe(4);
  });

  test('every measured saving of a year stands in the run-rate test, worst first; one not measured does not', () => {
    const rated = (savingReference: string, period: number, deliveredPence: number | null) =>
      row('savingRatings', 1, { year, savingReference, period, deliveredPence });
    const found = runRates(
      {
        savings: [saving('A', 1200), saving('B', 1200), saving('C', 1200), saving('D', null)],
        savingRatings: [
          rated('A', 6, 600),
          rated('B', 6, 300),
          rated('B', 7, null),
          rated('D', 6, 5),
          rated('A', 9, 1),
        ],
      },
      year,
      8,
    );
    expect(found.map((each) => each.reference)).toEqual(['B', 'A']);
    expect(found[0]).toMatchObject({ percent: 50, timesFaster: 3, projected: 600, shortfall: 600, period: 6 });
    expect(found[1]).toMatchObject({ percent: 100, timesFaster: 1, projected: 1200, shortfall: 0 });
  });

  test('the rate run on meets the target exactly when the rest comes as many times as fast', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 11 }),
        (delivered, target, period) => {
          const { timesFaster } = runRate(delivered, target, period);
          const left = (timesFaster ?? 0) * (delivered / period) * (12 - period);
          expect(delivered + left).toBeCloseTo(target, 2);
        },
      ),
    );
  });

  test('T21: 0.275 of 0.317 is for one year only, so 0.288 of 0.330 has to be found again', () => {
    const savingRatings = rows('savingRatings', [
      { year, savingReference: 'A', period: 12, redPence: 1_300_000, greenPence: 31_700_000, oneOffPence: 27_500_000 },
    ]);
    const found = carryForward(
      { savings: [saving('A', 33_000_000), saving('O', 5, { recurring: 0 })], savingRatings },
      year,
      12,
      defaultRagWeights,
    );
    expect(found).toEqual({
      rows: [{ reference: 'A', name: 'A', fullYear: 33_000_000, recurring: 4_200_000, gap: 28_800_000 }],
      gap: 28_800_000,
    });
  });

  test('a saving with no stated target is measured against what is planned of it in the year, as in the forecast', () => {
    const half = { fullYearEffectPence: 1_200_000, startPeriod: 7 };
    const savings = [saving('A', null, half), saving('B', null, half)];
    const savingRatings = rows('savingRatings', [{ year, savingReference: 'A', period: 9, greenPence: 600_000 }]);
    const found = carryForward({ savings, savingRatings }, year, 9, defaultRagWeights);
    expect(found.rows.map((each) => each.gap)).toEqual([0, 1_200_000]);
    const [p9] = programmeHistory({ savings, savingRatings }, year);
    const snapshot = { ...smallCouncil(), savings: savings.map((each) => ({ ...each, lineCode: 'STAFF' })) };
    const made = forecast({ ...snapshot, savingRatings }, newScenario('x', year, 9)).savings;
    expect(p9).toMatchObject({ green: made.green, unassessed: made.unassessed });
    expect(made.unassessed).toBe(600_000);
  });

  test('of a cumulative saving only what its year adds has to be found again', () => {
    const savings = [
      saving('C', 372, { year: '2022/23' }),
      saving('C', 807, { basis: 'cumulative', deliveryPercent: 50 }),
    ];
    const [found] = carryForward({ savings, savingRatings: [] }, year, 9, defaultRagWeights).rows;
    expect(found).toMatchObject({ fullYear: 435, gap: 217 });
  });
});
