import type { LeverDefinition } from './definition.ts';

export const lineVolume: LeverDefinition = {
  section: 'Money',
  label: 'Activity on a line',
  unit: '%',
  minimum: -50,
  maximum: 100,
  step: 1,
  neutral: 0,
  uses: ['reference', 'dates', 'ramp'],
  referenceTo: 'line',
  help: 'More or fewer matters, journeys, plans or posts: changes the budgeted gross of the months still open',
  search: 'activity demand growth journeys matters plans posts numbers',
  effect: { on: 'activity', part: 'volume' },
};
