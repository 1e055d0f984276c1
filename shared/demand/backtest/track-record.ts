import { addDays, addMonths } from '../../model/calendar.ts';
import type { DemandInput } from '../input.ts';
import { spansOf } from '../prepare.ts';
import { projectDemand } from '../project.ts';
import { stockHistory } from '../project-trend.ts';
import { simulatePaths } from '../simulation/microsimulation.ts';
import { simulationPlan } from '../simulation/plan.ts';
import { summarise } from '../simulation/summarise.ts';
import type { Scored } from './accuracy.ts';
import { type BacktestRow, backtestRow } from './row.ts';

/** Months ahead that are scored, starts looked back on and the months between them, and paths of each interval. */
const ahead = [6, 12] as const;
const mostStarts = 6;
const apart = 3;
const paths = 100;
/** Months of history a start needs before it. */
const leastMonths = 24;

export type TrackRecord = { own: BacktestRow[]; naive: BacktestRow[] };

/**
 * How forecasts of all modelled children from past dates did by the forecast's own method (docs/model.md §6), beside the last level:
 * a short back-test for a paper, from up to six starts three months apart, each with what was known then. Null where no
 * children are held one by one or the history is too short. Deterministic.
 */
export function trackRecord(input: Omit<DemandInput, 'levers' | 'months'>): TrackRecord | null {
  const { snapshot } = input;
  if (snapshot.placements.length === 0 || (input.method !== 'chain' && input.method !== 'duration')) return null;
  const { method } = input;
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const { months, series } = stockHistory(spans, ordered.length, snapshot.dataDate);
  const modelled = ordered.flatMap((group, at) => (group.modelled === 1 ? [at] : []));
  const totals = months.map((_, month) => modelled.reduce((sum, at) => sum + (series[at]?.[month] ?? 0), 0));
  const own = ahead.map((): Scored[] => []);
  const naive = ahead.map((): Scored[] => []);
  const longest = ahead.at(-1)!;
  for (let start = 0; start < mostStarts; start += 1) {
    const at = months.length - 1 - longest - start * apart;
    if (at < leastMonths) break;
    const dataDate = addDays(addMonths(months[at]!, 1), -1);
    // At a start in the past nobody knew what the register now says of the days after it.
    const { expectedEnds: _ends, ...asked } = input;
    const then = { ...asked, snapshot: { ...snapshot, dataDate }, reference: null, levers: [], months: longest };
    const made = projectDemand(then).months;
    const plan = simulationPlan(then, { seed: 7, drawRates: true });
    const drawn = summarise({ ...plan, constant: [] }, simulatePaths(plan, 0, paths)).months;
    ahead.forEach((horizon, row) => {
      const month = made[horizon - 1]!;
      const { p10, p90, low95, high95 } = drawn[horizon - 1]!.total;
      const forecast = modelled.reduce((sum, index) => sum + (month.groups[ordered[index]!.code]?.stock ?? 0), 0);
      const actual = totals[at + horizon]!;
      own[row]!.push({ forecast, actual, low: p10, high: p90, low95, high95 });
      naive[row]!.push({ forecast: totals[at]!, actual });
    });
  }
  if (own[0]!.length === 0) return null;
  return {
    own: ahead.map((horizon, row) => backtestRow(method, horizon, null, own[row]!, naive[row]!)),
    naive: ahead.map((horizon, row) => backtestRow('naive', horizon, null, naive[row]!, naive[row]!)),
  };
}
