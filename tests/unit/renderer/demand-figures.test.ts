import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { joinMonths } from '../../../renderer/screens/demand/demand-figures.ts';
import { householdsOf } from '../../../renderer/screens/demand/households.ts';
import { careLeaversOf, pace, uascHistory } from '../../../renderer/screens/demand/leavers-and-uasc.ts';
import { kindOf, perDayOf, perYear, rateName, rateNote } from '../../../renderer/screens/demand/rate-text.ts';
import { addMonths } from '../../../shared/model/calendar.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';

type Counts = Record<string, number>;
const { cases } = JSON.parse(readFileSync('tests/fixtures/cases/demand.json', 'utf8')) as {
  cases: { id: string; given: Record<string, never>; expect: Record<string, never> }[];
};
const caseOf = (id: string) => {
  const found = cases.find((each) => each.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found as unknown as { given: Record<string, unknown>; expect: Record<string, unknown> };
};

let ids = 0;
function counts(measure: string, values: readonly (readonly [month: string, value: number | null, band?: string])[]) {
  return values.map(([month, value, band = '*']) => {
    ids += 1;
    return { id: ids, measure, month, groupCode: '*', band, uasc: 'all', source: 'case', value };
  }) as unknown as Snapshot['demandSeries'];
}
const months = Array.from({ length: 12 }, (_, index) => addMonths('2022-04-01', index));

test('households roll forward and a shifted printed row is told apart (SUF-03)', () => {
  const { given, expect: wanted } = caseOf('SUF-03');
  const closing = wanted.month_end as number[];
  const flows = [
    ...counts(
      'households-approved',
      months.map((month, at) => [month, (given.approvals as number[])[at] ?? null]),
    ),
    ...counts(
      'households-closed',
      months.map((month, at) => [month, (given.closures as number[])[at] ?? null]),
    ),
  ];
  const agreeing = householdsOf({
    demandSeries: [
      ...flows,
      ...counts(
        'households',
        months.map((month, at) => [month, closing[at] ?? null]),
      ),
    ],
  });
  expect(agreeing).toMatchObject({ shift: 0, computed: closing });
  // Printed one column to the left: each month shows the closing of the month after.
  const early = householdsOf({
    demandSeries: [
      ...flows,
      ...counts(
        'households',
        months.slice(0, 11).map((month, at) => [month, closing[at + 1] ?? null]),
      ),
    ],
  });
  expect(early).toMatchObject({ shift: -1, computed: closing });
  const late = householdsOf({
    demandSeries: [
      ...flows,
      ...counts(
        'households',
        months.map((month, at) => [month, at === 0 ? 213 : (closing[at - 1] ?? null)]),
      ),
    ],
  });
  expect(late).toMatchObject({ shift: 1, computed: closing });
  const odd = householdsOf({
    demandSeries: [
      ...flows,
      ...counts(
        'households',
        months.map((month, at) => [month, (closing[at] ?? 0) + (at === 5 ? 7 : 0)]),
      ),
    ],
  });
  expect(odd?.shift).toBeNull();
  expect(householdsOf({ demandSeries: flows.slice(0, 2) })).toBeNull();
});

test('care leavers a year on come from the latest two whole years (CL-01)', () => {
  const { given, expect: wanted } = caseOf('CL-01');
  const year = (month: string, values: Counts) =>
    counts(
      'care-leavers',
      Object.entries(values).map(([age, value]) => [month, value, age]),
    );
  const snapshot = {
    ...emptySnapshot(),
    demandSeries: [...year('2022-03-01', given.Mar22 as Counts), ...year('2023-03-01', given.Mar23 as Counts)],
  };
  const made = careLeaversOf(snapshot);
  expect(made?.now.month).toBe('2023-03-01');
  expect(made?.constant16and17).toBe(given.hold_16_17);
  expect(made?.projection.total).toBeCloseTo(wanted.total_Mar24 as number, 1);
  expect(made?.projection.ratioOverOne).toEqual(wanted.flag_ratio_over_1);
  // A year that lacks an age is no year; one alone gives nothing.
  expect(careLeaversOf({ ...snapshot, demandSeries: snapshot.demandSeries.slice(1) })).toMatchObject({
    now: { month: '2023-03-01' },
  });
  expect(careLeaversOf({ ...snapshot, demandSeries: year('2023-03-01', given.Mar23 as Counts) })).toBeNull();
});

test('the pace of unaccompanied children is the net change a month', () => {
  const history = [10, 12, 15, 14].map((value) => ({ value }));
  expect(pace(history, 3)).toBeCloseTo(4 / 3);
  expect(pace(history, 1)).toBe(-1);
  expect(pace(history, 12)).toBe(0);
  expect(uascHistory({ ...emptySnapshot('', '2024-03-31') }, 2)).toEqual([
    { month: '2024-01-01', value: 0 },
    { month: '2024-02-01', value: 0 },
    { month: '2024-03-01', value: 0 },
  ]);
});

test('history and future meet on one axis, and no fan means no points', () => {
  const axis = joinMonths(
    [
      { month: '2024-02-01', value: 5 },
      { month: '2024-03-01', value: 6 },
    ],
    ['2024-04-01'],
  );
  expect(axis.labels).toEqual(['Feb 2024', 'Mar 2024', 'Apr 2024']);
  expect(axis.past).toEqual([5, 6, null]);
  expect(axis.future([7])).toEqual([null, 6, 7]);
  expect(axis.points([]).some(Boolean)).toBe(false);
  const point = { low95: 4, p10: 5, p50: 7, p90: 8, high95: 9 };
  expect(axis.points([point])).toEqual([null, { low95: 6, p10: 6, p50: 6, p90: 6, high95: 6 }, point]);
});

test('a rate is shown a year and set a day, there and back', () => {
  const names = new Map([
    ['FOS', 'Fostering'],
    ['RES', 'Residential'],
  ]);
  const row = { band: '10-15' as const, group: 'FOS', to: 'RES' };
  expect(rateName(row, names)).toBe('Fostering, 10–15 → Residential');
  expect(rateName({ ...row, to: 'exit' }, names)).toBe('Fostering, 10–15 → leaves care');
  expect(rateName({ ...row, to: 'entrants' }, names)).toBe('Entering Fostering, 10–15');
  expect(perYear(row, 0.001)).toBeCloseTo(36.5);
  expect(perYear({ to: 'entrants' }, 0.1)).toBeCloseTo(36.5);
  for (const to of ['RES', 'exit', 'entrants'])
    expect(perDayOf({ to }, perYear({ to }, 0.0123))).toBeCloseTo(0.0123, 12);
  expect(['exit', 'entrants', 'RES'].map((to) => kindOf({ to } as never))).toEqual(['leaving', 'entering', 'moves']);
  expect(rateNote('Fostering → leaves care', '18.2', '20', 'per 100 child-years', 'new team')).toBe(
    'Rate set: Fostering → leaves care 20 per 100 child-years (measured 18.2). Reason: new team',
  );
});
