import type { LeverDefinition } from './definition.ts';

export const utilisation: LeverDefinition = {
  section: 'Places',
  label: 'Use of block and in-house places',
  unit: '% points',
  minimum: -40,
  maximum: 40,
  step: 1,
  neutral: 0,
  uses: ['dates', 'ramp', 'groups'],
  referenceTo: null,
  help: 'Fills more of the free places before spot purchase',
  search: 'capacity occupancy voids empty beds vacancies',
  effect: { on: 'places', places: 'use' },
};
