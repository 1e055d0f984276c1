import { describe, expect, test } from 'vitest';
import type { RateEdit } from '../../../shared/demand/history/rate-edits.ts';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { bands } from '../../../shared/model/bands.ts';
import { addMonths } from '../../../shared/model/calendar.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import type { DemandCount } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { demandCase } from './cases.ts';
import { group } from './synthetic.ts';

const groups = ['Fos', 'Res', 'Supp', 'Other'];
type Given = {
  'opening(age bands <1,1-4,5-10,10-15,16+ x Fos,Res,Supp,Other)': number[][];
  monthly_exit_hazard: Record<string, number>;
  moves: Record<string, number>;
  entrants_month_total: number;
  entrant_age_shares: number[];
  entrant_type_mix_by_age: number[][];
};
type Wanted = {
  exits: number;
  aged_out_18: number;
  closing: number;
  by_type: Record<string, number>;
  by_band: number[];
};
const flow04 = demandCase<Given, Wanted>('FLOW-04');
const opening = flow04.given['opening(age bands <1,1-4,5-10,10-15,16+ x Fos,Res,Supp,Other)'];
const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Counts by band and group at the end of twelve months, with so many entrants and leavers a month. */
function counted(flows: Partial<DemandCount>[] = [], months = 13): Snapshot {
  const snapshot = emptySnapshot('Counts', '2023-06-30');
  snapshot.placementGroups = groups.map((code, at) => group(code, at === 0 ? 'fostering' : 'residential', at));
  const row = (part: Partial<DemandCount>): DemandCount => ({
    ...{
      id: 0,
      measure: 'stock',
      month: '2023-06-01',
      groupCode: '*',
      band: '*',
      uasc: 'all',
      source: 'test',
      value: 0,
    },
    ...part,
  });
  const list: DemandCount[] = [];
  for (let back = 0; back < months; back += 1) {
    const month = addMonths('2023-06-01', -back);
    opening.forEach((values, band) => {
      for (const [at, value] of values.entries())
        list.push(row({ month, groupCode: groups[at]!, band: bands[band]!.code, value }));
    });
    if (back < 12) for (const part of flows) list.push(row({ month, ...part }));
  }
  snapshot.demandSeries = list.map((item, at) => ({ ...item, id: at + 1 }));
  return snapshot;
}
const totals = [
  { measure: 'entrants' as const, value: 37 },
  { measure: 'leavers' as const, value: 45 },
];
const input = (snapshot: Snapshot, part: Partial<DemandInput> = {}): DemandInput => ({
  ...{ snapshot, levers: [], months: 12, method: 'chain', reference: null, kappaDays: 0 },
  ...part,
});
const lever = (part: Partial<Lever> & Pick<Lever, 'kind' | 'value'>): Lever => ({
  ...newLever(part.kind, part.kind, '2023-07-01'),
  ...part,
});

/** The hazards and entrants of FLOW-04 as rates that are set, so that a month of 31 days is the case's month. */
function setRates(): RateEdit[] {
  const { given } = flow04;
  const edits: RateEdit[] = [];
  bands.forEach(({ code: band }, at) => {
    const share = given.entrant_age_shares[at]! / add(given.entrant_age_shares);
    for (const [position, from] of groups.entries()) {
      edits.push({ band, group: from, to: null, perDay: given.monthly_exit_hazard[from]! / 31 });
      const come = given.entrants_month_total * share * given.entrant_type_mix_by_age[at]![position]!;
      edits.push({ band, group: from, to: 'entrants', perDay: come / 31 });
    }
    for (const [name, rate] of Object.entries(given.moves)) {
      const [, old, from = '', to = ''] = /^(16\+ )?(\w+)>(\w+)$/.exec(name) ?? [];
      if (!old || at === 4) edits.push({ band, group: from, to, perDay: rate / 31 });
    }
  });
  return edits;
}

describe('a projection from counts by band and group', () => {
  test('is the monthly step of FLOW-04', () => {
    const projection = projectDemand(input(counted(totals), { edits: setRates(), months: 1 }));
    const month = projection.months[0]!;
    const { expect: wanted } = flow04;
    expect(projection.method).toBe('monthly-step');
    expect(month.total.opening).toBeCloseTo(1226, 9);
    expect(month.total.stock).toBeCloseTo(wanted.closing, 3);
    expect(month.total.leavers).toBeCloseTo(wanted.exits + wanted.aged_out_18, 3);
    for (const code of groups) expect(month.groups[code]!.stock).toBeCloseTo(wanted.by_type[code]!, 3);
    // The case ages 5–9 over 72 months; the band has 60, so a few more pass into 10–15 here.
    const inBands = bands.map(({ code }) => month.bands[code]);
    for (const at of [0, 1, 4]) expect(inBands[at]).toBeCloseTo(wanted.by_band[at]!, 3);
    expect(inBands[2]! + inBands[3]!).toBeCloseTo(wanted.by_band[2]! + wanted.by_band[3]!, 3);
    expect(inBands[2]).toBeLessThan(wanted.by_band[2]!);
    expect(month.total.moversIn).toBeCloseTo(month.total.moversOut, 9);
    expect(month.total.moversIn).toBeGreaterThan(3);
  });

  test('measures rates from the counts: as many come and go in the year as were counted', () => {
    const projection = projectDemand(input(counted(totals)));
    const first = projection.months[0]!.total;
    // 444 entrants in the 365 days of the window.
    expect(add(projection.months.map(({ total }) => total.entrants))).toBeCloseTo(((37 * 12) / 365) * 366, 6);
    expect(first.leavers).toBeGreaterThan(43);
    expect(first.leavers).toBeLessThan(47);
    expect(projection.notes.join(' ')).toMatch(/monthly step .* 12 months.*18th birthdays.*Moves between groups/s);
  });

  test('finer counts are used where they are held, and coarser ones shared out', () => {
    const flows = [
      { measure: 'entrants' as const, groupCode: 'Fos', band: '5-9', value: 9 },
      { measure: 'leavers' as const, groupCode: 'Fos', value: 20 },
      { measure: 'leavers' as const, groupCode: 'Supp', value: 12 },
    ];
    const month = projectDemand(input(counted(flows))).months[0]!;
    expect(month.groups.Fos!.entrants).toBeCloseTo((9 * 12 * 31) / 365, 6);
    for (const code of ['Res', 'Supp', 'Other']) expect(month.groups[code]!.entrants).toBe(0);
    expect(month.groups.Fos!.leavers).toBeCloseTo(20, 0);
    expect(month.groups.Supp!.leavers).toBeCloseTo(12, 0);
    // Nobody leaves Other but at 18: a twenty-fourth of those of 16 and 17.
    expect(month.groups.Other!.leavers).toBeCloseTo(17 / 24, 6);
  });

  test('levers act: fewer come, more go, some move; caps are said; no lever is the base itself', () => {
    const snapshot = counted(totals);
    const base = projectDemand(input(snapshot));
    const under = (...levers: Lever[]) => projectDemand(input(snapshot, { levers }));
    const sum = (projection: typeof base, key: 'entrants' | 'leavers') =>
      add(projection.months.map(({ total }) => total[key]));
    const end = (projection: typeof base, code: string) => projection.months[11]!.groups[code]!.stock;
    expect(sum(under(lever({ kind: 'entrants-number', value: -35 / 12 })), 'entrants')).toBeCloseTo(
      sum(base, 'entrants') - 35,
      6,
    );
    const sgo = under(lever({ kind: 'exits-number', value: 20, reference: 'sgo' }));
    expect(sum(sgo, 'leavers') - sum(base, 'leavers')).toBeGreaterThan(15);
    expect(sum(sgo, 'leavers') - sum(base, 'leavers')).toBeLessThan(20);
    expect(under(lever({ kind: 'duration-weeks', value: 5 })).months[11]!.total.stock).toBeLessThan(
      base.months[11]!.total.stock,
    );
    const moved = under(lever({ kind: 'moves', value: 1, groups: ['Res'], toGroup: 'Fos' }));
    expect(end(moved, 'Res')).toBeLessThan(end(base, 'Res') - 9);
    expect(end(moved, 'Fos')).toBeGreaterThan(end(base, 'Fos') + 9);
    const capped = under(lever({ kind: 'entrants-number', value: -500 }));
    expect(sum(capped, 'entrants')).toBe(0);
    expect(capped.notes.join(' ')).toContain('capped at zero');
    const off = under({ ...lever({ kind: 'entrants-percent', value: 30 }), on: false });
    expect(off.months).toEqual(base.months);
    for (const projection of [base, sgo, moved, capped]) {
      for (const { total, groups: cells, bands: byBand } of projection.months) {
        const { opening: before, entrants, leavers, stock } = total;
        expect(Math.abs(before + entrants - leavers - stock)).toBeLessThan(1e-9);
        expect(Math.abs(add(Object.values(byBand)) - stock)).toBeLessThan(1e-9);
        for (const cell of Object.values(cells)) {
          const closing = cell.opening + cell.entrants + cell.moversIn - cell.moversOut - cell.leavers;
          expect(Math.abs(closing - cell.stock)).toBeLessThan(1e-9);
          for (const value of Object.values(cell)) expect(Number.isFinite(value) && value > -1e-9).toBe(true);
        }
      }
    }
  });

  test('one month of stock is enough; without entrants, leavers or bands it is a straight line, and says so', () => {
    expect(projectDemand(input(counted(totals, 1))).method).toBe('monthly-step');
    expect(projectDemand(input(counted([totals[0]!]))).method).toBe('linear');
    const unbanded = counted(totals);
    unbanded.demandSeries = unbanded.demandSeries.map((row) => ({ ...row, band: '*' }));
    const line = projectDemand(input(unbanded, { levers: [lever({ kind: 'entrants-percent', value: 30 })] }));
    expect(line.method).toBe('linear');
    expect(line.notes.join(' ')).toContain('Demand levers have no effect on a trend of counts');
    expect(projectDemand(input(counted(totals), { method: 'naive' })).method).toBe('naive');
  });

  test('leavers where no child is ever counted make no infinite rate, and are said', () => {
    const flows = [
      { measure: 'entrants' as const, value: 3 },
      { measure: 'leavers' as const, groupCode: 'Supp', band: 'under 1', value: 4 },
    ];
    const projection = projectDemand(input(counted(flows)));
    expect(projection.months.every(({ total }) => Number.isFinite(total.stock))).toBe(true);
    expect(projection.notes.join(' ')).toContain('48 leavers are counted where no child is counted');
  });
});
