import type { LeverDefinition } from './definition.ts';

export const share: LeverDefinition = {
  section: 'Money',
  label: 'Share of the split',
  unit: '% points',
  minimum: -20,
  maximum: 20,
  step: 0.01,
  neutral: 0,
  uses: ['reference', 'dates'],
  referenceTo: 'funder',
  help: 'Adds to one funder’s share; the others give way in proportion',
  search: 'split funder contribution partner council',
  effect: { on: 'share' },
  input: { key: 'share', label: 'share of', least: 0, most: 1 },
};
