import type { Lever } from '../model/lever.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { RateEdit } from './history/rate-edits.ts';
import type { MovementChoice } from './movement/movement.ts';

export type DemandInput = {
  snapshot: Snapshot;
  /** In order; only switched-on demand levers act. */
  levers: readonly Lever[];
  /** Steps: the first ends with the month that holds the day after the data date. */
  months: number;
  /** Last day of the projection where it ends before its last month does. */
  until?: string;
  /** Steps of one day in place of months; of the chain only. */
  daily?: boolean;
  method: Scenario['method'];
  /** Reference window of the rates, both inclusive; null = the twelve months to the data date. */
  reference: { from: string; to: string } | null;
  /** Shrinkage of rates, child-days; 1,095 by default, 0 = none. */
  kappaDays: number;
  /** Entrants follow a seasonal index by calendar month; off by default. */
  seasonal?: boolean;
  /**
   * Weight of expected ends, 0…1; with it, ends and starts after the data date count too. Left out at an origin in the
   * past, whose future must not be looked at.
   */
  expectedEnds?: number;
  /** Rates the user has set in place of the measured ones. */
  edits?: readonly RateEdit[];
  /** How arrivals and exits move; none = they stand still, rates are those of the reference window. */
  movement?: MovementChoice;
};
