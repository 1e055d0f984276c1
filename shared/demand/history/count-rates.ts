import { type BandCode, bands } from '../../model/bands.ts';
import { addMonths, daysBetween, monthsBetween } from '../../model/calendar.ts';
import type { DemandCount, PlacementGroup } from '../../model/registers.ts';
import { matrixCache } from '../chain.ts';
import type { DemandInput } from '../input.ts';
import { knownInStep, nothingKnown } from '../known-futures.ts';
import { orderGroups, referenceWindow } from '../prepare.ts';
import type { Prepared } from '../prepared.ts';
import { exitRouteNames } from './exit-routes.ts';
import { monthsInBand } from './monthly-flow.ts';
import { applyRateEdits } from './rate-edits.ts';
import { type DemandRates, fillRates } from './rates.ts';
import { dateOfMonthBefore } from './series-months.ts';
import { readSpans } from './spans.ts';

type Counted = DemandCount & { value: number };
type Level = (row: Counted, cell: { band: string; group: string }) => boolean;

/** From the finest count to the coarsest: by band and group, by group, by band, all together. */
const levels: { fits: (row: Counted) => boolean; covers: Level }[] = [
  {
    fits: (row) => row.groupCode !== '*' && row.band !== '*',
    covers: (row, cell) => row.groupCode === cell.group && row.band === cell.band,
  },
  { fits: (row) => row.groupCode !== '*' && row.band === '*', covers: (row, cell) => row.groupCode === cell.group },
  { fits: (row) => row.groupCode === '*' && row.band !== '*', covers: (row, cell) => row.band === cell.band },
  { fits: (row) => row.groupCode === '*' && row.band === '*', covers: () => true },
];

/**
 * What a series of counts gives in place of children one by one (docs/model.md §4, last but one point): children by
 * band and group at the end of the last month, entrants a day, and rates of leaving from the leavers counted over the
 * children counted, 18th birthdays (1/24 of those of 16–17 a month) taken out of them. Coarser counts are shared out by
 * the children of each cell. `null` where the last month has no stock by band and group, or no entrants or leavers are
 * counted in the reference window. Moves are not counted; they are nought unless a rate is set.
 */
export function preparedFromCounts(input: DemandInput): { prepared: Prepared; notes: string[] } | null {
  const { snapshot } = input;
  const lastMonth = dateOfMonthBefore(snapshot.dataDate);
  const rows = snapshot.demandSeries.filter(
    (row): row is Counted => row.uasc === 'all' && row.value !== null && row.month <= lastMonth,
  );
  const stock = rows.filter((row) => row.measure === 'stock' && row.groupCode !== '*' && row.band !== '*');
  const source = stock.find((row) => row.month === lastMonth)?.source;
  const counts = stock.filter((row) => row.source === source);
  if (source === undefined) return null;
  const groups = countedGroups(snapshot.placementGroups, counts);
  const window = referenceWindow(snapshot.dataDate, input.reference);
  const inWindow = rows.filter((row) => row.month >= window.from.slice(0, 8).concat('01') && row.month <= window.to);
  const entrants = finest(inWindow.filter((row) => row.measure === 'entrants'));
  const leavers = finest(inWindow.filter((row) => row.measure === 'leavers'));
  if (!entrants || !leavers) return null;

  const modelled = groups.filter((group) => group.modelled === 1).map((group) => group.code);
  const size = modelled.length;
  const cells = bands.flatMap(({ code: band }) => modelled.map((group) => ({ band, group })));
  const children = (month: string, cell: { band: string; group: string }) =>
    counts
      .filter((row) => row.month === month && row.groupCode === cell.group && row.band === cell.band)
      .reduce((sum, row) => sum + row.value, 0);
  const now = cells.map((cell) => children(lastMonth, cell));
  const rates = emptyRates(modelled, window, input.kappaDays);
  const months = new Set(counts.map((row) => row.month));
  // Child-days of the months whose leavers are counted, at the mean of the counts at both ends of the month where held.
  const monthDays = leavers.months.map((month) => daysBetween(month, addMonths(month, 1)));
  const ends = leavers.months.map((month) => {
    const known = [addMonths(month, -1), month].filter((end) => months.has(end));
    return known.length > 0 ? known : [lastMonth];
  });
  const mean = (cell: { band: string; group: string }, at: number) =>
    ends[at]!.reduce((sum, end) => sum + children(end, cell), 0) / ends[at]!.length;
  const birthdays = cells.map((cell, index) => {
    let [days, adults] = [0, 0];
    for (let at = 0; at < monthDays.length; at += 1) {
      const each = mean(cell, at);
      days += each * monthDays[at]!;
      if (cell.band === bands.at(-1)!.code) adults += each / monthsInBand.at(-1)!;
    }
    rates.exposure[index] = days;
    return adults;
  });
  let unseen = 0;
  for (const part of partsOf(cells, leavers)) {
    const gone = leavers.rows
      .filter((row) => leavers.covers(row, cells[part[0]!]!))
      .reduce((sum, row) => sum + row.value, 0);
    const adults = part.reduce((sum, index) => sum + birthdays[index]!, 0);
    const days = part.reduce((sum, index) => sum + rates.exposure[index]!, 0);
    if (!(days > 0)) {
      unseen += gone;
      continue;
    }
    for (const index of part) {
      rates.events[index * (size + 1) + size] = (Math.max(0, gone - adults) * rates.exposure[index]!) / days;
    }
  }
  rates.days = entrants.months.reduce((sum, month) => sum + daysBetween(month, addMonths(month, 1)), 0);
  for (const part of partsOf(cells, entrants)) {
    const come = entrants.rows
      .filter((row) => entrants.covers(row, cells[part[0]!]!))
      .reduce((sum, row) => sum + row.value, 0);
    const all = part.reduce((sum, index) => sum + now[index]!, 0);
    for (const index of part) {
      rates.entrantEvents[index] = come * (all > 0 ? now[index]! / all : 1 / part.length);
      rates.entrants[index] = rates.entrantEvents[index]! / rates.days;
    }
  }
  fillRates(rates);
  const known = applyRateEdits(rates, input.edits ?? []);
  const spread = new Float64Array(bands.at(-1)!.toMonth * size);
  bands.forEach(({ fromMonth, toMonth }, band) => {
    for (let age = fromMonth; age < toMonth; age += 1)
      for (let group = 0; group < size; group += 1)
        spread[age * size + group] = now[band * size + group]! / (toMonth - fromMonth);
  });
  const spans = readSpans([], groups);
  const future = nothingKnown(spans, input.snapshot.dataDate);
  const prepared: Prepared = {
    spans,
    future,
    knownIn: (step) => knownInStep(future, spans, groups.length, step, () => false),
    starts: [],
    groups,
    position: groups.map((group) => modelled.indexOf(group.code)),
    rates,
    measured: rates,
    movement: null,
    known,
    opening: spread,
    stock: Float64Array.from(
      bands.flatMap(({ code: band }) => groups.map((group) => children(lastMonth, { band, group: group.code }))),
    ),
    cache: matrixCache(size),
    base: new Map(),
  };
  const notes = [
    `No children are held one by one: the monthly step on counts by age band and group is used (“${source}”), with the leavers and entrants of ${leavers.months.length} months`,
    '18th birthdays are taken to be among the leavers counted, and are among those projected',
  ];
  if (unseen > 0)
    notes.push(`${unseen} leavers are counted where no child is counted at a month’s end: no rate can be had of them`);
  if (known.rates.every((set) => set === 0))
    notes.push('Moves between groups are not counted, so none are projected unless a lever or a set rate makes them');
  return { prepared, notes };
}

/** Groups that are counted, in register order; codes the register does not have come last and are modelled. */
function countedGroups(register: readonly PlacementGroup[], rows: readonly Counted[]): PlacementGroup[] {
  const codes = new Set(rows.map((row) => row.groupCode));
  const known = orderGroups(register).filter((group) => codes.has(group.code));
  const others = [...codes].filter((code) => !known.some((group) => group.code === code)).sort();
  return [
    ...known,
    ...others.map((code, at): PlacementGroup => {
      const position = 10_000 + at;
      return { id: position, code, name: code, careType: 'other', modelled: 1, lineName: null, position };
    }),
  ];
}

/** The rows of the finest level that has any, and their months; null where there are none. */
function finest(rows: readonly Counted[]): { rows: Counted[]; months: string[]; covers: Level } | null {
  for (const { fits, covers } of levels) {
    const own = rows.filter(fits);
    const source = own[0]?.source;
    const used = own.filter((row) => row.source === source);
    if (used.length > 0) return { rows: used, months: [...new Set(used.map((row) => row.month))].sort(), covers };
  }
  return null;
}

/** Indexes of the cells that share one count. */
function partsOf(cells: readonly { band: BandCode; group: string }[], { covers }: { covers: Level }): number[][] {
  const parts = new Map<string, number[]>();
  const probe = { value: 0 } as Counted;
  cells.forEach((cell, index) => {
    const key = cells.findIndex((other) => covers({ ...probe, groupCode: other.group, band: other.band }, cell));
    const part = parts.get(String(key));
    if (part) part.push(index);
    else parts.set(String(key), [index]);
  });
  return [...parts.values()];
}

function emptyRates(groups: readonly string[], window: { from: string; to: string }, kappaDays: number): DemandRates {
  const cells = bands.length * groups.length;
  const wide = cells * (groups.length + 1);
  return {
    groups,
    window,
    kappaDays,
    exposure: new Float64Array(cells),
    events: new Float64Array(wide),
    // Counts do not say by which route children left.
    routeEvents: new Float64Array(cells * exitRouteNames.length),
    rates: new Float64Array(wide),
    parents: new Float64Array(wide),
    entrantEvents: new Float64Array(cells),
    days: Math.max(1, monthsBetween(window.from, window.to)),
    entrants: new Float64Array(cells),
    uascExposure: new Float64Array(cells),
    uascEntrants: new Float64Array(cells),
    season: null,
  };
}
