import type { ComponentType } from 'react';
import type { CellValue } from './cell-text.ts';
import type { GridRow } from './grid-edits.ts';

/** A column beside the register's own: worked out, or with a control of its own. It is never written to the register. */
export type ExtraColumn = {
  key: string;
  header: string;
  help?: string;
  width?: number;
  value: (row: GridRow) => CellValue;
  text?: (value: CellValue) => string;
  /** Adds up in the totals row; pence. */
  total?: boolean;
  cell?: ComponentType<{ row: GridRow }>;
};
