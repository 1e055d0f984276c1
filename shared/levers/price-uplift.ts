import { type LeverDefinition, priceParts } from './definition.ts';

export const priceUplift: LeverDefinition = {
  section: 'Price',
  label: 'Price uplift',
  unit: '%',
  minimum: -20,
  maximum: 30,
  step: 0.1,
  neutral: 0,
  uses: priceParts,
  referenceTo: null,
  help: 'Raises weekly prices from a date; uplifts compound',
  search: 'inflation growth price rise cost increase fee uplift CPI national living wage',
  effect: { on: 'price', direction: 1 },
  input: { key: 'price-uplift', label: 'further uplift % of', least: -100, most: 1000 },
};
