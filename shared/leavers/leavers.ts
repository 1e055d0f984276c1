/** Care leavers and unaccompanied children, whole (docs/model.md §21). */
import { type UascPosition, uascPosition } from '../demand/history/uasc.ts';
import type { DemandProjection } from '../demand/projection.ts';
import { formatDate } from '../format/format.ts';
import { addDays, addMonths, type CivilDate, latestDay, sameDay } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { optionalAssumption } from '../scenario/assumption-values.ts';
import { type CohortOnDay, type CohortYear, carryForward, cohortCounts } from './cohort.ts';
import { type ArrivalCost, arrivalCost, type GrantIncome, grantIncome, grantRate } from './grants.ts';

export type Leavers = {
  counts: CohortOnDay[];
  ratios: Record<number, number>;
  ahead: CohortYear[];
  uasc: {
    /** Children by day, each source its own row, oldest first. */
    counts: { on: CivilDate; children: number; source: string }[];
    /** The count the threshold is set against. */
    children: { on: CivilDate; children: number; source: string } | null;
    population: { value: number; source: string } | null;
    sharePercent: number;
    position: UascPosition | null;
    /** Unaccompanied once, now care leavers; and those of 17 who become care leavers within the year. */
    former: { on: CivilDate; total: number; people: Record<number, number> } | null;
    becoming: { on: CivilDate; people: number } | null;
    /** Net arrivals a month over the counts of flows held, last twelve months. */
    pace: number | null;
  };
  grants: { child: GrantIncome | null; leaver: GrantIncome | null; above: boolean };
  arrival: ArrivalCost | null;
  notes: string[];
};

const usualShare = 0.1;

/** Everything about leavers of a snapshot; `projection` gives the 16 and 17 year olds of later years where it reaches. */
export function leavers(
  snapshot: Snapshot,
  scenario: Pick<Scenario, 'assumptions'>,
  years = 3,
  projection: DemandProjection | null = null,
): Leavers {
  const notes: string[] = [];
  const counts = cohortCounts(snapshot.leaverCohort);
  const now = counts.at(-1) ?? null;
  const before = counts.find(({ on }) => now !== null && on === sameDay(now.on, -12)) ?? null;
  const young = (year: number) => {
    const end = now === null ? '' : sameDay(now.on, year * 12);
    const month = projection?.months.find((each) => addDays(each.end, -1) === end);
    // The cohort counts some who have left care at 16 and 17: the projection moves it, in proportion.
    const then = projection?.months[0] ? bandNow(snapshot, now?.on ?? '') : null;
    return month && then ? ((now?.people[16] ?? 0) * month.bands['16-17']) / then : null;
  };
  const made = before && now ? carryForward(before, now, years, young) : { ratios: {}, years: [] };
  if (!before || !now)
    notes.push('Two counts of care leavers by age a year apart are needed to carry the cohort forward');
  if (now && now.uncosted > 0)
    notes.push(`${now.uncosted} of ${now.total} care leavers have no cost a week: they are in no sum of cost`);
  const uasc = uascOf(snapshot, scenario, notes);
  const on = snapshot.dataDate;
  const above = uasc.position !== null && uasc.position.headroom <= 0;
  const kind = above ? 'child above threshold' : 'child';
  const inCare = uascByAge(snapshot);
  const child = inCare ? grantIncome(snapshot.grantRates, kind, inCare.people, on) : null;
  const leaver = uasc.former ? grantIncome(snapshot.grantRates, 'care leaver', uasc.former.people, on) : null;
  for (const income of [child, leaver])
    if (income && income.unfunded > 0)
      notes.push(
        `${income.unfunded} of ${income.people} have no grant rate of “${income.grant}” at their age on ${formatDate(on)}`,
      );
  const weekly = uascWeekly(snapshot);
  const rate = grantRate(snapshot.grantRates, kind, 17, on);
  if (inCare && inCare.on < sameDay(on, -12))
    notes.push(`The latest count of unaccompanied children by age is of ${formatDate(inCare.on)}`);
  return {
    ...{ counts, ratios: made.ratios, ahead: made.years, uasc },
    grants: { child, leaver, above },
    arrival: weekly === null || rate === null ? null : arrivalCost(weekly, rate.weeklyPence, 17),
    notes,
  };
}

function bandNow(snapshot: Snapshot, on: CivilDate): number | null {
  const rows = snapshot.placements.filter((row) => row.start <= on && (row.end === null || row.end > on));
  const [from, to] = [addMonths(`${on.slice(0, 7)}-01`, -216), addMonths(`${on.slice(0, 7)}-01`, -192)];
  const count = rows.filter((row) => row.shortBreak !== 1 && row.birthMonth > from && row.birthMonth <= to).length;
  return count > 0 ? count : null;
}

function uascByAge(snapshot: Snapshot): { on: CivilDate; people: Record<number, number> } | null {
  const rows = snapshot.leaverCohort.filter(
    (row) => row.uasc === 'only' && row.age < 18 && row.level !== 'former' && row.people !== null,
  );
  const on = latestDay(rows.map((row) => row.on));
  if (on === '') return null;
  const people: Record<number, number> = {};
  for (const row of rows) if (row.on === on) people[row.age] = (people[row.age] ?? 0) + (row.people ?? 0);
  return { on, people };
}

/** Mean weekly price, less partners' parts, of the unaccompanied children placed on the data date. */
function uascWeekly({ placements, placementPrices, dataDate }: Snapshot): Pence | null {
  const own = new Set(
    placements
      .filter((row) => row.uasc === 1 && row.shortBreak !== 1)
      .filter((row) => row.start <= dataDate && (row.end === null || row.end > dataDate))
      .map((row) => row.reference),
  );
  const latest = new Map<string, { from: string; weekly: Pence }>();
  for (const row of placementPrices) {
    if (!own.has(row.placementReference) || row.from > dataDate) continue;
    if ((latest.get(row.placementReference)?.from ?? '') < row.from)
      latest.set(row.placementReference, {
        from: row.from,
        weekly: row.weeklyPence - row.educationPence - row.healthPence,
      });
  }
  const prices = [...latest.values()];
  return prices.length === 0 ? null : Math.round(prices.reduce((sum, row) => sum + row.weekly, 0) / prices.length);
}

function uascOf(snapshot: Snapshot, scenario: Pick<Scenario, 'assumptions'>, notes: string[]): Leavers['uasc'] {
  const monthEnd = (month: CivilDate) => addDays(addMonths(month, 1), -1);
  const series = snapshot.demandSeries.filter(
    (row) => row.measure === 'stock' && row.uasc === 'only' && row.groupCode === '*' && row.band === '*',
  );
  const cohort = uascByAge(snapshot);
  const counts = [
    ...series.flatMap((row) =>
      row.value === null ? [] : [{ on: monthEnd(row.month), children: row.value, source: row.source }],
    ),
    ...(cohort
      ? [
          {
            on: cohort.on,
            children: Object.values(cohort.people).reduce((sum, count) => sum + count, 0),
            source: 'ages of the cohort, added',
          },
        ]
      : []),
  ].sort((a, b) => a.on.localeCompare(b.on));
  const children = counts.at(-1) ?? null;
  const row = snapshot.demandSeries
    .filter((each) => each.measure === 'population' && each.value !== null && each.month <= snapshot.dataDate)
    .sort((a, b) => a.month.localeCompare(b.month))
    .at(-1);
  const set = optionalAssumption(snapshot, scenario, 'population-under-18');
  const population =
    set !== null ? { value: set, source: 'assumption' } : row ? { value: row.value ?? 0, source: row.source } : null;
  const sharePercent = optionalAssumption(snapshot, scenario, 'uasc-share-percent') ?? usualShare;
  if (population === null) notes.push('Enter the children under 18 for the threshold of the transfer scheme');
  const pace = paceOf(snapshot);
  const formerRows = snapshot.leaverCohort.filter(
    (each) => each.uasc === 'only' && (each.age >= 18 || each.level === 'former') && each.people !== null,
  );
  const formerOn = latestDay(formerRows.map((each) => each.on));
  const people: Record<number, number> = {};
  for (const each of formerRows)
    if (each.on === formerOn) people[each.age] = (people[each.age] ?? 0) + (each.people ?? 0);
  return {
    ...{ counts, children, population, sharePercent, pace },
    position:
      population && children
        ? uascPosition(population.value, sharePercent / 100, children.children, pace === null ? [] : [pace])
        : null,
    former:
      formerOn === ''
        ? null
        : { on: formerOn, total: Object.values(people).reduce((sum, count) => sum + count, 0), people },
    becoming: cohort ? { on: cohort.on, people: cohort.people[17] ?? 0 } : null,
  };
}

/** Net arrivals a month: entrants less leavers over the last twelve months both are counted for. */
function paceOf({ demandSeries }: Snapshot): number | null {
  const of = (measure: 'entrants' | 'leavers') =>
    new Map(
      demandSeries
        .filter((row) => row.measure === measure && row.uasc === 'only' && row.groupCode === '*' && row.value !== null)
        .map((row) => [row.month, row.value ?? 0]),
    );
  const [came, went] = [of('entrants'), of('leavers')];
  const months = [...came.keys()]
    .filter((month) => went.has(month))
    .sort()
    .slice(-12);
  if (months.length === 0) return null;
  return months.reduce((sum, month) => sum + (came.get(month) ?? 0) - (went.get(month) ?? 0), 0) / months.length;
}
