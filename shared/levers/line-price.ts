import type { LeverDefinition } from './definition.ts';

export const linePrice: LeverDefinition = {
  section: 'Money',
  label: 'Price on a line',
  unit: '%',
  minimum: -50,
  maximum: 100,
  step: 0.5,
  neutral: 0,
  uses: ['reference', 'dates', 'ramp'],
  referenceTo: 'line',
  help: 'What one matter, journey, plan or post costs: changes the budgeted gross of the months still open, on top of activity',
  search: 'activity inflation price growth rise unit cost pay award',
  effect: { on: 'activity', part: 'price' },
};
