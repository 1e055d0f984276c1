import { cellParts, type LeverDefinition } from './definition.ts';

export const exitsPercent: LeverDefinition = {
  section: 'Children',
  label: 'Children leaving care',
  unit: '%',
  minimum: -60,
  maximum: 100,
  step: 1,
  neutral: 0,
  uses: cellParts,
  referenceTo: null,
  help: 'Changes every rate of leaving by this per cent',
  search: 'demand leavers permanence reunification discharge throughput',
  effect: { on: 'leaving', rateUnder: (rate, lever, strength) => rate * (1 + (lever.value / 100) * strength) },
};
