import { sameLevers } from '../demand/project-totals.ts';
import { totalsOf } from '../model/child-totals.ts';
import { type Note, note } from '../model/note.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { demandAssumptions, demandInput } from './demand-cache.ts';

/** Whatever beside levers has rates of children measured, as one text to compare. */
export const measuredBy = (snapshot: Snapshot, scenario: Pick<Scenario, 'assumptions'>): string =>
  JSON.stringify(demandAssumptions(snapshot, scenario));

/** What data without rows of children cannot do, said beside the figure; nothing where the rows are held. */
export function totalsNotes(snapshot: Snapshot, scenario: Scenario): Note[] {
  const totals = totalsOf(snapshot);
  if (!totals) return [];
  const notes = [
    note(
      'rows-left-out',
      'inform',
      'These data hold no rows of children: children and their cost stand on counts and prices by age band and placement group. No figure can be followed to a child, and nothing can be measured or tested on the past anew',
    ),
  ];
  const warn = (text: string) => notes.push(note('rows-needed', 'warn', text));
  if (!sameLevers(totals, demandInput(snapshot, scenario).levers))
    warn(
      'Levers on children have changed since the rows were left out: what they change is worked out on children spread evenly over their age bands, and the range of the number of children is the earlier one',
    );
  if (totals.method !== scenario.method)
    warn(`The number of children stays as the method “${totals.method}” gave it: another method needs the rows`);
  if (totals.measured !== measuredBy(snapshot, scenario))
    warn('Rates of children stay as they were measured: what was changed in how they are measured needs the rows');
  if (totals.year !== scenario.year || totals.period !== scenario.period)
    warn(
      `The range of the number of children is known for ${totals.year} from period ${totals.period} on; for another year or period it needs the rows`,
    );
  return notes;
}

/**
 * Cost of each simulated path less the central cost, cumulative to each period to come, as the rows gave it; empty where
 * it belongs to another year or period.
 */
export function storedDeviations(snapshot: Snapshot, year: string, period: number): Float64Array[] {
  const totals = totalsOf(snapshot);
  if (!totals?.paths || totals.year !== year || totals.period !== period) return [];
  return totals.paths.deviations.map((list) => Float64Array.from(list));
}
