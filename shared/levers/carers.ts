import type { LeverDefinition } from './definition.ts';

export const carers: LeverDefinition = {
  section: 'Places',
  label: 'Net additional foster carers',
  unit: 'a year',
  minimum: -20,
  maximum: 60,
  step: 1,
  neutral: 0,
  uses: ['dates', 'ramp', 'toGroup', 'groups'],
  referenceTo: null,
  help: 'Each brings one in-house place that new fostering placements fill before agencies',
  search: 'fostering recruitment in-house carers retention sufficiency',
  effect: { on: 'places', places: 'carers' },
};
