import type { LeverDefinition } from './definition.ts';

export const savingRamp: LeverDefinition = {
  section: 'Savings and pressures',
  label: 'Saving ramp',
  unit: 'months',
  minimum: 0,
  maximum: 24,
  step: 1,
  neutral: 0,
  uses: ['reference'],
  referenceTo: 'saving',
  help: 'Months from nothing to full effect',
  search: 'slip slippage build up phasing savings gradual',
  effect: { on: 'saving', change: (_, value) => ({ rampMonths: Math.max(0, Math.round(value)) }) },
  replaced: (lever, { savings }, year) =>
    savings.find((row) => row.year === year && row.reference === lever.reference)?.rampMonths ?? null,
  input: { key: 'saving-ramp', label: 'ramp in months of saving', least: 0, most: 120, whole: true },
};
