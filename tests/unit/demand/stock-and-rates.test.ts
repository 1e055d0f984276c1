import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureRates, seasonalIndex } from '../../../shared/demand/history/rates.ts';
import { reconcile } from '../../../shared/demand/history/reconciliation.ts';
import { eachSpanIn, readSpans } from '../../../shared/demand/history/spans.ts';
import { shortBreaksOn, stockOn } from '../../../shared/demand/history/stock.ts';
import { dayNumber } from '../../../shared/model/calendar.ts';
import type { Placement } from '../../../shared/model/registers.ts';
import { demandCase } from './cases.ts';
import { group, syntheticSnapshot, threeGroups } from './synthetic.ts';

const add = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

function placement(part: Partial<Placement> & Pick<Placement, 'childKey' | 'groupCode' | 'start'>): Placement {
  return {
    id: 1,
    reference: `${part.childKey}-${part.start}`,
    birthMonth: '2012-01-01',
    birthDate: null,
    uasc: 0,
    provider: null,
    route: 'spot',
    end: null,
    expectedEnd: null,
    area: null,
    unitCode: null,
    shortBreak: 0,
    endReason: null,
    ...part,
  };
}

describe('stock', () => {
  test('903-01: stock on each date and child-days', () => {
    type Given = {
      'episodes(child,DECOM,DEC,PLACE,REC)': [string, string, string | null, string, string | null][];
      dates: string[];
    };
    const { given, expect: wanted } = demandCase<Given, { stock: number[]; child_days_A_2022_23: number }>('903-01');
    const episodes = given['episodes(child,DECOM,DEC,PLACE,REC)'];
    const groups = [...new Set(episodes.map(([, , , place]) => place))].map((code, at) => group(code, 'other', at));
    const rows = episodes.map(([childKey, start, end, groupCode]) => placement({ childKey, start, end, groupCode }));
    const spans = readSpans(rows, groups);
    expect(given.dates.map((date) => add(stockOn(spans, groups.length, date)))).toEqual(wanted.stock);
    expect(spans.notes.join()).toContain('1 placements run past the start');
    const ofA = readSpans(
      rows.filter(({ childKey }) => childKey === 'A'),
      groups,
    );
    let days = 0;
    const year = [dayNumber('2022-04-01'), dayNumber('2023-04-01')] as const;
    eachSpanIn(ofA, Array.from(groups.keys()), ...year, (_, __, from, last) => {
      days += last - from;
    });
    expect(days).toBe(wanted.child_days_A_2022_23);
  });

  test('short breaks are counted apart; a child leaves the stock on the 18th birthday', () => {
    const spans = readSpans(
      [
        placement({ childKey: 'a', groupCode: 'FOS', start: '2023-01-01', shortBreak: 1 }),
        placement({ childKey: 'b', groupCode: 'FOS', start: '2023-01-01', birthMonth: '2006-01-01' }),
      ],
      threeGroups,
    );
    expect(shortBreaksOn(spans, '2023-06-30')).toBe(1);
    expect(add(stockOn(spans, 4, '2023-12-31'))).toBe(1);
    // Only the month of birth is held: the birthday falls on average in its middle.
    expect(add(stockOn(spans, 4, '2024-01-15'))).toBe(1);
    expect(add(stockOn(spans, 4, '2024-01-16'))).toBe(0);
  });

  test('an unknown group and an end before the start are refused by name', () => {
    expect(() =>
      readSpans([placement({ childKey: 'a', groupCode: 'NOPE', start: '2023-01-01' })], threeGroups),
    ).toThrow(/NOPE/);
    const backwards = placement({ childKey: 'a', groupCode: 'FOS', start: '2023-01-02', end: '2023-01-01' });
    expect(() => readSpans([backwards], threeGroups)).toThrow(/before it starts/);
  });
});

describe('reconciliation', () => {
  test('flows counted from the records leave no residual in any month or group, for all, only and without UASC', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (children, seed) => {
        const { placements } = syntheticSnapshot(children, seed);
        const spans = readSpans(placements, threeGroups);
        for (const uasc of ['all', 'only', 'excluded'] as const) {
          for (const month of reconcile(spans, 4, '2022-04-01', '2024-03-01', uasc)) {
            for (const cell of [month.total, ...month.groups]) expect(cell.residual).toBe(0);
            expect(month.total.moversIn).toBe(month.total.moversOut);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('rates', () => {
  const window = { from: '2023-04-01', to: '2024-03-31' };

  test('one child with known nights: exposure, events and entrants fall in the right cells', () => {
    const rows = [
      placement({ childKey: 'a', groupCode: 'FOS', start: '2023-05-01', end: '2023-06-01', birthMonth: '2013-05-15' }),
      placement({ childKey: 'a', groupCode: 'RES', start: '2023-06-01', end: '2023-06-11', birthMonth: '2013-05-15' }),
    ].map((row) => ({ ...row, birthMonth: '2013-05-01' }));
    const spans = readSpans(rows, threeGroups);
    const rates = measureRates({ spans, groups: threeGroups, window, dataDate: '2024-03-31', kappaDays: 0 });
    // Modelled: FOS, IFA, RES. Ten years old throughout: band 3.
    expect(rates.groups).toEqual(['FOS', 'IFA', 'RES']);
    expect(rates.exposure[3 * 3]).toBe(31);
    expect(rates.exposure[3 * 3 + 2]).toBe(10);
    expect(rates.rates[(3 * 3 + 0) * 4 + 2]).toBe(1 / 31);
    expect(rates.rates[(3 * 3 + 2) * 4 + 3]).toBe(1 / 10);
    expect(rates.entrants[3 * 3]).toBe(1 / 366);
    expect(add(rates.entrantEvents)).toBe(1);
  });

  test('exposure splits at the birthday that changes the band', () => {
    const spans = readSpans(
      [
        placement({
          childKey: 'a',
          groupCode: 'FOS',
          start: '2023-05-01',
          end: '2023-07-01',
          birthMonth: '2013-06-01',
        }),
      ],
      threeGroups,
    );
    const rates = measureRates({ spans, groups: threeGroups, window, dataDate: '2024-03-31', kappaDays: 1095 });
    expect([rates.exposure[2 * 3], rates.exposure[3 * 3]]).toEqual([31, 30]);
    expect(rates.events[3 * 3 * 4 + 3]).toBe(1);
  });

  test('the last night of the data is no exposure: what the next morning brings is not known', () => {
    const spans = readSpans([placement({ childKey: 'a', groupCode: 'FOS', start: '2020-01-01' })], threeGroups);
    const exposed = (dataDate: string) =>
      add(measureRates({ spans, groups: threeGroups, window, dataDate, kappaDays: 0 }).exposure);
    expect(exposed('2024-03-31')).toBe(365);
    expect(exposed('2024-04-30')).toBe(366);
  });

  test('a move on the birthday that ends a band belongs to the night before, and so to that band', () => {
    const [from, to] = ['2023-04-10', '2023-06-01'];
    const rows = [
      placement({ childKey: 'a', groupCode: 'FOS', start: from, end: to, birthMonth: '2013-06-01' }),
      placement({ childKey: 'a', groupCode: 'RES', start: to, birthMonth: '2013-06-01' }),
    ];
    const rates = measureRates({
      ...{ spans: readSpans(rows, threeGroups), groups: threeGroups, window, dataDate: '2024-03-31', kappaDays: 0 },
    });
    expect(rates.events[2 * 3 * 4 + 2]).toBe(1);
    expect(rates.rates[2 * 3 * 4 + 2]).toBe(1 / 52);
    expect(add(rates.events)).toBe(1);
  });

  test('a cell borrows from its group over all ages, and the group from all that can move there', () => {
    const kappaDays = 100;
    const rows = [
      placement({ childKey: 'a', groupCode: 'FOS', start: '2023-05-01', end: '2023-06-01' }),
      placement({ childKey: 'a', groupCode: 'RES', start: '2023-06-01', end: '2023-06-21' }),
      placement({ childKey: 'b', groupCode: 'IFA', start: '2023-05-01', end: '2023-05-11', birthMonth: '2020-01-01' }),
    ];
    const rates = measureRates({
      ...{ spans: readSpans(rows, threeGroups), groups: threeGroups, window, dataDate: '2024-03-31', kappaDays },
    });
    // FOS → RES: one event in 31 nights there, of 41 nights of the groups that can move to RES.
    const all = 1 / (31 + 10);
    const group = (1 + kappaDays * all) / (31 + kappaDays);
    const at = (band: number) => (band * 3 + 0) * 4 + 2;
    expect(rates.parents[at(3)]).toBeCloseTo(group, 15);
    expect(rates.rates[at(3)]).toBeCloseTo((1 + kappaDays * group) / (31 + kappaDays), 15);
    // A cell with neither event nor exposure has the group's rate.
    expect(rates.rates[at(0)]).toBeCloseTo(group, 15);
  });

  test('every rate is finite and zero or more, and every event has exposure, whatever the history', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer(),
        fc.constantFrom(0, 1095),
        (children, seed, kappaDays) => {
          const spans = readSpans(syntheticSnapshot(children, seed).placements, threeGroups);
          const rates = measureRates({ spans, groups: threeGroups, window, dataDate: '2024-03-31', kappaDays });
          for (const rate of rates.rates) expect(rate >= 0 && Number.isFinite(rate)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('a seasonal index has mean 1', () => {
    const index = seasonalIndex(readSpans(syntheticSnapshot(400, 5).placements, threeGroups), '2024-03-31');
    expect(add(index!) / 12).toBeCloseTo(1, 12);
  });
});
