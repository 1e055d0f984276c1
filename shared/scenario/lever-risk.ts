import { leverRangeProblem } from '../levers/new-lever.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import { type Note, note } from '../model/note.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { forecast } from './forecast.ts';
import type { LeverRisk } from './risk.ts';

/** Levers that carry a low and a high about their number: what the outturn would be at each, against the forecast. */
export function leverRisks(snapshot: Snapshot, scenario: Scenario, made: Forecast): LeverRisk[] {
  return ranged(scenario).flatMap((lever): LeverRisk[] => {
    if (leverRangeProblem(lever) !== null) return [];
    const at = (value: number) => {
      const levers = scenario.levers.map((each) => (each.id === lever.id ? { ...each, value } : each));
      return forecast(snapshot, { ...scenario, levers }).total.outturn - made.total.outturn;
    };
    return [{ key: lever.id, low: at(lever.low ?? lever.value), high: at(lever.high ?? lever.value) }];
  });
}

/** Levers whose low and high cannot be drawn, each said: a range that is left out is never left out silently. */
export function leverRangeNotes(scenario: Scenario): Note[] {
  return ranged(scenario).flatMap((lever): Note[] => {
    const problem = leverRangeProblem(lever);
    if (problem === null) return [];
    const text = `Lever “${lever.name}” ${problem}: it is not drawn in the range`;
    return [note('lever-range', 'warn', text, { kind: 'lever', reference: lever.id })];
  });
}

const ranged = ({ levers }: Scenario): Lever[] =>
  levers.filter(({ on, low = null, high = null }) => on && (low !== null || high !== null));
