import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { compareMany } from '../../../shared/scenario/compare-many.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { smallCouncil } from './small-council.ts';

const snapshot = smallCouncil();
const scenario = (name: string, ...levers: Lever[]) => ({ ...newScenario(name, '2023/24', 9), levers });
const made = (each: ReturnType<typeof scenario>) => ({ name: each.name, forecast: forecast(snapshot, each) });
const uplift = (value: number) => ({ ...newLever('price-uplift', 'u', '2024-01-01'), value });
const oneOff = (value: number) => ({ ...newLever('one-off', 'o', '2024-02-01'), value, reference: 'STAFF' });

describe('two to four scenarios side by side', () => {
  test('every column foots and every difference is against the first, for any of them', () => {
    const any = fc.record({
      uplift: fc.integer({ min: -20, max: 30 }),
      oneOff: fc.integer({ min: -50_000, max: 50_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(any, { minLength: 2, maxLength: 4 }),
        fc.constantFrom('outturn', 'variance', 'netVariance'),
        (list, measure) => {
          const all = list.map((one, at) => made(scenario(`S${at}`, uplift(one.uplift), oneOff(one.oneOff))));
          const found = compareMany(all, measure as 'outturn');
          all.forEach(({ forecast: each }, at) => {
            expect(found.total.values[at]).toBe(each.total[measure as 'outturn']);
            expect(sum(found.lines.map((line) => line.values[at] ?? 0))).toBe(found.total.values[at]);
            expect(sum(found.lines.map((line) => line.differences[at] ?? 0))).toBe(found.total.differences[at]);
            expect(found.total.differences[at]).toBe(
              each.total[measure as 'outturn'] - (all[0]?.forecast.total[measure as 'outturn'] ?? 0),
            );
          });
        },
      ),
      { numRuns: 20 },
    );
  });

  test('one scenario, or five, are refused', () => {
    const one = made(scenario('Base'));
    expect(() => compareMany([one])).toThrow('Compare 2 to 4 scenarios, not 1');
    expect(() => compareMany([one, one, one, one, one])).toThrow('not 5');
  });
});
