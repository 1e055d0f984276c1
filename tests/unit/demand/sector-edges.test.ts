import { describe, expect, test } from 'vitest';
import type { SectorInput } from '../../../shared/demand/sector/common.ts';
import { coreEpisodes, coreForecast, coreRates, coreStock } from '../../../shared/demand/sector/core.ts';
import { regionalEpisodes, regionalRates, regionalStock } from '../../../shared/demand/sector/regional.ts';
import { dateOfDay } from '../../../shared/model/calendar.ts';

type Line = [child: string, decom: string, dec: string | null, place?: string];
const input = (births: Record<string, string>, ...lines: Line[]): SectorInput => ({
  headers: Object.entries(births).map(([childKey, birth]) => ({ childKey, birth, year: '2022/23' })),
  episodes: lines.map(([childKey, decom, dec, place = 'U6']) => {
    return { childKey, decom, dec, place, rne: 'S', provider: 'PR1', file: 'episodes.csv', year: '2022/23' };
  }),
});
const births = { a: '2010-02-10', b: '2010-02-10', c: '2010-02-10' };

describe('d2i-core at its edges', () => {
  test('the first day of the window is set against its own stock, every other against the day before', () => {
    // On 1 April one of three children leaves: two are left that day, three were there the day before.
    const given = input(
      births,
      ['a', '2022-01-01', '2022-04-01'],
      ['b', '2022-01-01', null],
      ['c', '2022-01-01', null],
    );
    const episodes = coreEpisodes(given);
    const stock = coreStock(episodes);
    const rate = (from: string, to: string) =>
      coreRates(episodes, stock, from, to).rates.get('TEN_TO_SIXTEEN|FOSTERING')?.get('TEN_TO_SIXTEEN|NOT_IN_CARE');
    expect(rate('2022-04-01', '2022-04-10')).toBeCloseTo(1 / 2 / 10, 15);
    expect(rate('2022-03-31', '2022-04-09')).toBeCloseTo(1 / 3 / 10, 15);
  });

  test('no more leave than are there: past one a day the rates shrink in proportion', () => {
    const episodes = coreEpisodes(input(births, ['a', '2022-01-01', null], ['b', '2022-01-01', null]));
    const stock = coreStock(episodes);
    const from = 'TEN_TO_SIXTEEN|FOSTERING';
    const targets = new Map([
      ['TEN_TO_SIXTEEN|NOT_IN_CARE', 1.5],
      ['TEN_TO_SIXTEEN|OTHER', 0.5],
    ]);
    const rates = { rates: new Map([[from, targets]]), entrants: new Map<string, number>() };
    const forecast = coreForecast(rates, stock, '2022-01-01', '2022-01-02');
    const total = 2 + 1 / 2190;
    const on = (state: string) => forecast.series.get(state)?.[0];
    expect(on(from)).toBeCloseTo(0, 12);
    expect(on('TEN_TO_SIXTEEN|NOT_IN_CARE')).toBeCloseTo((2 * 1.5) / total, 12);
    expect(on('TEN_TO_SIXTEEN|OTHER')).toBeCloseTo((2 * 0.5) / total, 12);
  });

  test('a child who leaves a category nobody was in is an error that names it, never infinity', () => {
    const episodes = coreEpisodes(input(births, ['a', '2022-05-01', '2022-05-01'], ['b', '2022-06-01', null, 'K2']));
    expect(() => coreRates(episodes, coreStock(episodes), '2022-04-01', '2022-05-31')).toThrow(
      expect.objectContaining({
        code: 'rate-without-exposure',
        message: expect.stringContaining('TEN_TO_SIXTEEN|FOSTERING'),
      }),
    );
  });

  test('children without a header are not counted; with none left it is said', () => {
    expect(() => coreStock(coreEpisodes(input({}, ['a', '2022-05-01', null])))).toThrow(
      expect.objectContaining({ code: 'no-data' }),
    );
  });
});

describe('d2i-regional at its edges', () => {
  test('an episode begun on a first birthday has a piece of no days in the band before, as the program makes it', () => {
    const given = input({ a: '2021-05-01' }, ['a', '2022-05-01', null], ['a', '2023-03-01', '2023-03-31']);
    const pieces = regionalEpisodes(given).map((piece) => [dateOfDay(piece.start), piece.band, piece.before]);
    expect(pieces).toEqual([
      ['2022-05-01', 0, 'Not in care'],
      ['2022-05-01', 1, 'Fostering'],
      ['2023-03-01', 1, 'Fostering'],
    ]);
  });

  test('a placement changed on a birthday moves in the younger band and goes on to the older on the same day', () => {
    const given = input(
      { a: '2012-05-01' },
      ['a', '2021-05-01', '2022-05-01'],
      ['a', '2022-05-01', '2023-03-01', 'K2'],
    );
    const episodes = regionalEpisodes(given);
    expect(
      episodes.map(({ start, end, band, category, after }) => [dateOfDay(start), end === null, band, category, after]),
    ).toEqual([
      ['2021-05-01', false, 2, 'Fostering', 'Residential'],
      ['2022-05-01', false, 2, 'Residential', 'Residential'],
      ['2022-05-01', false, 3, 'Residential', 'Not in care'],
    ]);
    // The piece of no days is in no day's stock.
    const stock = regionalStock(episodes, given);
    expect(Math.max(...(stock.series.get('5 to 10 - Residential') ?? [0]))).toBe(0);
  });

  test('a window may begin on the first day of the data: what ends on it has no day before, and is not counted', () => {
    const given = input(
      births,
      ['a', '2021-01-01', '2022-04-01'],
      ['b', '2022-04-01', '2022-04-11'],
      ['c', '2022-04-01', null],
    );
    const episodes = regionalEpisodes(given);
    const rates = regionalRates(episodes, regionalStock(episodes, given), '2022-04-01', '2022-04-30');
    const { rates: found, entrants } = rates;
    // Two from 1 April, one of whom leaves on the 11th: half, over the 29 days after a day with stock.
    expect(found.get('10 to 16 - Fostering')?.get('10 to 16 - Not in care')).toBeCloseTo(1 / 2 / 29, 15);
    expect(entrants.get('10 to 16 - Fostering')).toBeCloseTo(2 / 30, 15);
  });

  test('born on 29 February: the birthday falls on the 28th', () => {
    const given = input({ a: '2020-02-29' }, ['a', '2020-06-01', '2022-01-01']);
    const [first, second] = regionalEpisodes(given);
    expect([first?.end, second?.start].map((day) => dateOfDay(day ?? 0))).toEqual(['2021-02-28', '2021-02-28']);
  });

  test('stock may lie before the window; without any the ending is an error', () => {
    const given = input(births, ['a', '2022-05-01', '2022-06-01'], ['b', '2022-05-01', null]);
    const episodes = regionalEpisodes(given);
    const stock = regionalStock(episodes, given);
    const rates = regionalRates(episodes, stock, '2022-06-01', '2022-06-10');
    expect(rates.rates.get('10 to 16 - Fostering')?.get('10 to 16 - Not in care')).toBeCloseTo(1 / 2 / 10, 15);
    const empty = input(births, ['a', '2022-05-01', '2022-05-01'], ['b', '2022-06-01', null, 'K2']);
    const none = regionalEpisodes(empty);
    expect(() => regionalRates(none, regionalStock(none, empty), '2022-04-01', '2022-05-31')).toThrow(
      expect.objectContaining({ code: 'rate-without-exposure' }),
    );
  });
});
