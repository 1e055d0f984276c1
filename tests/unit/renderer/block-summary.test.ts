import { expect, test, vi } from 'vitest';
import { createBlockHolder, oneCell } from '../../../renderer/components/grid/block-selection.ts';
import { blockSummary, gridActions } from '../../../renderer/components/grid/grid-actions.ts';
import type { GridRow } from '../../../renderer/components/grid/grid-edits.ts';

test('undo names a paste by its cells and its register', () => {
  expect(blockSummary('Paste', 40, 'Pressures')).toBe('Paste 40 cells into Pressures');
  expect(blockSummary('Clear', 1, 'Savings')).toBe('Clear 1 cell in Savings');
  expect(blockSummary('Paste', 80_000, 'Placements')).toBe('Paste 80,000 cells into Placements');
});

test('the block tells who listens when it moves, until they stop listening', () => {
  const holder = createBlockHolder();
  const heard = vi.fn();
  const stop = holder.subscribe(heard);
  holder.set(oneCell(3, 1));
  expect(holder.get()).toEqual({ anchorRow: 3, anchorColumn: 1, row: 3, column: 1 });
  stop();
  holder.set(null);
  expect(heard).toHaveBeenCalledTimes(1);
});

test('a block adds up its numbers in the units shown: pence as pounds, words and dates left out', () => {
  const rows: GridRow[] = [
    { id: 1, placementReference: '12', from: '2023-04-01', weeklyPence: 100_050, educationPence: 0, healthPence: null },
    { id: 2, placementReference: '13', from: '2023-04-01', weeklyPence: -50, educationPence: 25, healthPence: null },
  ];
  const keys = ['placementReference', 'from', 'weeklyPence', 'educationPence', 'healthPence', 'worked out'];
  const actions = gridActions({
    register: 'placementPrices',
    defaults: {},
    rows: () => rows,
    columns: () => keys,
    columnKeys: () => keys,
    extra: [{ key: 'worked out', header: 'Worked out', value: (row) => row.id * 100, total: true }],
    block: () => ({ anchorRow: 1, anchorColumn: 5, row: 0, column: 0 }),
    setBlock: () => {},
    selectedBlock: () => null,
    onBlock: () => () => {},
    marks: () => new Map(),
    focus: () => {},
    api: () => null,
  });
  const { count, sum } = actions.figures();
  expect(count).toBe(6);
  expect(sum).toBeCloseTo(1000 + 0.25 + 3, 6);
});
