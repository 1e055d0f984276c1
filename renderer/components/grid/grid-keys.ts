import type { GridApi } from 'ag-grid-community';
import type { ClipboardEvent, KeyboardEvent, MouseEvent, RefObject } from 'react';
import { showMeaning } from '../help/meaning-card.tsx';
import { oneCell } from './block-selection.ts';
import type { GridActions } from './grid-actions.ts';
import type { GridRow } from './grid-edits.ts';

const arrows: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const most = 1_000_000;

/** The keys, mouse and clipboard of a block of cells. What is not handled here goes on to ag-grid: arrows, Enter, F2, typing. */
export function gridKeys(
  actions: GridActions,
  api: () => GridApi<GridRow> | null,
  wrapper: RefObject<HTMLDivElement | null>,
) {
  const inCell = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('.ag-cell') !== null;
  const editing = () => (api()?.getEditingCells().length ?? 0) > 0;
  const done = (event: { preventDefault: () => void; stopPropagation: () => void }) => {
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    down: (event: KeyboardEvent) => {
      if (event.shiftKey && event.key === 'F1' && meaningOf(api(), event.target)) return done(event);
      if (!inCell(event.target)) return;
      const control = event.ctrlKey || event.metaKey;
      if (editing()) {
        // Tab keeps the text and goes on without opening the next cell, as in Excel.
        if (event.key !== 'Tab') return;
        done(event);
        api()?.stopEditing();
        if (event.shiftKey) api()?.tabToPreviousCell();
        else api()?.tabToNextCell();
        return;
      }
      const arrow = arrows[event.key];
      if (event.shiftKey && arrow) {
        done(event);
        const far = control ? most : 1;
        actions.extend(arrow[0] * far, arrow[1] * far);
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        done(event);
        void actions.clear();
      } else if (control && event.key.toLowerCase() === 'a') {
        done(event);
        actions.selectAll();
      } else if (control && event.key.toLowerCase() === 'd') {
        done(event);
        void actions.fillDown();
      } else if (control && event.key.toLowerCase() === 'r') {
        done(event);
        void actions.fillRight();
      } else if (event.key === 'Home' || event.key === 'End') {
        done(event);
        actions.edge(event.key === 'Home' ? 'first' : 'last', control, event.shiftKey);
      } else if (control && event.key.toLowerCase() === 'f') {
        done(event);
        wrapper.current?.parentElement?.querySelector<HTMLInputElement>('.grid-find')?.focus();
      } else if (control && event.key === 'Insert') {
        done(event);
        actions.addRow();
      }
    },
    mouseDown: (event: MouseEvent) => {
      if (event.button !== 0 || !(event.target instanceof Element)) return;
      const cell = event.target.closest('.ag-cell');
      const row = Number(cell?.closest('.ag-row')?.getAttribute('row-index') ?? Number.NaN);
      const column = actions.context.columnKeys().indexOf(cell?.getAttribute('col-id') ?? '');
      if (!Number.isInteger(row) || column < 0 || cell?.closest('.ag-row-pinned')) return;
      if (!event.shiftKey) {
        // A click on the cell that has the focus moves no focus, but it ends the selection of the block.
        if (!editing()) actions.context.setBlock(oneCell(row, column));
        return;
      }
      done(event);
      actions.reach(row, column);
    },
    copy: (event: ClipboardEvent) => {
      if (editing() || !inCell(event.target)) return;
      event.clipboardData.setData('text/plain', actions.copyText());
      done(event);
    },
    cut: (event: ClipboardEvent) => {
      if (editing() || !inCell(event.target)) return;
      event.clipboardData.setData('text/plain', actions.copyText());
      done(event);
      void actions.clear();
    },
    paste: (event: ClipboardEvent) => {
      const field = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const empty = actions.context.rows().length === 0 && !field;
      if (editing() || !(inCell(event.target) || empty)) return;
      const text = event.clipboardData.getData('text/plain');
      done(event);
      void actions.paste(text);
    },
  };
}

/** Shows what the column of a cell, or of a heading, means. */
function meaningOf(api: GridApi<GridRow> | null, target: EventTarget | null): boolean {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('.ag-cell, .ag-header-cell') : null;
  const definition = api?.getColumnDef(cell?.getAttribute('col-id') ?? '');
  return definition ? showMeaning(definition.headerName ?? '', definition.headerTooltip as string, cell) : false;
}
