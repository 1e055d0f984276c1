import type { BridgeStep } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';

/**
 * A bridge: the steps given and an Unexplained step with what they leave of the difference, always there, nought or not.
 * Steps sum exactly to `difference`. Source: docs/model.md §11, case BUD-06 (never forced).
 */
export function bridge(difference: Pence, steps: readonly BridgeStep[]): BridgeStep[] {
  return [
    ...steps,
    { key: 'unexplained', label: 'Unexplained', amount: difference - sum(steps.map((step) => step.amount)) },
  ];
}
