import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SectorEpisode, SectorForecast, SectorRates, SectorStock } from '../../../shared/demand/sector/common.ts';
import { coreEpisodes, coreForecast, coreRates, coreState, coreStock } from '../../../shared/demand/sector/core.ts';
import {
  regionalEpisodes,
  regionalForecast,
  regionalRates,
  regionalState,
  regionalStock,
} from '../../../shared/demand/sector/regional.ts';
import { addDays, dateOfDay } from '../../../shared/model/calendar.ts';
import { readRows, sectorFolder, sectorInput } from './sector-input.ts';

type Case = {
  method: 'core' | 'regional';
  reference: [string, string];
  prediction: [string, string];
  stock: Record<string, { total: number; by_state: Record<string, number> }>;
  entrants_per_day: Record<string, number>;
  rates: [string, string, number][];
  forecast: Record<string, { total: number; by_state: Record<string, number> }>;
  variance?: Record<string, { total: number; by_state: Record<string, number> }>;
};
const cases: Case[] = JSON.parse(readFileSync(new URL('expected.json', sectorFolder), 'utf8')).cases;

type Run = { episodes: SectorEpisode[]; stock: SectorStock; rates: SectorRates; forecast: SectorForecast };
function run(item: Case, from: 'files' | 'stored'): Run {
  const input = sectorInput(item.method, from);
  if (item.method === 'core') {
    const episodes = coreEpisodes(input);
    const stock = coreStock(episodes);
    const rates = coreRates(episodes, stock, ...item.reference);
    return { episodes, stock, rates, forecast: coreForecast(rates, stock, ...item.prediction) };
  }
  const episodes = regionalEpisodes(input);
  const stock = regionalStock(episodes, input);
  const rates = regionalRates(episodes, stock, ...item.reference);
  return { episodes, stock, rates, forecast: regionalForecast(rates, stock, ...item.prediction) };
}

/** Largest difference between a daily CSV and our series; the dates must be the same days in the same order. */
function largestGap(path: string, from: string, days: number, value: (state: string, day: number) => number): number {
  const rows = readRows(path);
  expect(rows.map((row) => row.date)).toEqual(Array.from({ length: days }, (_, day) => addDays(from, day)));
  let gap = 0;
  for (const [day, row] of rows.entries()) {
    for (const [state, cell] of Object.entries(row)) {
      if (state !== 'date') gap = Math.max(gap, Math.abs(Number(cell) - value(state, day)));
    }
  }
  return gap;
}

const runs = cases.flatMap((item) => (['files', 'stored'] as const).map((from) => ({ ...item, from })));
describe.each(runs)('$method reproduces the sector model, from $from', (item) => {
  const { episodes, stock, rates, forecast } = run(item, item.from);
  const notInCare = item.method === 'core' ? 'NOT_IN_CARE' : 'Not in care';
  const total = (series: Map<string, Float64Array>, day: number) =>
    [...series].reduce((sum, [state, list]) => sum + (state.endsWith(notInCare) ? 0 : (list[day] ?? Number.NaN)), 0);

  test('cleaned episodes, row by row', () => {
    const state = item.method === 'core' ? coreState : regionalState;
    const band = (at: number) => state(at, '').replace(/( - |\|)$/, '');
    const ours = episodes.map((episode) =>
      [
        episode.childKey,
        dateOfDay(episode.birth),
        dateOfDay(episode.start),
        episode.end === null ? '' : dateOfDay(episode.end),
        episode.place,
        episode.provider,
        band(episode.band),
        episode.endBand === null ? '' : band(episode.endBand),
        episode.category,
        episode.before,
        episode.after,
      ].join(),
    );
    const theirs = readRows(`${item.method}-cleaned-episodes.csv`).map((row) =>
      [
        row.CHILD,
        row.DOB,
        row.DECOM,
        row.DEC,
        row.PLACE,
        row.PLACE_PROVIDER,
        row.age_bin,
        row.end_age_bin,
        row.placement_type,
        row.placement_type_before,
        row.placement_type_after === 'None' ? notInCare : row.placement_type_after,
      ].join(),
    );
    expect(ours.sort()).toEqual(theirs.sort());
  });

  test('stock, every day and state, exactly', () => {
    const gap = largestGap(`${item.method}-stock-daily.csv`, stock.from, stock.days, (state, day) => {
      return stock.series.get(state)?.[day] ?? Number.NaN;
    });
    expect(gap).toBe(0);
    for (const [date, { total: all, by_state }] of Object.entries(item.stock)) {
      const day = readRows(`${item.method}-stock-daily.csv`).findIndex((row) => row.date === date);
      expect([...stock.series.values()].reduce((sum, list) => sum + (list[day] ?? Number.NaN), 0)).toBe(all);
      for (const [state, count] of Object.entries(by_state)) expect(stock.series.get(state)?.[day]).toBe(count);
    }
  });

  test('rates and entrants to 1e-12', () => {
    const expected = new Map(item.rates.map(([from, to, rate]) => [`${from} > ${to}`, rate]));
    const ours = [...rates.rates].flatMap(([from, targets]) =>
      [...targets].map(([to, rate]) => [`${from} > ${to}`, rate] as const),
    );
    expect(ours.map(([name]) => name).sort()).toEqual([...expected.keys()].sort());
    for (const [name, rate] of ours) expect(Math.abs(rate - (expected.get(name) ?? Number.NaN))).toBeLessThan(1e-12);
    for (const row of readRows(`${item.method}-transition-rates.csv`)) {
      const rate = rates.rates.get(row.from ?? '')?.get(row.to ?? '') ?? 0;
      expect(Math.abs(rate - Number(row.daily_rate))).toBeLessThan(1e-12);
    }
    for (const [state, value] of Object.entries(item.entrants_per_day)) {
      expect(Math.abs((rates.entrants.get(state) ?? 0) - value)).toBeLessThan(1e-12);
    }
    const known = Object.keys(item.entrants_per_day);
    expect([...rates.entrants].filter(([state, value]) => value > 0 && !known.includes(state))).toEqual([]);
  });

  test('forecast, every day and state, to 1e-6; variance where there is one', () => {
    const gap = largestGap(`${item.method}-forecast-daily.csv`, forecast.from, forecast.days, (state, day) => {
      return forecast.series.get(state)?.[day] ?? Number.NaN;
    });
    expect(gap).toBeLessThan(1e-6);
    const days = readRows(`${item.method}-forecast-daily.csv`).map((row) => row.date);
    for (const [date, expected] of Object.entries(item.forecast)) {
      const day = days.indexOf(date);
      expect(Math.abs(total(forecast.series, day) - expected.total)).toBeLessThan(1e-6);
      for (const [state, value] of Object.entries(expected.by_state)) {
        expect(Math.abs((forecast.series.get(state)?.[day] ?? Number.NaN) - value)).toBeLessThan(1e-6);
      }
    }
    expect(forecast.variance === null).toBe(item.variance === undefined);
    for (const [date, expected] of Object.entries(item.variance ?? {})) {
      const day = days.indexOf(date);
      expect(Math.abs(total(forecast.variance ?? new Map(), day) - expected.total)).toBeLessThan(1e-6);
      for (const [state, value] of Object.entries(expected.by_state)) {
        expect(Math.abs((forecast.variance?.get(state)?.[day] ?? Number.NaN) - value)).toBeLessThan(1e-6);
      }
    }
  });
});
