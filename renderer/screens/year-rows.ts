import { useMemo } from 'react';
import type { CellValue } from '../components/grid/cell-text.ts';
import type { GridRow } from '../components/grid/grid-edits.ts';
import { useStore } from '../state/store.ts';

/** Rows of the scenario's year, and the year for new ones. */
export function useYearRows(): {
  year: string;
  filter: (row: GridRow) => boolean;
  defaults: Record<string, CellValue>;
} {
  const year = useStore((state) => state.open?.scenario.year ?? '');
  return useMemo(() => ({ year, filter: (row: GridRow) => row.year === year, defaults: { year } }), [year]);
}
