import {
  AllCommunityModule,
  type CellEditRequestEvent,
  type CellMouseDownEvent,
  type CellMouseOverEvent,
  type GridApi,
  ModuleRegistry,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { styleNonce } from '../../configure.ts';
import { recall, remember } from '../../state/memory.ts';
import { get, useStore } from '../../state/store.ts';
import { drawBlock } from './block-overlay.ts';
import { type Block, createBlockHolder, oneCell, rectangleOf } from './block-selection.ts';
import type { CellValue } from './cell-text.ts';
import { gridColumns } from './column-definitions.tsx';
import type { ExtraColumn } from './extra-column.ts';
import { gridActions } from './grid-actions.ts';
import { columnsOf, type GridRow, planBlock } from './grid-edits.ts';
import { GridFoot } from './grid-foot.tsx';
import { gridKeys } from './grid-keys.ts';
import { carryOut, useDrafts, useMarks } from './grid-store.ts';
import { gridTheme } from './grid-theme.ts';
import { GridTools } from './grid-tools.tsx';
import { PrintTable } from './print-table.tsx';
import { totalsOf } from './totals.ts';

ModuleRegistry.registerModules([AllCommunityModule]);
const none: readonly never[] = [];

/**
 * The one grid of the application: any register, from its declaration. ag-grid shows, sorts, filters and edits; blocks
 * of cells, their clipboard, filling, new rows and marks of wrong text are ours. Every change is one call and one undo step.
 */
export function RegisterGrid(props: {
  register: RegisterName;
  /** Which rows to show; all when left out. */
  filter?: (row: GridRow) => boolean;
  /** Values of new rows: the year of the scenario, say. */
  defaults?: Record<string, CellValue>;
  /** Columns not shown at first. */
  hidden?: readonly string[];
  extra?: readonly ExtraColumn[];
  tools?: ReactNode;
  /** Names the grid's memory where a register is shown twice. */
  memory?: string;
}) {
  const { register, filter, extra = none, hidden = none } = props;
  const storedRows = useStore((state) => state.snapshot?.[register]) as GridRow[] | undefined;
  const drafts = useDrafts(register);
  const marks = useMarks(register);
  const [api, setApi] = useState<GridApi<GridRow> | null>(null);
  const [find, setFind] = useState('');
  const [shown, setShown] = useState(-1);
  const [block] = useState(createBlockHolder);
  const wrapper = useRef<HTMLDivElement>(null);
  const marksNow = useRef(marks);
  marksNow.current = marks;
  const rows = useMemo(
    () => [...(filter ? (storedRows ?? []).filter(filter) : (storedRows ?? [])), ...drafts],
    [storedRows, drafts, filter],
  );

  const shownColumns = useCallback(
    () => (api?.getAllDisplayedColumns() ?? []).map((column) => column.getColId()),
    [api],
  );
  const paint = useCallback(() => {
    const selected = block.get();
    drawBlock(api, wrapper.current, selected ? rectangleOf(selected) : null);
    // ag-grid drops the class of a rule when an editor closes; the mark must outlive it.
    for (const key of marksNow.current.keys()) {
      const [id, column] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
      wrapper.current
        ?.querySelector(`.ag-row[row-id="${CSS.escape(id)}"] .ag-cell[col-id="${CSS.escape(column)}"]`)
        ?.classList.add('invalid');
    }
  }, [api, block]);
  const setBlock = useCallback(
    (next: Block | null) => {
      block.set(next);
      paint();
    },
    [block, paint],
  );

  // ag-grid tells of the focus a moment after it has moved: a key that follows at once must find the block already there.
  const focusSeen = useRef('');
  const followFocus = useCallback(() => {
    const focused = api?.getFocusedCell();
    if (!api || !focused) return;
    const key = `${focused.rowPinned ?? ''} ${focused.rowIndex} ${focused.column.getColId()}`;
    if (key === focusSeen.current) return;
    focusSeen.current = key;
    const column = shownColumns().indexOf(focused.column.getColId());
    // The totals row stands for the place after the last row: a paste there makes new rows.
    if (column >= 0) setBlock(oneCell(focused.rowPinned ? api.getDisplayedRowCount() : focused.rowIndex, column));
  }, [api, shownColumns, setBlock]);

  const columns = useMemo(
    () =>
      gridColumns({
        register,
        snapshot: () => get().snapshot as NonNullable<ReturnType<typeof get>['snapshot']>,
        mark: (key) => marksNow.current.get(key),
        hidden,
        extra,
      }),
    [register, hidden, extra],
  );

  const rowsShown = useCallback(() => {
    const list: GridRow[] = [];
    api?.forEachNodeAfterFilterAndSort((node) => node.data && list.push(node.data));
    return list;
  }, [api]);
  const actions = useMemo(
    () =>
      gridActions({
        register,
        defaults: props.defaults ?? {},
        rows: rowsShown,
        columns: () => shownColumns().map((key) => (key in columnsOf(register) ? key : null)),
        columnKeys: shownColumns,
        extra,
        block: () => {
          followFocus();
          return block.get();
        },
        selectedBlock: block.get,
        // A focus told of late must not take the place of a block made since: Ctrl+A right after a click.
        setBlock: (next) => {
          followFocus();
          setBlock(next);
        },
        onBlock: block.subscribe,
        marks: () => marksNow.current,
        focus: (row, key) => {
          api?.ensureIndexVisible(row);
          api?.setFocusedCell(row, key);
        },
        api: () => api,
      }),
    [register, props.defaults, rowsShown, shownColumns, extra, block, followFocus, setBlock, api],
  );
  const keys = useMemo(() => gridKeys(actions, () => api, wrapper), [actions, api]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: marks and results change what cells show, not the rows
  useEffect(() => {
    api?.refreshCells({ force: true });
    refreshTotals();
  }, [api, marks, extra]);
  const refreshTotals = useCallback(() => {
    if (!api) return;
    setShown(api.getDisplayedRowCount());
    api.setGridOption('pinnedBottomRowData', [totalsOf(register, rowsShown(), extra)]);
    paint();
  }, [api, register, rowsShown, extra, paint]);

  const memory = `columns ${props.memory ?? register}`;
  const keepColumns = useCallback(() => api && remember(memory, JSON.stringify(api.getColumnState())), [api, memory]);
  const ready = (given: GridApi<GridRow>) => {
    try {
      const kept = recall(memory);
      if (kept) given.applyColumnState({ state: JSON.parse(kept), applyOrder: true });
    } catch {
      // Columns that can no longer be read are shown as declared.
    }
    setApi(given);
  };
  const onEdit = (event: CellEditRequestEvent<GridRow>) => {
    const key = event.column.getColId();
    if (typeof event.newValue !== 'string') return;
    const plan = planBlock({
      register,
      rows: [event.data],
      columns: [key],
      row: 0,
      column: 0,
      block: [[event.newValue]],
      defaults: {},
    });
    void carryOut(register, plan, () => [
      { id: event.data.id, column: key, text: event.newValue as string, reason: '' },
    ]);
  };
  const at = (event: CellMouseDownEvent | CellMouseOverEvent) => {
    const column = typeof event.column === 'object' ? (event.column?.getColId() ?? '') : '';
    return { row: event.rowIndex ?? 0, column: shownColumns().indexOf(column) };
  };
  return (
    <section className="card register-grid" aria-label="Register">
      <GridTools actions={actions} api={api} find={find} onFind={setFind} register={register}>
        {props.tools}
      </GridTools>
      <div
        ref={wrapper}
        className="grid-body"
        onKeyDownCapture={keys.down}
        onMouseDownCapture={keys.mouseDown}
        onCopy={keys.copy}
        onCut={keys.cut}
        onPaste={keys.paste}
      >
        <AgGridReact<GridRow>
          theme={gridTheme}
          {...(styleNonce ? { styleNonce } : {})}
          rowData={rows}
          columnDefs={columns}
          getRowId={(params) => String(params.data.id)}
          defaultColDef={{ sortable: true, resizable: true, suppressHeaderMenuButton: false, cellDataType: false }}
          quickFilterText={find}
          cacheQuickFilter
          readOnlyEdit
          enterNavigatesVertically
          enterNavigatesVerticallyAfterEdit
          stopEditingWhenCellsLoseFocus
          enableBrowserTooltips
          suppressNoRowsOverlay
          maintainColumnOrder
          suppressColumnVirtualisation={false}
          animateRows={false}
          rowBuffer={4}
          getRowClass={(params) =>
            params.data && params.data.id < 0 && !params.node.rowPinned ? 'draft-row' : undefined
          }
          onGridReady={(event) => ready(event.api)}
          onModelUpdated={refreshTotals}
          onCellEditRequest={onEdit}
          onCellFocused={followFocus}
          onCellMouseOver={(event) => {
            const selected = block.get();
            if ((event.event as MouseEvent | undefined)?.buttons !== 1 || !selected || event.rowPinned) return;
            setBlock({ ...selected, ...at(event) });
          }}
          onCellEditingStopped={() => requestAnimationFrame(paint)}
          onDisplayedColumnsChanged={paint}
          onColumnMoved={keepColumns}
          onColumnVisible={keepColumns}
          onColumnResized={(event) => {
            paint();
            if (event.finished && event.source !== 'flex') keepColumns();
          }}
          onSortChanged={keepColumns}
        />
        {shown === 0 ? (
          <div className="grid-empty">
            {rows.length === 0 ? (
              <span>
                No rows yet.{' '}
                <button type="button" className="link">
                  Choose this place and press Ctrl+V
                </button>{' '}
                to paste a block from Excel, add a row, or import an extract.
              </span>
            ) : (
              `Nothing matches${find ? ` “${find}”` : ' the filters'}.`
            )}
          </div>
        ) : null}
      </div>
      <PrintTable api={api} label={registers[register].label} />
      <GridFoot register={register} shown={shown} rows={rows.length} drafts={drafts} marks={marks} actions={actions} />
    </section>
  );
}
