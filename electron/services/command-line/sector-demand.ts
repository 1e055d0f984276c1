import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { referenceWindow } from '../../../shared/demand/prepare.ts';
import { sectorMethods } from '../../../shared/demand/sector/backtest.ts';
import { type SectorForecast, type SectorStock, sectorStockOn } from '../../../shared/demand/sector/common.ts';
import { regionalDetail, regionalProportions, sectorCostOn } from '../../../shared/demand/sector/cost.ts';
import {
  type SectorMethod,
  type SectorProjection,
  type SectorWindow,
  sectorProjection,
} from '../../../shared/demand/sector/projection.ts';
import { regionalEpisodes } from '../../../shared/demand/sector/regional.ts';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { addDays, daysBetween } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { sectorInputOf } from '../../../shared/ssda903/return.ts';
import type { ParsedReturn } from '../../../shared/ssda903/types.ts';
import type { CommandResult } from './environment.ts';
import { publishedDemand } from './published-text.ts';
import { type TextRow, textColumns } from './text-columns.ts';

/** True for the sector's two open models, which start from raw episodes and have groups of their own. */
export function isSectorMethod(method: string): method is SectorMethod {
  return sectorMethods.includes(method as SectorMethod);
}

/** Runs one of the sector's models on raw episodes and says it in words; `daily` adds every day by state. */
export function sectorDemand(
  parsed: ParsedReturn,
  method: SectorMethod,
  window: Omit<SectorWindow, 'reference'> & { reference: { from: string; to: string } | null },
  printed: 'monthly' | 'daily' | 'published',
  said: readonly string[] = [],
  prices: SectorPrices | null = null,
): CommandResult {
  const reference = referenceWindow(window.dataDate, window.reference);
  const input = sectorInputOf(parsed);
  const projection = sectorProjection(method, input, { ...window, reference });
  const notes = [...said, ...projection.notes];
  if (parsed.birthPrecision === 'month') {
    notes.push(
      'Births are held by month; the sector’s programs count ages by day. Import with --birth-date day to match',
    );
  }
  if (printed === 'published') return publishedDemand(projection, null, []);
  const costs = prices ? costsOf(projection, prices) : null;
  return {
    json: {
      command: 'demand',
      ...figuresOf(projection, window.dataDate, printed === 'daily'),
      proportions:
        method === 'd2i-regional'
          ? Object.fromEntries(
              regionalProportions(regionalEpisodes(input), regionalDetail, reference.from, reference.to),
            )
          : null,
      costs,
      reference,
      notes,
    },
    text: [
      `Children in care, method ${method}, data to ${formatDate(window.dataDate)}`,
      tableOf(projection),
      ...(costs ? [costTable(costs)] : []),
      ...notes.map((note) => `· ${note}`),
    ].join('\n'),
    problems: false,
  };
}

/** Prices a week by category, each way of providing with its share of the category's children. */
const pricesSchema = z.record(
  z.string(),
  z.array(z.strictObject({ price: z.number().min(0), proportion: z.number().min(0) })),
);
export type SectorPrices = z.infer<typeof pricesSchema>;

/** Weekly prices from a JSON file: `{"FOSTERING": [{"price": 550, "proportion": 0.6}, …]}`. Throws `invalid-input`. */
export function sectorPricesOf(path: string): SectorPrices {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new OutturnError('invalid-input', `“${basename(path)}” is not a JSON file that can be read.`);
  }
  const read = pricesSchema.safeParse(value);
  if (read.success) return read.data;
  throw new OutturnError(
    'invalid-input',
    `“${basename(path)}” must hold, for each category, a list of {"price": a week, "proportion": share}.`,
  );
}

/** What the children of each month's last day cost that day, by category; a category without a price is named. */
function costsOf({ forecast, months }: SectorProjection, prices: SectorPrices) {
  const categoryOf = (state: string) => state.split('|')[1] ?? '';
  const unpriced = [...new Set(forecast.states.map(categoryOf))].filter((name) => name !== '' && !(name in prices));
  if (unpriced.length > 0)
    throw new OutturnError('invalid-input', `The prices lack ${unpriced.join(', ')}: a cost without them is no cost.`);
  return months.map(({ end }) => {
    const on = addDays(end, -1);
    return { on, perDay: sectorCostOn(forecast, daysBetween(forecast.from, on), categoryOf, prices) };
  });
}

function costTable(costs: ReturnType<typeof costsOf>): string {
  const names = Object.keys(costs[0]?.perDay ?? {});
  return textColumns([
    ['Cost a day', ...names],
    'rule',
    ...costs.map(
      ({ on, perDay }): TextRow => [formatDate(on), ...names.map((name) => formatNumber(perDay[name] ?? 0, 2))],
    ),
  ]);
}

function figuresOf(projection: SectorProjection, dataDate: string, daily: boolean) {
  const { method, opening, months, intervals, stock, rates, forecast } = projection;
  return {
    method,
    dataDate,
    opening,
    months,
    intervals,
    stock: {
      on: dataDate,
      states: Object.fromEntries(stock.states.map((state) => [state, sectorStockOn(stock, state, dataDate)])),
    },
    rates: [...rates.rates].flatMap(([from, targets]) => [...targets].map(([to, perDay]) => ({ from, to, perDay }))),
    entrantsPerDay: Object.fromEntries(rates.entrants),
    ...(daily
      ? {
          history: daysOf(stock, stock.series),
          forecast: daysOf(forecast, forecast.series),
          variance: forecast.variance ? daysOf(forecast, forecast.variance) : null,
        }
      : {}),
  };
}

/** One row a day: the date and a number by state. */
function daysOf({ from, days, states }: SectorStock | SectorForecast, series: ReadonlyMap<string, ArrayLike<number>>) {
  return Array.from({ length: days }, (_, day) => ({
    date: addDays(from, day),
    states: Object.fromEntries(states.map((state) => [state, series.get(state)?.[day] ?? 0])),
  }));
}

function tableOf({ months, intervals }: SectorProjection): string {
  return textColumns([
    ['Month', 'Opening', 'Entrants', 'Leavers', 'Stock', ...(intervals ? ['Low', 'High'] : [])],
    'rule',
    ...months.map(({ start, total }, at): TextRow => {
      const values = [total.opening, total.entrants, total.leavers, total.stock];
      const range = intervals?.[at];
      return [
        formatMonth(start),
        ...values.map((value) => formatNumber(value, 1)),
        ...(range ? [range.low, range.high].map((value) => formatNumber(value, 1)) : []),
      ];
    }),
  ]);
}
