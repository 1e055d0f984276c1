import { daysBetween, periodStart } from '../model/calendar.ts';
import { leverKindInformation } from '../model/lever.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { lineFinder, YearLine } from './line-forecast.ts';
import { signOffText } from './sign-off.ts';

/** Sentences every output must carry: data, changed assumptions, caps and held groups, what is not covered. */
export function forecastNotes(
  snapshot: Snapshot,
  scenario: Scenario,
  lines: readonly YearLine[],
  lineOf: ReturnType<typeof lineFinder>,
  changed: readonly { key: string; base: number | null; value: number }[],
  raised: readonly string[],
): string[] {
  const notes: string[] = [];
  if (snapshot.synthetic) notes.push('Part of the data is synthetic');
  for (const { key, base, value } of changed) {
    notes.push(`Assumption ${key} is ${value}, changed from ${base === null ? 'none' : base}`);
  }
  notes.push(...raised);
  if (lines.length === 0) notes.push(`No budget lines are held for ${scenario.year}`);
  if (scenario.status !== 'draft' || (scenario.signOff?.length ?? 0) > 0) notes.push(signOffText(scenario));
  const settled = snapshot.settlements.map((row) => `“${row.title}”`);
  if (settled.length > 0) {
    const most = settled.slice(0, 5).join(', ');
    notes.push(
      `${settled.length === 1 ? 'One contradiction between sources was' : `${settled.length} contradictions between sources were`} settled by a person, with reasons: ${most}${settled.length > 5 ? ' …' : ''}`,
    );
  }
  notes.push(...lineNotes(snapshot, scenario, lines, lineOf), ...schemeNotes(snapshot, scenario));
  return [...new Set(notes)];
}

function lineNotes(
  snapshot: Snapshot,
  scenario: Scenario,
  lines: readonly YearLine[],
  lineOf: ReturnType<typeof lineFinder>,
): string[] {
  const notes: string[] = [];
  const { year, period } = scenario;
  const without: string[] = [];
  const missing = new Set<number>();
  for (const { row, budget } of lines) {
    const reported = new Set(
      snapshot.actuals.filter((item) => item.year === year && item.lineCode === row.code).map((item) => item.period),
    );
    const gaps = Array.from({ length: period }, (_, at) => at + 1).filter((each) => !reported.has(each));
    if (gaps.length === period && period > 0) without.push(row.name);
    else for (const gap of gaps) missing.add(gap);
    if (budget.uncounted.length > 0) {
      notes.push(
        `${row.name}: ${budget.uncounted.length === 1 ? '1 budget change is' : `${budget.uncounted.length} budget changes are`} not approved or not dated in ${year}, and not counted`,
      );
    }
  }
  if (without.length > 0) notes.push(`No actuals to period ${period} for: ${without.join(', ')}`);
  if (missing.size > 0)
    notes.push(`Some lines hold no actuals for period ${[...missing].sort((a, b) => a - b).join(', ')}`);
  const elsewhere = snapshot.placementGroups.filter((group) => lineOf(group.code, null) === null);
  const placed = lines.some(({ row }) => row.method === 'placements');
  if (!placed && snapshot.placements.length > 0 && lines.length > 0) {
    notes.push('No budget line is forecast from placements: their cost is shown apart and does not enter the outturn');
  } else if (elsewhere.length > 0 && period < 12) {
    notes.push(
      `Cost of ${elsewhere.map((group) => group.name).join(', ')} is in a line forecast in another way and does not enter the outturn a second time`,
    );
  }
  if (
    period < 12 &&
    snapshot.dataDate < periodStart(year, period + 1) &&
    daysBetween(snapshot.dataDate, periodStart(year, period + 1)) > 31
  ) {
    notes.push(`The placements run to ${snapshot.dataDate}, more than a month before the first month forecast`);
  }
  return notes;
}

/** A benefit is realised through one route: warn where a scheme's lever route and its saving are both in play. */
function schemeNotes(snapshot: Snapshot, scenario: Scenario): string[] {
  const priced = new Set(['price-uplift', 'price-reduction', 'contribution']);
  const demand = scenario.levers.some((lever) => lever.on && leverKindInformation[lever.kind].demand);
  const price = scenario.levers.some((lever) => lever.on && priced.has(lever.kind));
  return snapshot.schemes.flatMap((scheme) => {
    const acting = (scheme.route === 'demand' && demand) || (scheme.route === 'price' && price);
    const saving = snapshot.savings.some(
      (row) => row.reference === scheme.savingReference && row.year === scenario.year && row.class === 'saving',
    );
    if (!acting || !saving) return [];
    return [
      `${scheme.name} is realised through ${scheme.route} levers and also names saving ${scheme.savingReference}: set the saving’s delivery so that the benefit is not counted twice`,
    ];
  });
}
