import { bands } from '../model/bands.ts';
import type { ChildTotals } from '../model/child-totals.ts';
import { OutturnError } from '../model/problem.ts';
import type { PlacementGroup } from '../model/registers.ts';
import { matrixCache } from './chain.ts';
import { readSpans } from './history/spans.ts';
import { knownInStep, nothingKnown } from './known-futures.ts';
import type { Prepared } from './prepared.ts';

const kept = new WeakMap<ChildTotals, { groups: readonly PlacementGroup[]; prepared: Prepared }>();

/**
 * The demand engine's view of data whose rows of children are left out (docs/data.md §4): their rates, and their numbers
 * by age band, spread evenly over the months of the band. What it gives is only used as a difference (`projectTotals`).
 * @param ordered all groups in register order; @param position of each among the modelled, −1 = constant
 */
export function prepareTotals(
  totals: ChildTotals,
  groups: readonly PlacementGroup[],
  ordered: readonly PlacementGroup[],
  position: readonly number[],
  dataDate: string,
): Prepared {
  const found = kept.get(totals);
  if (found?.groups === groups) return found.prepared;
  const { rates: stored } = totals;
  const modelled = ordered.filter(({ modelled }) => modelled === 1).map(({ code }) => code);
  const cells = bands.length * modelled.length;
  const fits = totals.moved.length === cells && totals.stock.length === bands.length * ordered.length;
  if (modelled.join('\n') !== stored.groups.join('\n') || !fits || !ratesFit(stored, cells, modelled.length)) {
    throw new OutturnError(
      'no-data',
      'These data were saved without rows of children, counted by placement group, and the placement groups are others now. Undo the change of groups, or open the file that has the rows.',
    );
  }
  const list = (values: readonly number[]) => Float64Array.from(values);
  const rates = {
    ...stored,
    exposure: list(stored.exposure),
    events: list(stored.events),
    routeEvents: list(stored.routeEvents),
    rates: list(stored.rates),
    parents: list(stored.parents),
    entrantEvents: list(stored.entrantEvents),
    entrants: list(stored.entrants),
    uascExposure: list(stored.uascExposure),
    uascEntrants: list(stored.uascEntrants),
  };
  const spans = readSpans([], ordered);
  const future = nothingKnown(spans, dataDate);
  const bought = new Map(totals.groups.map((group) => [group.code, group.bought]));
  const prepared: Prepared = {
    spans,
    groups: ordered,
    position,
    rates,
    measured: rates,
    movement: null,
    known: { rates: new Uint8Array(rates.rates.length), entrants: new Uint8Array(rates.entrants.length) },
    opening: spreadOverAges(totals.moved, rates.groups.length),
    openingUasc: spreadOverAges(
      totals.moved.map((children, cell) => children * (rates.uascExposure[cell] ?? 0)),
      rates.groups.length,
    ),
    bought: rates.groups.map((code) => bought.get(code) ?? 0),
    stock: list(totals.stock),
    future,
    knownIn: (step) => knownInStep(future, spans, ordered.length, step, () => false),
    starts: [],
    cache: matrixCache(rates.groups.length),
    base: new Map(),
  };
  kept.set(totals, { groups, prepared });
  return prepared;
}

function ratesFit({ exposure, events, rates, parents, entrants }: ChildTotals['rates'], cells: number, size: number) {
  const each = cells * (size + 1);
  return (
    [exposure, entrants].every((list) => list.length === cells) &&
    [events, rates, parents].every((list) => list.length === each)
  );
}

/** Children by band × group as a population of months of age × group, evenly over the months of each band. */
function spreadOverAges(cells: readonly number[], size: number): Float64Array {
  const population = new Float64Array(bands[bands.length - 1]!.toMonth * size);
  bands.forEach(({ fromMonth, toMonth }, band) => {
    for (let age = fromMonth; age < toMonth; age += 1)
      for (let group = 0; group < size; group += 1)
        population[age * size + group] = (cells[band * size + group] ?? 0) / (toMonth - fromMonth);
  });
  return population;
}
