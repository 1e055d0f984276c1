import type { LeverDefinition } from './definition.ts';

export const savingDelivery: LeverDefinition = {
  section: 'Savings and pressures',
  label: 'Saving delivery',
  unit: '%',
  minimum: 0,
  maximum: 150,
  step: 1,
  neutral: 100,
  uses: ['reference'],
  referenceTo: 'saving',
  help: 'Replaces RAG weighting by an explicit delivery',
  search: 'slip slippage shortfall under-delivery achievement savings RAG',
  effect: { on: 'saving', change: (_, value) => ({ leverDeliveryPercent: Math.max(0, value) }) },
  replaced: (lever, { savings }, year, base) => {
    const saving = savings.find((row) => row.year === year && row.reference === lever.reference);
    const forecast = base?.savings.rows.find((row) => row.reference === lever.reference);
    if (saving?.deliveryPercent != null) return saving.deliveryPercent;
    return forecast && forecast.planned !== 0 ? Math.round((100 * forecast.expected) / forecast.planned) : null;
  },
  input: { key: 'saving-delivery', label: 'delivery % of saving', least: 0, most: 1000 },
};
