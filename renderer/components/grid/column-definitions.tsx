import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { Column } from '../../../shared/model/column.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { CellEditor } from './cell-editor.tsx';
import { type CellValue, plainCell, showCell } from './cell-text.ts';
import type { ExtraColumn } from './extra-column.ts';
import { columnsOf, type GridRow, type Mark, markKey } from './grid-edits.ts';
import { isTotal } from './totals.ts';

const widths: Partial<Record<Column['kind'], number>> = {
  note: 260,
  text: 165,
  code: 112,
  choice: 120,
  money: 112,
  date: 112,
  month: 96,
  flag: 82,
  period: 82,
  year: 88,
  integer: 90,
  percent: 100,
  share: 90,
  number: 100,
};
const rightward = new Set<Column['kind']>(['money', 'share', 'percent', 'number', 'integer', 'period']);
const summed = new Set<Column['kind']>(['money']);

/** Codes another register offers for a column that names its rows. */
export function referenceOptions(register: RegisterName, key: string, snapshot: Snapshot): string[] {
  const reference = registers[register].references.find((entry) => (entry.columns as readonly string[]).at(-1) === key);
  if (!reference) return [];
  const target = reference.register as RegisterName;
  const named = registers[target].key.at(-1) as string;
  const rows = snapshot[target] as unknown as GridRow[];
  if (rows.length > 3000) return [];
  return [...new Set(rows.map((row) => String(row[named] ?? '')))].sort();
}

/** ag-grid columns from the register's declaration: one place decides how every register looks, sorts and edits. */
export function gridColumns(given: {
  register: RegisterName;
  snapshot: () => Snapshot;
  mark: (key: string) => Mark | undefined;
  hidden: readonly string[];
  extra: readonly ExtraColumn[];
}): ColDef<GridRow>[] {
  const entries = Object.entries(columnsOf(given.register));
  const rules = (key: string) => ({
    invalid: (params: { data: GridRow | undefined }) =>
      Boolean(params.data && given.mark(markKey(params.data.id, key))),
  });
  // The name of the thing takes the room that is left over; the officer's own width takes that from it.
  const roomy = entries.find(([, column]) => column.kind === 'text')?.[0];
  const own = entries.map(([key, column]): ColDef<GridRow> => {
    const number = rightward.has(column.kind);
    const markOf = (row: GridRow | undefined) => (row ? given.mark(markKey(row.id, key)) : undefined);
    return {
      colId: key,
      headerName: column.header,
      headerTooltip: column.help || column.header,
      // Where a column begins: declared as its width and place, they would be set anew over what the officer chose.
      initialWidth: Math.max(widths[column.kind] ?? 120, Math.min(200, 16 + 6.2 * column.header.length)),
      ...(key === roomy ? { initialFlex: 1, minWidth: widths.text ?? 165 } : {}),
      initialHide: given.hidden.includes(key),
      editable: (params) => !params.node.rowPinned,
      valueGetter: (params) => params.data?.[key] ?? null,
      valueFormatter: (params) =>
        (params.node?.rowPinned && params.column === params.api?.getAllDisplayedColumns()?.[0]
          ? isTotal(params.data)
            ? 'Total'
            : ''
          : null) ??
        markOf(params.data)?.text ??
        showCell(column, params.value as CellValue),
      tooltipValueGetter: (params) => markOf(params.data)?.reason ?? null,
      getQuickFilterText: (params) => showCell(column, params.value as CellValue),
      filter: number ? 'agNumberColumnFilter' : 'agTextColumnFilter',
      filterValueGetter: (params) => {
        const value = params.data?.[key] ?? null;
        return number && typeof value === 'number'
          ? column.kind === 'money' || column.kind === 'share'
            ? value / 100
            : value
          : showCell(column, value);
      },
      cellEditor: CellEditor,
      cellEditorParams: (params: { data: GridRow }) => ({
        label: column.header,
        textOf: () => markOf(params.data)?.text ?? plainCell(column, params.data[key]),
        options:
          column.kind === 'flag'
            ? ['Yes', 'No']
            : column.choices.length > 0
              ? column.choices
              : referenceOptions(given.register, key, given.snapshot()),
      }),
      cellClassRules: rules(key),
      ...(number ? { cellClass: 'number-cell', headerClass: 'number-head' } : {}),
      context: { sum: summed.has(column.kind) },
    };
  });
  const extra = given.extra.map((column): ColDef<GridRow> => {
    const Cell = column.cell;
    return {
      colId: column.key,
      headerName: column.header,
      headerTooltip: column.help ?? column.header,
      initialWidth: column.width ?? 112,
      editable: false,
      sortable: true,
      valueGetter: (params) =>
        !params.data ? null : params.node?.rowPinned ? (params.data[column.key] ?? null) : column.value(params.data),
      valueFormatter: (params) => (column.text ? column.text(params.value as CellValue) : String(params.value ?? '')),
      cellClass: Cell ? 'control-cell' : 'number-cell worked-out',
      headerClass: 'number-head',
      ...(Cell
        ? {
            cellRenderer: (params: ICellRendererParams<GridRow>) =>
              params.data && !params.node.rowPinned ? <Cell row={params.data} /> : null,
          }
        : {}),
      context: { sum: column.total ?? false },
    };
  });
  return [...own, ...extra];
}
