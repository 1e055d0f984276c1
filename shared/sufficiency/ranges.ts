import type { PathRange } from '../demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../demand/simulation/plan.ts';
import { type Spread, spreadOfReals } from '../demand/simulation/spread.ts';
import type { SimulationSummary } from '../demand/simulation/summarise.ts';
import { type BandCode, bands } from '../model/bands.ts';
import { addDays, daysBetween, monthsBetween } from '../model/calendar.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { needRange } from './need-range.ts';
import type { Sufficiency } from './sufficiency.ts';

/** The same with 80 % ranges of every group and need, all from the same paths. */
export function withRanges(
  snapshot: Snapshot,
  made: Sufficiency,
  plan: SimulationPlan,
  range: PathRange,
  summary: SimulationSummary,
): Sufficiency & {
  needRanges: { type: string; growth: Spread; need: Spread }[];
  /** Growth of each age to that day, from the same paths. */
  ageRanges: { band: BandCode; growth: Spread }[];
} {
  // Steps run from the day after the data date: the first ends with that day's month.
  const month = monthsBetween(addDays(made.dataDate, 1), made.on);
  const spreads = summary.months[month]?.groups ?? {};
  const years = made.requestsOf ? (daysBetween(made.requestsOf.from, made.requestsOf.to) + 1) / 365.25 : 1;
  return {
    ...made,
    gaps: made.gaps.map((cell) => ({
      ...cell,
      low: spreads[cell.group]?.p10 ?? cell.low,
      high: spreads[cell.group]?.p90 ?? cell.high,
    })),
    ageRanges: made.byBand.map(({ band, now }) => {
      const own = bands.findIndex(({ code }) => code === band);
      const growth = Float64Array.from(
        { length: range.to - range.from },
        (_, path) => range.bands[(path * range.months + month) * bands.length + own]! - now,
      );
      return { band, growth: spreadOfReals(growth) };
    }),
    needRanges: made.needs.map(({ type, unmet }) => {
      const groups = snapshot.placementGroups.filter((group) => group.careType === type).map(({ code }) => code);
      const opening = groups.reduce((sum, code) => sum + (made.opening[code] ?? 0), 0);
      return { type, ...needRange(plan, range, month, groups, opening, { seen: unmet, years }) };
    }),
  };
}
