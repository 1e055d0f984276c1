import { type BandCode, bands } from '../model/bands.ts';
import { addMonths, monthsBetween } from '../model/calendar.ts';
import type { DemandCount } from '../model/registers.ts';
import { emptyCell, sumCells } from './assemble.ts';
import { type BenchmarkMethod, forecastSeries, type Series } from './benchmarks.ts';
import { monthsOfFlows } from './counts/flow-counts.ts';
import { projectFlows } from './counts/project-flows.ts';
import { dateOfMonthBefore } from './history/series-months.ts';
import type { DemandInput } from './input.ts';
import { activeDemandLevers } from './levers/demand.ts';
import { orderGroups } from './prepare.ts';
import { projectMonthly } from './project-monthly.ts';
import { bandSplit, trendCell } from './project-trend.ts';
import type { DemandCell, DemandProjection } from './projection.ts';
import { stepsOf } from './steps.ts';

type Counted = { group: string; series: Series };

/**
 * Projection from monthly counts alone. `chain` and `duration` become the monthly step of docs/model.md §4 where the
 * counts are by band and group, with entrants and leavers; else, and for the trends of docs/model.md §6, each group's
 * stock, or the total, by a trend (`linear` in place of the chain). The method given and the notes say which ran.
 * Entrants of a trend are the mean of the last twelve months held, else what the stock implies.
 */
export function projectCounts(input: DemandInput): DemandProjection {
  const { snapshot } = input;
  const monthly = input.method === 'chain' || input.method === 'duration' ? projectMonthly(input) : null;
  if (monthly) return monthly;
  const method: BenchmarkMethod = input.method === 'chain' || input.method === 'duration' ? 'linear' : input.method;
  const lastMonth = dateOfMonthBefore(snapshot.dataDate);
  const rows = snapshot.demandSeries.filter(
    (row) => row.uasc === 'all' && row.value !== null && row.month <= lastMonth,
  );
  const notes: string[] = [];
  const stock = oneSource(
    rows.filter((row) => row.measure === 'stock'),
    notes,
  );
  const counted = groupSeries(stock, lastMonth);
  const order = orderGroups(snapshot.placementGroups).map((group) => group.code);
  counted.sort((a, b) => rank(order, a.group) - rank(order, b.group) || (a.group < b.group ? -1 : 1));
  const entrants = counted.map(({ group, series }) =>
    meanEntrants(rows, group, lastMonth, series.findLast((value) => value !== null) ?? 0),
  );
  const own = input.method === 'chain' || input.method === 'duration';
  const byFlows = own ? projectFlows(input, lastOf(counted), bandShares(stock)) : null;
  if (byFlows) return { ...byFlows, notes: [...notes, ...byFlows.notes, ...leverNote(input)] };
  const steps = stepsOf(input);
  const forecasts = counted.map(({ series }) => forecastSeries(method, series, steps.length));
  const opening = lastOf(counted);
  const previous = { ...opening };
  const shares = bandShares(stock);
  const months = steps.map((step, number) => {
    const groups: Record<string, DemandCell> = {};
    counted.forEach(({ group }, index) => {
      const level = Math.max(0, forecasts[index]!.points[number]!.mean);
      const arriving = (entrants[index]! * step.days * 12) / 365.25;
      groups[group] = trendCell(
        previous[group] ?? 0,
        level,
        { entrants: arriving, moversIn: 0, moversOut: 0 },
        step.days,
      );
      previous[group] = level;
    });
    const total = sumCells(Object.values(groups));
    return { start: step.start, end: step.end, total, groups, bands: bandSplit(total.stock, shares) };
  });
  if (method !== input.method)
    notes.push('No children are held one by one: a straight-line trend of the monthly counts is used');
  if (shares.every((share) => share === 0)) notes.push('The counts are not by age, so none is shown by age band');
  notes.push(...leverNote(input));
  return {
    method,
    dataDate: snapshot.dataDate,
    groups: counted.map(({ group }) => group),
    opening,
    months,
    stayerDays: (_age, group) => {
      let staying = 1;
      return months.map((month, number) => {
        const cell = month.groups[group] ?? emptyCell();
        const hazard = cell.childDays > 0 ? cell.leavers / cell.childDays : 0;
        const { days } = steps[number]!;
        const expected = hazard > 0 ? (staying * -Math.expm1(-hazard * days)) / hazard : staying * days;
        staying *= Math.exp(-hazard * days);
        return expected;
      });
    },
    notes,
  };
}

/** Last count of each group. */
function lastOf(counted: readonly Counted[]): Record<string, number> {
  return Object.fromEntries(
    counted.map(({ group, series }) => [group, series.findLast((value) => value !== null) ?? 0]),
  );
}

function leverNote(input: DemandInput): string[] {
  if (activeDemandLevers(input.levers).length === 0) return [];
  return [
    'Demand levers have no effect on a trend of counts: they need placements, an SSDA903 return, or counts by age band and group with entrants and leavers',
  ];
}

function rank(order: readonly string[], group: string): number {
  const at = order.indexOf(group);
  return at < 0 ? order.length : at;
}

/** Rows of the source with the most values, where there are several. */
function oneSource(rows: readonly DemandCount[], notes: string[]): DemandCount[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.source, (counts.get(row.source) ?? 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  if (counts.size > 1) notes.push(`Counts come from ${counts.size} sources; “${best}”, the longest, is used`);
  return rows.filter((row) => row.source === best);
}

/** Series by group where any group is held, else the total; bands are added up where only they are held. */
function groupSeries(rows: readonly DemandCount[], lastMonth: string): Counted[] {
  const named = rows.some((row) => row.groupCode !== '*');
  const used = rows.filter((row) => (row.groupCode !== '*') === named);
  const groups = [...new Set(used.map((row) => row.groupCode))];
  const firstMonth = [lastMonth, ...used.map((row) => row.month)].sort()[0]!;
  return groups.map((group) => {
    const own = used.filter((row) => row.groupCode === group);
    const whole = own.some((row) => row.band === '*');
    const series = new Array<number | null>(monthsBetween(firstMonth, lastMonth) + 1).fill(null);
    for (const row of own) {
      if ((row.band === '*') !== whole) continue;
      const at = monthsBetween(firstMonth, row.month);
      series[at] = (series[at] ?? 0) + (row.value ?? 0);
    }
    return { group, series };
  });
}

function meanEntrants(rows: readonly DemandCount[], group: string, lastMonth: string, stock: number): number {
  const from = addMonths(lastMonth, -11);
  const values = rows.filter(
    (row) => row.measure === 'entrants' && row.groupCode === group && row.band === '*' && row.month >= from,
  );
  if (values.length === 0) return 0;
  // Counts of a year are a twelfth of themselves a month.
  const all = rows.filter((row) => row.measure === 'entrants' && row.groupCode === group && row.band === '*');
  const flows = new Map(all.map((row) => [row.month, row.value ?? 0]));
  const months = monthsOfFlows(flows, stock);
  return values.reduce((sum, row) => sum + (row.value ?? 0), 0) / values.length / months;
}

/** Shares of the bands in the last month that holds any; all nought where none does. */
function bandShares(rows: readonly DemandCount[]): number[] {
  const banded = rows.filter((row) => row.band !== '*');
  const last = banded
    .map((row) => row.month)
    .sort()
    .at(-1);
  const counts = bands.map((band) =>
    banded
      .filter((row) => row.month === last && row.band === (band.code as BandCode))
      .reduce((sum, row) => sum + (row.value ?? 0), 0),
  );
  const total = counts.reduce((sum, value) => sum + value, 0);
  return counts.map((value) => (total > 0 ? value / total : 0));
}
