import type { GridApi } from 'ag-grid-community';
import type { Edit } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { applyEdits } from '../../state/edits.ts';
import { notify } from '../../state/store.ts';
import { type Block, type BlockHolder, extend, oneCell, type Rectangle, rectangleOf } from './block-selection.ts';
import { readBlock, tileBlock, writeBlock } from './block-text.ts';
import { type CellValue, plainCell } from './cell-text.ts';
import type { ExtraColumn } from './extra-column.ts';
import { columnsOf, type GridRow, type Mark, markKey, newDraft, planBlock } from './grid-edits.ts';
import { carryOut, setDrafts, setMarks } from './grid-store.ts';

export type GridContext = {
  register: RegisterName;
  defaults: Record<string, CellValue>;
  rows: () => GridRow[];
  /** Columns as shown; null where a column cannot be written. */
  columns: () => (string | null)[];
  columnKeys: () => string[];
  extra: readonly ExtraColumn[];
  block: () => Block | null;
  setBlock: (block: Block | null) => void;
  /** The block as last set, for showing; `block` also follows a focus that has just moved. */
  selectedBlock: () => Block | null;
  onBlock: BlockHolder['subscribe'];
  marks: () => ReadonlyMap<string, Mark>;
  focus: (row: number, column: string) => void;
  api: () => GridApi<GridRow> | null;
};
export type GridActions = ReturnType<typeof gridActions>;

const prepositions: Record<string, string> = { Paste: 'into', Clear: 'in', Fill: 'in', Spread: 'over' };
/** `Paste 40 cells into Pressures`: what undo will call the step. */
export function blockSummary(verb: string, cells: number, label: string): string {
  return `${verb} ${cells === 1 ? '1 cell' : `${formatNumber(cells)} cells`} ${prepositions[verb] ?? 'in'} ${label}`;
}

/** Everything an officer can do to a block of cells or to rows, for keys, menu and buttons alike. */
export function gridActions(context: GridContext) {
  const declared = columnsOf(context.register);
  const box = (): Rectangle | null => {
    const block = context.block();
    return block ? rectangleOf(block) : null;
  };
  const textAt = (row: GridRow, key: string): string => {
    const mark = context.marks().get(markKey(row.id, key));
    if (mark) return mark.text;
    const column = declared[key];
    if (column) return plainCell(column, row[key]);
    const extra = context.extra.find((entry) => entry.key === key);
    const value = extra?.value(row) ?? null;
    return extra?.total && typeof value === 'number' ? (value / 100).toFixed(2) : String(value ?? '');
  };
  /** Reads a column's numbers in the units shown; null for a column of words or dates. */
  const numbersOf = (key: string): ((row: GridRow) => number | null) | null => {
    const column = declared[key];
    const extra = context.extra.find((entry) => entry.key === key);
    const factor = (column ? column.kind === 'money' || column.kind === 'share' : extra?.total) ? 0.01 : 1;
    if (column && !['money', 'share', 'percent', 'number', 'integer'].includes(column.kind)) return null;
    return (row) => {
      const value = column ? row[key] : extra?.value(row);
      return typeof value === 'number' ? value * factor : null;
    };
  };
  const blockText = (): string[][] => {
    const area = box();
    if (!area) return [];
    const keys = context.columnKeys().slice(area.left, area.right + 1);
    return context
      .rows()
      .slice(area.top, area.bottom + 1)
      .map((row) => keys.map((key) => textAt(row, key)));
  };
  const put = async (area: { top: number; left: number }, block: string[][], verb: string) => {
    const rows = context.rows();
    const columns = context.columns();
    const plan = planBlock({
      register: context.register,
      rows,
      columns,
      row: area.top,
      column: area.left,
      block,
      defaults: context.defaults,
    });
    const texts = () =>
      block.flatMap((cells, down) =>
        cells.flatMap((text, across) => {
          const id = rows[area.top + down]?.id;
          const column = columns[area.left + across];
          return id !== undefined && column ? [{ id, column, text, reason: '' }] : [];
        }),
      );
    const cells = block.reduce((sum, row) => sum + row.length, 0);
    const ok = await carryOut(
      context.register,
      plan,
      texts,
      blockSummary(verb, cells, registers[context.register].label),
    );
    // Without an edit there is no step of this paste that undo would take back.
    if (!ok) return 'refused';
    if (plan.edits.length > 0) return 'step';
    return plan.drafts.length + plan.marks.length > 0 ? 'waits' : 'nothing';
  };
  const rowsOfBlock = (): GridRow[] => {
    const area = box();
    return area ? context.rows().slice(area.top, area.bottom + 1) : [];
  };
  const addDrafts = (drafts: GridRow[]) => {
    setDrafts(context.register, (earlier) => [...earlier, ...drafts]);
    setTimeout(() => {
      const at = context.rows().findIndex((row) => row.id === drafts[0]?.id);
      const key = context.columnKeys()[0];
      if (at >= 0 && key) context.focus(at, key);
    }, 60);
  };
  return {
    context,
    box,
    blockText,
    /** How many numbers the block holds and what they add up to, in the units shown. */
    figures: () => {
      const area = box();
      let [count, sum] = [0, 0];
      if (!area) return { count, sum };
      const readers = context
        .columnKeys()
        .slice(area.left, area.right + 1)
        .map(numbersOf);
      for (const row of context.rows().slice(area.top, area.bottom + 1)) {
        for (const read of readers) {
          const value = read?.(row) ?? null;
          if (value === null) continue;
          count += 1;
          sum += value;
        }
      }
      return { count, sum };
    },
    copyText: () => writeBlock(blockText()),
    paste: async (text: string) => {
      // An empty register has no cell to stand in: the block begins at its first column.
      const area = box() ?? (context.rows().length === 0 ? { top: 0, bottom: 0, left: 0, right: 0 } : null);
      const given = readBlock(text);
      if (!area || given.length === 0) return;
      const room = context.columnKeys().length - area.left;
      // Blank cells to the right of the register say nothing.
      const read = given.map((row) => (row.slice(room).every((cell) => cell.trim() === '') ? row.slice(0, room) : row));
      const wide = Math.max(...read.map((row) => row.length));
      if (wide > room)
        return notify(
          `Nothing was pasted: the block is ${wide} columns wide, and from here the register has ${room}. Begin further left, or copy fewer columns.`,
          'bad',
        );
      const block = tileBlock(read, area.bottom - area.top + 1, area.right - area.left + 1);
      const done = await put(area, block, 'Paste');
      const width = Math.max(...block.map((row) => row.length));
      context.setBlock({
        anchorRow: area.top,
        anchorColumn: area.left,
        row: area.top + block.length - 1,
        column: Math.min(area.left + width, context.columnKeys().length) - 1,
      });
      if (done === 'step' && block.length * width > 1)
        notify(`Pasted ${block.length} × ${width} cells. Ctrl+Z undoes the paste in one step.`);
      else if (done === 'nothing' && block.length * width > 1)
        notify(`Pasted ${block.length} × ${width} cells: they are what was there already, so nothing changed.`);
    },
    clear: async () => {
      const area = box();
      if (!area) return;
      await put(
        area,
        Array.from({ length: area.bottom - area.top + 1 }, () =>
          Array.from({ length: area.right - area.left + 1 }, () => ''),
        ),
        'Clear',
      );
    },
    fillDown: async () => {
      const area = box();
      if (!area) return;
      const text = blockText();
      // One row: take the row above it, as Excel does.
      const rows = context.rows();
      const keys = context.columnKeys().slice(area.left, area.right + 1);
      const above = rows[area.top - 1];
      if (text.length === 1 && above) await put(area, [keys.map((key) => textAt(above, key))], 'Fill');
      else if (text[0])
        await put(
          { top: area.top + 1, left: area.left },
          Array.from({ length: text.length - 1 }, () => text[0] ?? []),
          'Fill',
        );
    },
    fillRight: async () => {
      const area = box();
      if (!area) return;
      const rows = context.rows().slice(area.top, area.bottom + 1);
      // One column: take the column before it, as Excel does.
      const from = area.left === area.right ? area.left - 1 : area.left;
      const key = context.columnKeys()[from];
      const count = area.right - from;
      if (!key || count < 1) return;
      await put(
        { top: area.top, left: from + 1 },
        rows.map((row) => Array.from({ length: count }, () => textAt(row, key))),
        'Fill',
      );
    },
    /** Goes to an edge of the row or of the register; `reach` takes the block there instead. */
    edge: (side: 'first' | 'last', whole: boolean, reaching: boolean) => {
      const block = context.block();
      if (!block) return;
      const [rows, columns] = [context.rows().length, context.columnKeys().length];
      const row = whole ? (side === 'first' ? 0 : rows - 1) : block.row;
      const column = side === 'first' ? 0 : columns - 1;
      const key = context.columnKeys()[column];
      if (!key || row < 0) return;
      context.api()?.ensureIndexVisible(row);
      context.api()?.ensureColumnVisible(key);
      if (reaching) context.setBlock({ ...block, row, column });
      else {
        context.focus(row, key);
        context.setBlock(oneCell(row, column));
      }
    },
    /** The block as parts of a figure: one column of money, two cells or more; null otherwise. */
    parts: (): { column: string; parts: { id: number; label: string; pence: number }[] } | null => {
      const area = box();
      if (!area || area.left !== area.right || area.bottom === area.top) return null;
      const key = context.columnKeys()[area.left];
      if (key === undefined || declared[key]?.kind !== 'money' || context.columns()[area.left] === null) return null;
      const names = registers[context.register].key as readonly string[];
      return {
        column: declared[key].header,
        parts: rowsOfBlock().map((row) => ({
          id: row.id,
          label: names.map((name) => row[name]).join(' · '),
          pence: typeof row[key] === 'number' ? row[key] : 0,
        })),
      };
    },
    /** Writes what a figure was spread into over the block, as one step. */
    putParts: async (pence: readonly number[]) => {
      const area = box();
      if (area)
        await put(
          area,
          pence.map((amount) => [(amount / 100).toFixed(2)]),
          'Spread',
        );
    },
    selectAll: () => {
      const [rows, columns] = [context.rows().length, context.columnKeys().length];
      if (rows > 0) context.setBlock({ anchorRow: 0, anchorColumn: 0, row: rows - 1, column: columns - 1 });
    },
    extend: (down: number, across: number) => {
      const block = context.block();
      if (!block) return;
      const next = extend(block, down, across, context.rows().length, context.columnKeys().length);
      context.api()?.ensureIndexVisible(next.row);
      const key = context.columnKeys()[next.column];
      if (key) context.api()?.ensureColumnVisible(key);
      context.setBlock(next);
    },
    reach: (row: number, column: number) => {
      const block = context.block() ?? oneCell(row, column);
      context.setBlock({ ...block, row, column });
    },
    addRow: () => addDrafts([newDraft(context.register, context.defaults)]),
    duplicate: () => {
      const rows = rowsOfBlock();
      if (rows.length === 0) return notify('Choose a row to duplicate first.');
      // The name of a row must be new: the last part of its key is left to be typed.
      const key = registers[context.register].key.at(-1) as string;
      addDrafts(rows.map((row) => newDraft(context.register, { ...row, [key]: null })));
    },
    remove: async () => {
      const rows = rowsOfBlock();
      if (rows.length === 0) return notify('Choose the rows to delete first.');
      const drafts = new Set(rows.filter((row) => row.id < 0).map((row) => row.id));
      const edits: Edit[] = rows
        .filter((row) => row.id > 0)
        .map((row) => ({ op: 'delete', register: context.register, id: row.id }));
      const failure = await applyEdits(edits);
      if (failure) return notify(failure.message, 'bad');
      const gone = new Set(rows.map((row) => row.id));
      if (drafts.size > 0) setDrafts(context.register, (earlier) => earlier.filter((row) => !drafts.has(row.id)));
      setMarks(context.register, (marks) => {
        for (const [name, mark] of marks) if (gone.has(mark.id)) marks.delete(name);
      });
      notify(
        `Deleted ${rows.length === 1 ? `1 ${registers[context.register].singular}` : `${rows.length} rows`}. Ctrl+Z brings them back.`,
      );
    },
    goTo: (id: number, column: string) => {
      const at = context.rows().findIndex((row) => row.id === id);
      if (at >= 0) context.focus(at, column);
    },
  };
}
