/** A rectangle of cells: where it began and where it reaches, by row and by column as shown. */
export type Block = { anchorRow: number; anchorColumn: number; row: number; column: number };
export type Rectangle = { top: number; bottom: number; left: number; right: number };

export function rectangleOf(block: Block): Rectangle {
  return {
    top: Math.min(block.anchorRow, block.row),
    bottom: Math.max(block.anchorRow, block.row),
    left: Math.min(block.anchorColumn, block.column),
    right: Math.max(block.anchorColumn, block.column),
  };
}

export const oneCell = (row: number, column: number): Block => ({ anchorRow: row, anchorColumn: column, row, column });

/** Holds the block outside React: moving it redraws the box and the words about it, never the grid. */
export function createBlockHolder() {
  let block: Block | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => block,
    set: (next: Block | null) => {
      block = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
export type BlockHolder = ReturnType<typeof createBlockHolder>;

/** The block with its reach moved, kept inside the grid. */
export function extend(block: Block, down: number, across: number, rows: number, columns: number): Block {
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { ...block, row: within(block.row + down, rows), column: within(block.column + across, columns) };
}
