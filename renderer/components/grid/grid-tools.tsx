import type { GridApi } from 'ag-grid-community';
import { Check, Columns3, CopyPlus, Plus, Search, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import type { GridActions } from './grid-actions.ts';
import type { GridRow } from './grid-edits.ts';
import { SpreadButton } from './spread-dialog.tsx';

/** Find, add, duplicate, delete and the choice of columns. */
export function GridTools(props: {
  register: RegisterName;
  actions: GridActions;
  api: GridApi<GridRow> | null;
  find: string;
  onFind: (find: string) => void;
  children?: ReactNode;
}) {
  const { actions } = props;
  const singular = registers[props.register].singular;
  return (
    <div className="grid-tools">
      <label className="find-box">
        <Search size={14} aria-hidden="true" />
        <input
          className="grid-find"
          type="search"
          aria-label={`Find in ${registers[props.register].label}`}
          placeholder={`Find in ${registers[props.register].label}`}
          value={props.find}
          onChange={(event) => props.onFind(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            props.onFind('');
            event.stopPropagation();
          }}
        />
      </label>
      {props.children}
      <span className="push" />
      <button type="button" className="button small" title={`Add a ${singular} (Ctrl+Insert)`} onClick={actions.addRow}>
        <Plus size={13} aria-hidden="true" /> Add
      </button>
      <button
        type="button"
        className="button small"
        title="Duplicate the rows of the block"
        onClick={actions.duplicate}
      >
        <CopyPlus size={13} aria-hidden="true" /> Duplicate
      </button>
      <SpreadButton actions={actions} />
      <button
        type="button"
        className="button small"
        title="Delete the rows of the block"
        onClick={() => void actions.remove()}
      >
        <Trash2 size={13} aria-hidden="true" /> Delete
      </button>
      <ColumnsMenu api={props.api} />
    </div>
  );
}

function ColumnsMenu(props: { api: GridApi<GridRow> | null }) {
  const [, redraw] = useState(0);
  const columns = props.api?.getColumns() ?? [];
  return (
    <DropdownMenu.Root modal={false} onOpenChange={() => redraw((turn) => turn + 1)}>
      <DropdownMenu.Trigger className="button small">
        <Columns3 size={13} aria-hidden="true" /> Columns
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.getElementById('work')}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={3}>
          {columns.map((column) => (
            <DropdownMenu.CheckboxItem
              key={column.getColId()}
              className="menu-item"
              checked={column.isVisible()}
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={(on) => {
                props.api?.setColumnsVisible([column.getColId()], on === true);
                redraw((turn) => turn + 1);
              }}
            >
              <span className="tick">
                <DropdownMenu.ItemIndicator>
                  <Check size={14} />
                </DropdownMenu.ItemIndicator>
              </span>
              {column.getColDef().headerName}
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
