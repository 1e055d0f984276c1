import { describe, expect, test } from 'vitest';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { benefitLever, trackBenefits } from '../../../shared/scenario/benefit-tracking.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { rows, smallCouncil } from './small-council.ts';

const year = '2023/24';
const scheme = {
  reference: 'C2S',
  name: 'Circle',
  approval: 'approved',
  startYear: year,
  route: 'price',
  savingReference: null,
  lineCode: 'PLACE',
} as const;
const withScheme = (more = {}): Snapshot => ({
  ...smallCouncil(),
  schemes: rows('schemes', [{ ...scheme, expiry: '2025-03-31', ...more }]),
  benefits: rows('benefits', [
    { schemeReference: 'C2S', case: 'target', year, amountPence: 1_000_000, basis: 'annual', volume: 6 },
    { schemeReference: 'C2S', case: 'realised', year, amountPence: 800_000, basis: 'annual', volume: 4 },
    { schemeReference: 'C2S', case: 'target', year: '2024/25', amountPence: 3_500_000, basis: 'cumulative' },
    { schemeReference: 'C2S', case: 'stretch', year: '2025/26', amountPence: 9_000_000, basis: 'cumulative' },
  ]),
});
const base = newScenario('Base', year, 9);
const leverOf = (snapshot: Snapshot, scenario = base) =>
  benefitLever(snapshot, scenario, forecast(snapshot, scenario), 'C2S');

describe('benefits', () => {
  test('realised stands beside planned, in £ and in children', () => {
    const [tracked] = trackBenefits(withScheme(), '2025-04-01');
    expect(tracked).toMatchObject({
      expired: true,
      years: [
        {
          year,
          target: 1_000_000,
          realised: 800_000,
          percentOfTarget: 80,
          targetChildren: 6,
          realisedChildren: 4,
          perChild: 200_000,
        },
        { year: '2024/25', realised: null },
        { year: '2025/26', stretch: 9_000_000 },
      ],
    });
    // A cumulative figure with no figure the year before is not one year's, unless it is the first.
    expect(tracked?.years[1]?.target).toBeNull();
  });

  test('enter the outturn through the scheme’s one route, by about what is planned', () => {
    const snapshot = withScheme();
    const lever = leverOf(snapshot);
    expect(lever).toMatchObject({ kind: 'price-reduction', id: 'benefit:C2S' });
    expect(leverOf(withScheme({ route: 'demand' }))).toMatchObject({ kind: 'exits-number', value: 6 });
    const line = leverOf(withScheme({ route: 'budget-line' }));
    expect(line).toMatchObject({ kind: 'one-off', value: -10_000, reference: 'PLACE' });
    const made = forecast(snapshot, { ...base, levers: [lever] });
    expect(made.total.outturn).toBeLessThan(forecast(snapshot, base).total.outturn);
  });

  test('are refused when they would count twice', () => {
    const snapshot = withScheme();
    const saving = snapshot.savings.find((row) => row.class === 'saving' && row.year === year);
    const twice = withScheme({ savingReference: saving?.reference });
    const lever = leverOf(snapshot);
    expect(() => leverOf(twice)).toThrow(/would count twice.*To put it in as a lever, take the saving off/);
    expect(() => forecast(twice, { ...base, levers: [lever] })).toThrow(
      /would count twice.*Switch its lever off, or take/,
    );
    expect(() => forecast(twice, { ...base, levers: [{ ...lever, on: false }] })).not.toThrow();
    expect(() => leverOf(snapshot, { ...base, levers: [lever] })).toThrow('in this scenario already');
    expect(runChecks(twice).filter((finding) => finding.code === 'benefit-twice')).toMatchObject([
      { severity: 'block', register: 'schemes' },
    ]);
    expect(runChecks(snapshot).some((finding) => finding.code === 'benefit-twice')).toBe(false);
  });

  test('say what is missing before they can enter', () => {
    expect(() => leverOf({ ...withScheme(), benefits: [] })).toThrow('states no benefit');
    expect(() => leverOf(withScheme({ route: 'budget-line', lineCode: null }))).toThrow('names no budget line');
  });
});
