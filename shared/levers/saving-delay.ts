import type { LeverDefinition } from './definition.ts';

export const savingDelay: LeverDefinition = {
  section: 'Savings and pressures',
  label: 'Saving starts later',
  unit: 'months',
  minimum: 0,
  maximum: 24,
  step: 1,
  neutral: 0,
  uses: ['reference'],
  referenceTo: 'saving',
  help: 'Adds months to the delay of a saving',
  search: 'slip slippage late later behind schedule delayed savings',
  effect: {
    on: 'saving',
    change: ({ delayMonths }, value) => ({ delayMonths: Math.max(0, delayMonths + Math.round(value)) }),
  },
  input: { key: 'saving-delay', label: 'delay in months of saving', least: 0, most: 120, whole: true },
};
