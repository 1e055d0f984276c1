import type { LeverDefinition } from './definition.ts';

export const funding: LeverDefinition = {
  section: 'Money',
  label: 'Additional funding',
  unit: '£',
  minimum: -20_000_000,
  maximum: 20_000_000,
  step: 10_000,
  neutral: 0,
  uses: ['reference', 'dates'],
  referenceTo: 'line',
  help: 'Agreed additional investment on a line, in pounds',
  search: 'grant budget growth investment income top-up',
  effect: { on: 'line', amount: 'funding' },
  input: { key: 'funding', label: 'further agreed funding on', least: -1e10, most: 1e10 },
};
