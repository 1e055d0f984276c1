import type { LeverDefinition } from './definition.ts';

export const capacityDelay: LeverDefinition = {
  section: 'Places',
  label: 'Capacity programme later',
  unit: 'months',
  minimum: 0,
  maximum: 36,
  step: 1,
  neutral: 0,
  uses: [],
  referenceTo: null,
  help: 'Every project of the capacity programme opens, and costs, this many months later',
  search: 'new home opening late slip slippage registration building sufficiency',
  effect: { on: 'programme' },
};
