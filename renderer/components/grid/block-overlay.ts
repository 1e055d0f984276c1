import type { GridApi } from 'ag-grid-community';
import type { Rectangle } from './block-selection.ts';
import type { GridRow } from './grid-edits.ts';

/**
 * The block of cells as one box inside the grid's own rows: it scrolls with them and costs nothing however many cells
 * it holds. A single cell has the grid's focus ring and needs no box.
 */
export function drawBlock(api: GridApi<GridRow> | null, wrapper: HTMLElement | null, box: Rectangle | null): void {
  const existing = wrapper?.querySelector<HTMLElement>('.block-box') ?? null;
  const rows = wrapper?.querySelector('.ag-row:not(.ag-row-pinned)')?.parentElement ?? null;
  const place = api && box && (box.bottom > box.top || box.right > box.left) ? placeOf(api, box) : null;
  if (!rows || !place) {
    existing?.remove();
    return;
  }
  const overlay = existing ?? document.createElement('div');
  overlay.className = 'block-box';
  overlay.setAttribute('aria-hidden', 'true');
  Object.assign(overlay.style, place);
  if (overlay.parentElement !== rows) rows.append(overlay);
}

function placeOf(api: GridApi<GridRow>, box: Rectangle) {
  const columns = api.getAllDisplayedColumns();
  const [left, right] = [columns[box.left], columns[Math.min(box.right, columns.length - 1)]];
  const last = api.getDisplayedRowCount() - 1;
  const [top, bottom] = [api.getDisplayedRowAtIndex(box.top), api.getDisplayedRowAtIndex(Math.min(box.bottom, last))];
  if (!left || !right || !top || !bottom || top.rowTop === null || bottom.rowTop === null) return null;
  const start = left.getLeft() ?? 0;
  return {
    left: `${start}px`,
    width: `${(right.getLeft() ?? 0) + right.getActualWidth() - start}px`,
    top: `${top.rowTop}px`,
    height: `${bottom.rowTop + (bottom.rowHeight ?? 0) - top.rowTop}px`,
  };
}
