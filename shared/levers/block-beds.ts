import type { LeverDefinition } from './definition.ts';

export const blockBeds: LeverDefinition = {
  section: 'Places',
  label: 'Additional block beds',
  unit: 'beds',
  minimum: -20,
  maximum: 40,
  step: 1,
  neutral: 0,
  uses: ['dates', 'ramp', 'groups'],
  referenceTo: null,
  help: 'Fixed cost, filled before spot purchase',
  search: 'capacity beds homes block contract new home sufficiency',
  effect: { on: 'places', places: 'beds' },
};
