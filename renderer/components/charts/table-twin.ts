import type { FigureColumn, FigureRow } from '../figures/figure-table.tsx';

export type TableTwin = { head: string; columns: readonly FigureColumn[]; rows: readonly FigureRow[] };
