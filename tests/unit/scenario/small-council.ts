import type { DemandProjection } from '../../../shared/demand/projection.ts';
import { addMonths, daysBetween } from '../../../shared/model/calendar.ts';
import { type RegisterName, type RowOf, registers } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';

/** A row of a register with blanks and noughts for what is not given. */
export function row<N extends RegisterName>(name: N, id: number, values: Partial<RowOf<N>>): RowOf<N> {
  const blank = Object.entries(registers[name].columns).map(([key, column]) => {
    const numeric = ['money', 'share', 'percent', 'number', 'integer', 'period', 'flag'].includes(column.kind);
    const value = column.optional ? null : numeric ? 0 : (column.choices[0] ?? '');
    return [key, value];
  });
  return { id, ...Object.fromEntries(blank), ...values } as RowOf<N>;
}

/** Rows of a register, numbered from 1. */
export function rows<N extends RegisterName>(name: N, values: readonly Partial<RowOf<N>>[]): RowOf<N>[] {
  return values.map((value, index) => row(name, index + 1, value));
}

/** What notes say. */
export const noteTexts = (notes: readonly { text: string }[]): string[] => notes.map(({ text }) => text);

const year = '2023/24';

/**
 * A small council at P9 2023/24: two groups, a block contract, savings, pressures and every forecast method.
 * Placement prices in pounds a week: fostering 700 and 800, residential 5,000 (new ones 6,000 since October).
 */
export function smallCouncil(): Snapshot {
  const lines = [
    {
      code: 'STAFF',
      method: 'profile',
      service: 'staffing',
      grossBudgetPence: 120_000_000,
      incomeBudgetPence: -12_000_000,
    },
    { code: 'PLACE', method: 'placements', service: 'placements', grossBudgetPence: 100_000_000, incomeBudgetPence: 0 },
    { code: 'LEGAL', method: 'run-rate', service: 'other', grossBudgetPence: 6_000_001, incomeBudgetPence: 0 },
    { code: 'GRANT', method: 'stated', service: 'other', grossBudgetPence: 5_000_000, incomeBudgetPence: -5_000_000 },
  ] as const;
  const months = Array.from({ length: 9 }, (_, index) => index + 1);
  return {
    ...emptySnapshot('Small council', '2023-12-31'),
    synthetic: true,
    funders: rows('funders', [
      { code: 'N', name: 'North' },
      { code: 'W', name: 'West' },
    ]),
    funderShares: rows('funderShares', [
      { funderCode: 'N', from: '2021-04-01', shareBasisPoints: 4416 },
      { funderCode: 'W', from: '2021-04-01', shareBasisPoints: 5584 },
    ]),
    budgetLines: lines.map((line, index) =>
      row('budgetLines', index + 1, {
        ...line,
        year,
        name: line.code,
        funding: line.code === 'GRANT' ? 'passported' : 'shared',
        recurring: 1,
        position: index + 1,
      }),
    ),
    budgetChanges: rows('budgetChanges', [
      {
        year,
        reference: 'C1',
        lineCode: 'STAFF',
        kind: 'growth',
        grossPence: 3_000_000,
        effective: '2023-10-01',
        approved: '2023-09-20',
      },
      {
        year,
        reference: 'C2',
        lineCode: 'STAFF',
        kind: 'investment',
        grossPence: 500_000,
        effective: '2023-04-01',
        approved: '2023-03-20',
      },
      {
        year,
        reference: 'C3',
        lineCode: 'LEGAL',
        kind: 'growth',
        grossPence: 999_999,
        effective: '2023-10-01',
        approved: null,
      },
    ]),
    actuals: months.flatMap((period, at) => [
      row('actuals', 100 + at, {
        year,
        period,
        lineCode: 'STAFF',
        expenditurePence: 10_100_000,
        incomePence: -1_000_000,
        source: 'ledger',
      }),
      row('actuals', 200 + at, { year, period, lineCode: 'PLACE', expenditurePence: 8_800_000, source: 'ledger' }),
      row('actuals', 300 + at, { year, period, lineCode: 'LEGAL', expenditurePence: 555_555, source: 'ledger' }),
      row('actuals', 400 + at, {
        year,
        period,
        lineCode: 'GRANT',
        expenditurePence: 400_000,
        incomePence: -400_000,
        source: 'ledger',
      }),
    ]),
    forecastEntries: rows('forecastEntries', [
      {
        year,
        reference: 'F1',
        lineCode: 'GRANT',
        kind: 'committed',
        period: 12,
        expenditurePence: 1_400_000,
        incomePence: -1_400_000,
      },
      { year, reference: 'F2', lineCode: 'LEGAL', kind: 'accrual', period: 9, expenditurePence: -300_000 },
    ]),
    placementGroups: rows('placementGroups', [
      { code: 'FOS', name: 'Fostering', careType: 'fostering', modelled: 1, position: 1 },
      { code: 'RES', name: 'Residential', careType: 'residential', modelled: 1, position: 2 },
    ]),
    placements: rows('placements', [
      {
        reference: 'P1',
        childKey: 'a',
        birthMonth: '2012-05-01',
        groupCode: 'FOS',
        start: '2022-01-10',
        route: 'spot',
      },
      {
        reference: 'P2',
        childKey: 'b',
        birthMonth: '2012-05-01',
        groupCode: 'FOS',
        start: '2023-06-01',
        route: 'spot',
      },
      {
        reference: 'P3',
        childKey: 'c',
        birthMonth: '2009-02-01',
        groupCode: 'RES',
        start: '2021-06-01',
        route: 'spot',
      },
      {
        reference: 'P4',
        childKey: 'd',
        birthMonth: '2010-02-01',
        groupCode: 'RES',
        start: '2023-10-02',
        route: 'spot',
      },
      {
        reference: 'P5',
        childKey: 'e',
        birthMonth: '2010-07-01',
        groupCode: 'RES',
        start: '2023-02-01',
        route: 'block',
        unitCode: 'B',
      },
    ]),
    placementPrices: rows('placementPrices', [
      { placementReference: 'P1', from: '2022-01-10', weeklyPence: 70_000, healthPence: 7_000 },
      { placementReference: 'P2', from: '2023-06-01', weeklyPence: 80_000 },
      { placementReference: 'P3', from: '2021-06-01', weeklyPence: 500_000 },
      { placementReference: 'P3', from: '2024-02-15', weeklyPence: 520_000 },
      { placementReference: 'P4', from: '2023-10-02', weeklyPence: 600_000, educationPence: 60_000 },
    ]),
    capacityUnits: rows('capacityUnits', [
      {
        code: 'B',
        name: 'Block',
        kind: 'block',
        groupCode: 'RES',
        from: '2022-04-01',
        places: 2,
        annualCostPence: 36_600_000,
      },
    ]),
    savings: rows('savings', [
      {
        year,
        reference: 'S1',
        name: 'Staffing saving',
        lineCode: 'STAFF',
        class: 'saving',
        targetPence: 900_000,
        fullYearEffectPence: 1_200_000,
        basis: 'in-year',
        recurring: 1,
        startPeriod: 4,
      },
      {
        year,
        reference: 'S2',
        name: 'Step down',
        lineCode: 'PLACE',
        class: 'saving',
        targetPence: 600_000,
        fullYearEffectPence: 1_200_000,
        basis: 'in-year',
        recurring: 1,
        startPeriod: 7,
        deliveryPercent: 50,
      },
      {
        year,
        reference: 'S3',
        name: 'Avoided',
        lineCode: 'PLACE',
        class: 'mitigation',
        fullYearEffectPence: 240_000,
        basis: 'in-year',
        recurring: 0,
        startPeriod: 1,
        deliveryPercent: 100,
      },
    ]),
    savingRatings: rows('savingRatings', [
      { year, savingReference: 'S1', period: 9, redPence: 200_000, amberPence: 400_000, greenPence: 300_000 },
    ]),
    pressures: rows('pressures', [
      {
        year,
        reference: 'R1',
        name: 'Inflation',
        lineCode: 'LEGAL',
        minimumPence: 300_000,
        likelyPence: 600_000,
        maximumPence: 900_000,
        probabilityPercent: 50,
        startPeriod: 7,
        counted: 1,
      },
      {
        year,
        reference: 'R2',
        name: 'Pay',
        lineCode: 'STAFF',
        minimumPence: 100,
        likelyPence: 200,
        maximumPence: 400,
        probabilityPercent: 10,
        startPeriod: 1,
        counted: 0,
      },
    ]),
    mitigations: rows('mitigations', [
      { year, reference: 'M1', pressureReference: 'R1', name: 'Framework', amountPence: 100_000, successPercent: 40 },
    ]),
  };
}

/** Children who stay as they are, and one more in residential care from the first month: what the demand engine would give. */
export function steadyDemand(more = 1, months = 36): DemandProjection {
  const steps = Array.from({ length: months }, (_, index) => ({
    start: addMonths('2024-01-01', index),
    end: addMonths('2024-01-01', index + 1),
  }));
  const cell = (stock: number, days: number) => ({
    ...{ opening: stock, entrants: 0, moversIn: 0, moversOut: 0, leavers: 0, agedOut: 0 },
    stock,
    childDays: stock * days,
  });
  const list = steps.map(({ start, end }) => {
    const days = daysBetween(start, end);
    return {
      start,
      end,
      total: cell(5 + more, days),
      groups: { FOS: cell(2, days), RES: cell(3 + more, days) },
      bands: { 'under 1': 0, '1-4': 0, '5-9': 0, '10-15': 5 + more, '16-17': 0 },
    };
  });
  return {
    method: 'chain',
    dataDate: '2023-12-31',
    groups: ['FOS', 'RES'],
    opening: { FOS: 2, RES: 3 },
    months: list,
    stayerDays: () => steps.map(({ start, end }) => daysBetween(start, end)),
    notes: [],
  };
}
