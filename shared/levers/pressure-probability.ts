import type { LeverDefinition } from './definition.ts';

export const pressureProbability: LeverDefinition = {
  section: 'Savings and pressures',
  label: 'Pressure probability',
  unit: '%',
  minimum: 0,
  maximum: 100,
  step: 5,
  neutral: 0,
  uses: ['reference'],
  referenceTo: 'pressure',
  help: 'Replaces the probability of a pressure',
  search: 'risk likelihood chance odds growth pressure',
  effect: { on: 'pressure', change: (_, value) => ({ probabilityPercent: Math.min(100, Math.max(0, value)) }) },
  replaced: (lever, { pressures }, year) =>
    pressures.find((row) => row.year === year && row.reference === lever.reference)?.probabilityPercent ?? null,
  input: { key: 'pressure-probability', label: 'probability % of pressure', least: 0, most: 100 },
};
