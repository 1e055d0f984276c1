import type { LeverDefinition } from './definition.ts';

export const recruitment: LeverDefinition = {
  section: 'Places',
  label: 'Fostering enquiries',
  unit: '%',
  minimum: -50,
  maximum: 200,
  step: 5,
  neutral: 0,
  uses: ['dates', 'ramp', 'toGroup', 'groups'],
  referenceTo: null,
  help: 'More enquiries become carers at the conversion and after the months the fostering pipeline shows; their places fill before agencies',
  search: 'foster carers households approvals pipeline in-house sufficiency growth',
  effect: { on: 'places', places: 'recruited' },
};
