import { readFileSync } from 'node:fs';
import { type BenchmarkMethod, forecastSeries, intervalOf } from '../../../shared/demand/benchmarks.ts';
import { forecastBox } from '../../../shared/demand/counts/box-forecast.ts';
import type { FlowPeriod } from '../../../shared/demand/movement/flow-history.ts';
import { movementFromHistory } from '../../../shared/demand/movement/movement.ts';
import { daysBetween } from '../../../shared/model/calendar.ts';
import { Board } from './scores.ts';

type ByYear = Record<string, Record<string, number>>;
type Counts = { stock: ByYear; start: ByYear; cease: ByYear };

const origins = [2020, 2021, 2022, 2023, 2024];
const trends: readonly BenchmarkMethod[] = ['naive', 'linear', 'holt', 'holt-damped'];
export const publishedMethods = ['default', 'old rules', ...trends] as const;
/** Fewer children than this are no council: 7 in the City of London. More are regions. */
const [fewest, most] = [30, 3000];

/** The published counts; a file of the same form may be given in their place. */
export function readPublished(file: string | URL): Counts {
  return JSON.parse(readFileSync(file, 'utf8')) as Counts;
}

/**
 * Scores every method on the counts published to 31 March of each year 2020 to 2024, 12 and 24 months on: the default
 * and the old rules (flows of the last year, constant) from stock, starts and ceases; the trends from stock alone.
 */
export function scorePublished(counts: Counts, paths: number): { board: Board; councils: number } {
  const board = new Board();
  const used = new Set<string>();
  for (const council of Object.keys(counts.stock)) {
    for (const origin of origins) {
      const periods = periodsOf(counts, council, origin);
      const now = counts.stock[council]?.[origin];
      if (periods.length < 3 || now === undefined || now < fewest || now > most) continue;
      used.add(council);
      const options = { months: 24, paths, seed: origin, choice: movementFromHistory };
      const first = `${origin}-04-01`;
      const made = forecastBox(periods, 1, first, options).months;
      const old = forecastBox(periods.slice(-1), 1, first, {
        ...options,
        choice: { dispersion: 1, entryWalk: 0, exitWalk: 0 },
      }).months;
      const stock = Array.from({ length: origin - 2009 }, (_, at) => counts.stock[council]?.[2010 + at] ?? null);
      for (const years of [1, 2] as const) {
        const actual = counts.stock[council]?.[origin + years];
        if (actual === undefined) continue;
        const add = (method: string, said: Parameters<ReturnType<Board['of']>['add']>[0]) =>
          board.of(method, years * 12, 'total').add(said, actual, now);
        for (const [name, months] of [
          ['default', made],
          ['old rules', old],
        ] as const) {
          const { stock: mean, spread } = months[years * 12 - 1]!;
          add(name, { mean, low80: spread.p10, high80: spread.p90, low95: spread.low95, high95: spread.high95 });
        }
        for (const method of trends) {
          const forecast = forecastSeries(method, stock, years);
          const [eighty, wide] = [intervalOf(forecast, years, 0.8), intervalOf(forecast, years, 0.95)];
          const { mean } = forecast.points[years - 1]!;
          add(method, { mean, low80: eighty.low, high80: eighty.high, low95: wide.low, high95: wide.high });
        }
      }
    }
  }
  return { board, councils: used.size };
}

/** The years to 31 March with stock at both ends, starts and ceases, ending with the origin's; none after a gap. */
function periodsOf({ stock, start, cease }: Counts, council: string, origin: number): FlowPeriod[] {
  const periods: FlowPeriod[] = [];
  for (let year = origin; year > 2009; year -= 1) {
    const [end, begin] = [stock[council]?.[year], stock[council]?.[year - 1]];
    const [entrants, leavers] = [start[council]?.[year], cease[council]?.[year]];
    if (end === undefined || entrants === undefined || leavers === undefined) break;
    const days = daysBetween(`${year - 1}-04-01`, `${year}-04-01`);
    const exposure = (((begin ?? end) + end) / 2) * days;
    periods.unshift({ start: `${year - 1}-04-01`, days, stock: end, entrants, leavers, birthdays: 0, exposure });
  }
  return periods;
}
