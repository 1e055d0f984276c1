import { useMemo } from 'react';
import { totalLine } from '../../../shared/finance/outturn.ts';
import type { Forecast, OutturnLine } from '../../../shared/model/forecast.ts';
import { type TreeRow, treeRows } from '../../../shared/plan/line-tree.ts';
import { useStore } from '../../state/store.ts';

/** Lines of a forecast under their services, with the sum of each: as they stand where no services are entered. */
export function useOutturnTree(lines: Forecast['lines']): TreeRow[] {
  const groups = useStore((state) => state.snapshot?.lineGroups);
  const members = useStore((state) => state.snapshot?.lineGroupMembers);
  return useMemo(() => treeRows(groups ?? [], members ?? [], lines), [groups, members, lines]);
}

/** The figures of a row: its line, or the sum of the lines under it; nothing where none of them is there. */
export function rowLine(row: TreeRow, lines: readonly OutturnLine[]): OutturnLine | undefined {
  const own = lines.filter((line) => row.lines.includes(line.code));
  if (!row.isGroup) return own[0];
  return own.length === 0 ? undefined : { ...totalLine(own), code: row.key, name: row.name };
}

/** A name as deep as its row stands. */
export const indented = (row: TreeRow) => `${'\u2003'.repeat(row.depth)}${row.name}`;
