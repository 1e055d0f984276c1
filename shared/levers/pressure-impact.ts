import type { LeverDefinition } from './definition.ts';

export const pressureImpact: LeverDefinition = {
  section: 'Savings and pressures',
  label: 'Pressure impact',
  unit: '%',
  minimum: -100,
  maximum: 200,
  step: 5,
  neutral: 0,
  uses: ['reference'],
  referenceTo: 'pressure',
  help: 'Changes the impact of a pressure by this per cent',
  search: 'risk growth size pressure worse',
  effect: {
    on: 'pressure',
    change: ({ impactFactor }, value) => ({ impactFactor: impactFactor * Math.max(0, 1 + value / 100) }),
  },
  input: { key: 'pressure-impact', label: 'impact % of pressure', least: 0, most: 10_000 },
};
