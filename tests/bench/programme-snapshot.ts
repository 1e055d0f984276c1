import type { Snapshot } from '../../shared/model/snapshot.ts';
import { group, syntheticSnapshot, testRandom } from '../unit/demand/synthetic.ts';
import { rows } from '../unit/scenario/small-council.ts';

const year = '2024/25';

/** A council of so many children with prices, a block contract, budget lines, savings with ratings, and pressures. */
export function programmeSnapshot(children: number, savings: number, pressures: number): Snapshot {
  const random = testRandom(11);
  const groups = Array.from({ length: 12 }, (_, at) =>
    group(`G${at}`, at < 4 ? 'fostering' : at < 8 ? 'residential' : 'other', at),
  );
  const snapshot = syntheticSnapshot(children, 3, '2024-03-31', groups);
  const pence = (most: number) => Math.round(random() * most) * 100;
  const lineCode = (at: number) => (at % 3 === 0 ? 'PLACE' : 'STAFF');
  const reference = (letter: string, at: number) => `${letter}${String(at + 1).padStart(3, '0')}`;
  return {
    ...snapshot,
    placementPrices: rows(
      'placementPrices',
      snapshot.placements.map(({ reference: placementReference, start: from, groupCode }) => ({
        ...{ placementReference, from, weeklyPence: pence(1000) + 60_000 * (1 + (Number(groupCode.slice(1)) % 8)) },
      })),
    ),
    funders: rows('funders', [
      { code: 'N', name: 'North' },
      { code: 'W', name: 'West' },
    ]),
    funderShares: rows('funderShares', [
      { funderCode: 'N', from: '2021-04-01', shareBasisPoints: 4416 },
      { funderCode: 'W', from: '2021-04-01', shareBasisPoints: 5584 },
    ]),
    budgetLines: rows(
      'budgetLines',
      Array.from({ length: 20 }, (_, at) => ({
        ...{ year, code: at === 0 ? 'PLACE' : at === 1 ? 'STAFF' : `L${at}`, name: `Line ${at}`, position: at },
        ...({ service: at === 0 ? 'placements' : 'other', method: at === 0 ? 'placements' : 'profile' } as const),
        ...{
          grossBudgetPence: at === 0 ? 20_000_000_000 : 500_000_000,
          incomeBudgetPence: 0,
          funding: 'shared' as const,
        },
      })),
    ),
    capacityUnits: rows('capacityUnits', [
      {
        code: 'B1',
        name: 'Block',
        kind: 'block',
        groupCode: 'G5',
        from: '2022-04-01',
        places: 20,
        annualCostPence: 400_000_000,
      },
    ]),
    savings: rows(
      'savings',
      Array.from({ length: savings }, (_, at) => {
        const fullYearEffectPence = pence(200_000);
        return {
          ...{
            year,
            reference: reference('S', at),
            name: `Saving ${at}`,
            lineCode: lineCode(at),
            class: 'saving' as const,
          },
          ...{
            targetPence: fullYearEffectPence,
            fullYearEffectPence,
            recurring: 1 as const,
            startPeriod: 1 + (at % 6),
            rampMonths: at % 5,
          },
        };
      }),
    ),
    savingRatings: rows(
      'savingRatings',
      Array.from({ length: savings }, (_, at) => ({
        ...{ year, savingReference: reference('S', at), period: 1 },
        ...{ redPence: pence(20_000), amberPence: pence(90_000), greenPence: pence(90_000) },
      })),
    ),
    pressures: rows(
      'pressures',
      Array.from({ length: pressures }, (_, at) => ({
        ...{
          year,
          reference: reference('P', at),
          name: `Pressure ${at}`,
          lineCode: lineCode(at),
          counted: (at % 2) as 0 | 1,
        },
        ...{
          minimumPence: 1_000_000,
          likelyPence: 5_000_000,
          maximumPence: 15_000_000,
          probabilityPercent: 10 + (at % 80),
          startPeriod: 1,
        },
      })),
    ),
    mitigations: rows(
      'mitigations',
      Array.from({ length: pressures }, (_, at) => ({
        ...{
          year,
          reference: reference('M', at),
          pressureReference: reference('P', at),
          amountPence: 1_000_000,
          successPercent: 50,
        },
      })),
    ),
  };
}
