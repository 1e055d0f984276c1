import { formatDate } from '../format/format.ts';
import { bandInCare, bands } from '../model/bands.ts';
import type { ChainStep } from './chain.ts';
import { monthIndexOfDay } from './history/month-index.ts';
import type { KnownStep } from './known-futures.ts';
import type { Prepared } from './prepared.ts';
import type { DemandCell, DemandMonth } from './projection.ts';

/** A cell with nothing in it. */
export function emptyCell(): DemandCell {
  return { opening: 0, entrants: 0, moversIn: 0, moversOut: 0, leavers: 0, agedOut: 0, stock: 0, childDays: 0 };
}

/** Sum of cells, field by field, in order. */
export function sumCells(cells: readonly DemandCell[]): DemandCell {
  const total = emptyCell();
  for (const cell of cells) {
    for (const key of Object.keys(total) as (keyof DemandCell)[]) total[key] += cell[key];
  }
  return total;
}

/** One month of a projection from a step of the chain; unmodelled groups stay at the level of the data date (case CI-03). */
export function monthOf(prepared: Prepared, step: ChainStep): DemandMonth {
  const { groups, position, rates } = prepared;
  const size = rates.groups.length;
  const known = prepared.knownIn(step.step);
  const constant = constantStock(prepared);
  const byBand = new Array<number>(bands.length).fill(0);
  const cells: Record<string, DemandCell> = {};
  groups.forEach((group, index) => {
    const cell = emptyCell();
    const at = position[index]!;
    for (let band = 0; band < bands.length; band += 1) {
      if (at < 0) {
        const level = constant[band * groups.length + index]!;
        cell.stock += level;
        byBand[band]! += level;
        continue;
      }
      const from = band * size + at;
      cell.entrants += step.entrants[from]!;
      cell.leavers += step.leavers[from]!;
      cell.stock += step.stock[from]!;
      cell.childDays += step.childDays[from]!;
      byBand[band]! += step.stock[from]!;
    }
    if (at < 0) {
      cell.opening = cell.stock;
      cell.childDays = cell.stock * step.step.days;
    } else {
      cell.opening = step.opening[at]!;
      cell.agedOut = step.agedOut[at]!;
      for (let other = 0; other < size; other += 1) {
        cell.moversIn += step.moves[other * size + at]!;
        cell.moversOut += step.moves[at * size + other]!;
      }
    }
    addKnown(cell, known, groups.length, index, byBand);
    cells[group.code] = cell;
  });
  return {
    start: step.step.start,
    end: step.step.end,
    total: sumCells(Object.values(cells)),
    groups: cells,
    bands: Object.fromEntries(bands.map((band, index) => [band.code, byBand[index]!])) as DemandMonth['bands'],
  };
}

/** Adds to a group what is known of it in a step; moves are by pairs of groups. */
function addKnown(cell: DemandCell, known: KnownStep, groups: number, index: number, byBand: number[]): void {
  cell.opening += known.opening[index]!;
  for (let band = 0; band < bands.length; band += 1) {
    const at = band * groups + index;
    cell.entrants += known.entrants[at]!;
    cell.leavers += known.leavers[at]!;
    cell.stock += known.stock[at]!;
    cell.childDays += known.childDays[at]!;
    byBand[band]! += known.stock[at]!;
  }
  for (let other = 0; other < groups; other += 1) {
    cell.moversIn += known.moves[other * groups + index]!;
    cell.moversOut += known.moves[index * groups + other]!;
  }
}

/** Children of the data date by band × all groups, less those whose stay is known. */
export function constantStock({ spans, groups, stock, future }: Prepared): Float64Array {
  if (future.stays.length === 0) return stock;
  const constant = Float64Array.from(stock);
  const month = monthIndexOfDay(future.day);
  for (const { index, group, weight, from } of future.stays)
    if (from <= future.day) constant[bandInCare(month - spans.birth[index]!) * groups.length + group]! -= weight;
  return constant;
}

/** Says how many ends and starts to come are known, and how far expected ends are believed. */
export function knownNote({ future }: Prepared): string[] {
  const certain = future.stays.filter(({ weight, goes }) => weight === 1 && goes !== 'stays').length;
  const expected = future.stays.filter(({ weight }) => weight < 1);
  const starts = new Set([
    ...future.starts.map(({ index }) => index),
    ...future.stays.filter(({ from }) => from > future.day).map(({ index }) => index),
  ]).size;
  const told = [
    ...(certain > 0 ? [`${certain} known ${certain === 1 ? 'end' : 'ends'}`] : []),
    ...(starts > 0 ? [`${starts} known ${starts === 1 ? 'start' : 'starts'}`] : []),
    ...(expected.length > 0
      ? [
          `${expected.length} expected ${expected.length === 1 ? 'end' : 'ends'}, taken to hold ${Math.round((expected[0]?.weight ?? 0) * 100)} times in 100`,
        ]
      : []),
  ];
  return told.length > 0 ? [`After the data date the register holds ${told.join(', ')}: they are in the forecast`] : [];
}

/** Names the groups that are held, with their children. */
export function constantNote(prepared: Prepared, dataDate: string): string[] {
  const count = prepared.groups.length;
  const constant = prepared.groups.flatMap((group, index) => {
    if (group.modelled === 1) return [];
    let children = 0;
    for (let band = 0; band < bands.length; band += 1) children += prepared.stock[band * count + index]!;
    return children > 0 ? [`${group.name} (${children})`] : [];
  });
  return constant.length > 0
    ? [`Not modelled, held at the level of ${formatDate(dataDate)}: ${constant.join(', ')}`]
    : [];
}
