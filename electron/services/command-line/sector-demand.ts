import { referenceWindow } from '../../../shared/demand/prepare.ts';
import { sectorMethods } from '../../../shared/demand/sector/backtest.ts';
import { type SectorForecast, type SectorStock, sectorStockOn } from '../../../shared/demand/sector/common.ts';
import {
  type SectorMethod,
  type SectorProjection,
  type SectorWindow,
  sectorProjection,
} from '../../../shared/demand/sector/projection.ts';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { addDays } from '../../../shared/model/calendar.ts';
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
): CommandResult {
  const reference = referenceWindow(window.dataDate, window.reference);
  const projection = sectorProjection(method, sectorInputOf(parsed), { ...window, reference });
  const notes = [...said, ...projection.notes];
  if (parsed.birthPrecision === 'month') {
    notes.push(
      'Births are held by month; the sector’s programs count ages by day. Import with --birth-date day to match',
    );
  }
  if (printed === 'published') return publishedDemand(projection, null, []);
  return {
    json: { command: 'demand', ...figuresOf(projection, window.dataDate, printed === 'daily'), reference, notes },
    text: [
      `Children in care, method ${method}, data to ${formatDate(window.dataDate)}`,
      tableOf(projection),
      ...notes.map((note) => `· ${note}`),
    ].join('\n'),
    problems: false,
  };
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
