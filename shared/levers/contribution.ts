import { type LeverDefinition, priceParts } from './definition.ts';

export const contribution: LeverDefinition = {
  section: 'Price',
  label: 'Partner contributions',
  unit: '% of cost',
  minimum: 0,
  maximum: 50,
  step: 0.5,
  neutral: 0,
  uses: [...priceParts, 'reference'],
  referenceTo: 'partner',
  help: 'Income from health or education as a share of gross cost, beside what is already agreed',
  search: 'income health education joint funding ICB continuing care partner',
  effect: { on: 'contribution' },
  input: { key: 'contribution', label: 'further contribution % of', least: -100, most: 100 },
};
