import { effectOf, leverDefinitions } from '../levers/definitions.ts';
import { type CivilDate, daysBetween, monthsBetween, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import { type Lever, leverStrength } from '../model/lever.ts';

/** True when a lever acts on a group: it names it, or names none. */
export function actsOnGroup(lever: Lever, group: string): boolean {
  return lever.groups.length === 0 || lever.groups.includes(group);
}

/** True when a lever on savings or pressures acts on this one: it names it, names it among several, or acts on all. */
export function actsOnReference({ reference, references }: Lever, own: string): boolean {
  return references === undefined ? reference === own : references.length === 0 || references.includes(own);
}

/** What a lever must name before it does anything, where it names nothing yet; null where it needs nothing more. */
export function awaits(lever: Lever): string | null {
  const { referenceTo, needsGroup } = leverDefinitions[lever.kind];
  if (needsGroup) return lever.toGroup ? null : 'group to move to';
  if (
    lever.reference ||
    lever.references ||
    referenceTo === null ||
    referenceTo === 'exit' ||
    referenceTo === 'partner'
  )
    return null;
  return referenceTo === 'line' ? 'budget line' : referenceTo;
}

/** How much of a lever is in force on a date: 0 outside its dates, its ramp within, 1 at full. */
export function strengthOn(lever: Lever, date: CivilDate): number {
  if (date < lever.from || (lever.to !== null && date >= lever.to)) return 0;
  return leverStrength(lever, lever.rampMonths === 0 ? 0 : monthsBetween(lever.from, date));
}

/**
 * Mean over the days of `[start, end)` (within one month) of a product or sum that levers make on a day; the span is
 * split where a lever begins or stops.
 */
export function meanOverDays(
  levers: readonly Lever[],
  start: CivilDate,
  end: CivilDate,
  onDay: (date: CivilDate) => number,
): number {
  const inside = (date: CivilDate | null) => date !== null && date > start && date < end;
  if (!levers.some((lever) => inside(lever.from) || inside(lever.to))) return onDay(start);
  const cuts = new Set([start]);
  for (const lever of levers) {
    if (lever.from > start && lever.from < end) cuts.add(lever.from);
    if (lever.to !== null && lever.to > start && lever.to < end) cuts.add(lever.to);
  }
  const dates = [...cuts].sort();
  let total = 0;
  dates.forEach((date, index) => {
    total += onDay(date) * daysBetween(date, dates[index + 1] ?? end);
  });
  return total / daysBetween(start, end);
}

/**
 * Factor on weekly prices of a group over a span within one month: uplifts and reductions compound in list order,
 * (1 + p)(1 − r)…, each by how much of it is in force that day (docs/model.md §7 and §12).
 */
export function priceFactor(levers: readonly Lever[], group: string, start: CivilDate, end: CivilDate): number {
  return priceFactorOf(
    levers.filter((lever) => actsOnGroup(lever, group)),
    start,
    end,
  );
}

/** The same of levers that all act on the group. */
export function priceFactorOf(acting: readonly Lever[], start: CivilDate, end: CivilDate): number {
  if (acting.length === 0) return 1;
  return meanOverDays(acting, start, end, (date) => {
    let factor = 1;
    for (const lever of acting) {
      const effect = effectOf(lever);
      const direction = effect.on === 'price' ? effect.direction : 1;
      factor *= Math.max(0, 1 + direction * (lever.value / 100) * strengthOn(lever, date));
    }
    return factor;
  });
}

/** Sum of lever values in force for a group over a span within one month, in the levers' own unit. */
export function leverSum(levers: readonly Lever[], group: string, start: CivilDate, end: CivilDate): number {
  const acting = levers.filter((lever) => actsOnGroup(lever, group));
  if (acting.length === 0) return 0;
  return meanOverDays(acting, start, end, (date) =>
    acting.reduce((total, lever) => total + lever.value * strengthOn(lever, date), 0),
  );
}

/** True when any part of a lever's dates falls in a year. */
export function inYear(lever: Lever, year: string): boolean {
  return lever.from < yearEnd(year) && (lever.to === null || lever.to > yearStart(year));
}

/** True when a lever begins in a year: where a one-off falls. */
export function beginsInYear(lever: Lever, year: string): boolean {
  return yearOf(lever.from) === year;
}
