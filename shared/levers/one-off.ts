import type { LeverDefinition } from './definition.ts';

export const oneOff: LeverDefinition = {
  section: 'Money',
  label: 'One-off',
  unit: '£',
  minimum: -20_000_000,
  maximum: 20_000_000,
  step: 10_000,
  neutral: 0,
  uses: ['reference', 'dates'],
  referenceTo: 'line',
  help: 'Adds pounds to the forecast of a line in the month it starts',
  search: 'adjustment accrual credit virement single amount',
  effect: { on: 'line', amount: 'one-off' },
  input: { key: 'one-off', label: 'further one-off on', least: -1e10, most: 1e10 },
};
