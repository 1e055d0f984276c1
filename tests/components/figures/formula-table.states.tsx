import { FormulaTable } from '../../../renderer/components/figures/formula-table.tsx';
import type { States } from '../states.tsx';

const parts = [
  { sign: '', label: 'Actual to P9', pence: 6_552_600_000 },
  { sign: '+', label: 'Placements already made', pence: 2_013_600_000 },
  { sign: '+', label: 'Those still to come', pence: 74_500_000 },
  { sign: '=', label: 'Forecast', pence: 8_640_700_000 },
];

export const states: States = { 'Parts and their sum': { show: () => <FormulaTable parts={parts} /> } };
