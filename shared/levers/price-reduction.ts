import { type LeverDefinition, priceParts } from './definition.ts';

export const priceReduction: LeverDefinition = {
  section: 'Price',
  label: 'Negotiated reduction',
  unit: '%',
  minimum: 0,
  maximum: 30,
  step: 0.1,
  neutral: 0,
  uses: priceParts,
  referenceTo: null,
  help: 'Lowers weekly prices from a date',
  search: 'negotiation discount framework fee cut commissioning',
  effect: { on: 'price', direction: -1 },
};
