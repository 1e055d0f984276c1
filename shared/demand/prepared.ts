import type { PlacementGroup } from '../model/registers.ts';
import type { ChainStart, ChainStep, MatrixCache } from './chain.ts';
import type { KnownRates } from './history/rate-edits.ts';
import type { DemandRates } from './history/rates.ts';
import type { Spans } from './history/spans.ts';
import type { KnownFuture, KnownStep } from './known-futures.ts';
import type { Movement } from './movement/movement.ts';
import type { Step } from './steps.ts';

/** What a snapshot's placements give before any lever; kept per snapshot, so that a what-if only pays for itself. */
export type Prepared = {
  spans: Spans;
  /** All groups in register order. */
  groups: readonly PlacementGroup[];
  /** Position of each group among the modelled ones; −1 = held. */
  position: readonly number[];
  /** What the projection uses. */
  rates: DemandRates;
  /** The rates as measured, before the levels of `movement` act on them: the same object where nothing moves. */
  measured: DemandRates;
  /** How arrivals and exits move; null = they stand still. */
  movement: Movement | null;
  /** Rates and entrants the user has set: taken as known, never drawn. */
  known: KnownRates;
  /** Age in months × modelled group. */
  opening: Float64Array;
  /** Of the opening the unaccompanied children, and the share of each modelled group that is bought: only where rows are left out. */
  openingUasc?: Float64Array;
  bought?: readonly number[];
  /** Children of every group by band × all groups on the data date. */
  stock: Float64Array;
  /** What the register says of the days after the data date, step by step; and whom the rates take over on the way. */
  future: KnownFuture;
  knownIn: (step: Step) => KnownStep;
  starts: readonly ChainStart[];
  cache: MatrixCache;
  /** The chain with no lever, by its steps. */
  base: Map<string, ChainStep[]>;
};
