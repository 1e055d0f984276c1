import { totalLine } from '../finance/outturn.ts';
import type { OutturnLine } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import type { LineGroup, RowOf } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A row of a table of lines: a group with the sum of what is in it, or a line of its own. */
export type TreeRow = {
  key: string;
  name: string;
  depth: number;
  /** Codes of the lines under it; one for a line. */
  lines: readonly string[];
  isGroup: boolean;
};

/**
 * Lines under their services, divisions and directorates, each group followed by what is in it; lines of no group come
 * last at the top. A group that belongs to itself, or to one that is not there, stands at the top.
 */
export function treeRows(
  groups: readonly LineGroup[],
  members: readonly RowOf<'lineGroupMembers'>[],
  lines: readonly { code: string; name: string }[],
): TreeRow[] {
  const placed = new Map(members.map((row) => [row.lineCode, row.groupCode]));
  const known = new Set(groups.map((group) => group.code));
  const ordered = [...groups].sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1));
  const parentOf = (group: LineGroup) =>
    group.parentCode !== null && known.has(group.parentCode) && !turnsBack(groups, group) ? group.parentCode : null;
  const rowsUnder = (parent: string | null, depth: number): TreeRow[] => {
    const nested = ordered
      .filter((group) => parentOf(group) === parent)
      .flatMap((group) => {
        const below = rowsUnder(group.code, depth + 1);
        const codes = below.filter((row) => !row.isGroup).flatMap((row) => row.lines);
        return codes.length === 0
          ? []
          : [{ key: `group:${group.code}`, name: group.name, depth, lines: codes, isGroup: true }, ...below];
      });
    const own = lines
      .filter((line) => {
        const group = placed.get(line.code);
        return group !== undefined && known.has(group) ? group === parent : parent === null;
      })
      .map((line) => ({ key: `line:${line.code}`, name: line.name, depth, lines: [line.code], isGroup: false }));
    return [...nested, ...own];
  };
  return rowsUnder(null, 0);
}

/** True when following the groups above leads back to the group itself. */
function turnsBack(groups: readonly LineGroup[], group: LineGroup): boolean {
  const seen = new Set<string>();
  let at: LineGroup | undefined = group;
  while (at) {
    if (seen.has(at.code)) return true;
    seen.add(at.code);
    const parent: string | null = at.parentCode;
    at = groups.find((each) => each.code === parent);
  }
  return false;
}

/** Sum of the lines of a row, whole pence. */
export function rowTotal(row: TreeRow, amountOf: (line: string) => Pence): Pence {
  return sum(row.lines.map(amountOf));
}

/** A service, division or directorate of an outturn table with the sum of its lines; `code` is the group's. */
export type LineSubtotal = { row: TreeRow; level: LineGroup['level']; total: OutturnLine };

/** Subtotals of an outturn table in the order of its tree; none where no groups of lines are entered. Whole pence. */
export function lineSubtotals(
  { lineGroups, lineGroupMembers }: Pick<Snapshot, 'lineGroups' | 'lineGroupMembers'>,
  lines: readonly OutturnLine[],
): LineSubtotal[] {
  return treeRows(lineGroups, lineGroupMembers, lines).flatMap((row) => {
    const code = row.key.slice('group:'.length);
    const group = lineGroups.find((each) => each.code === code);
    if (!row.isGroup || !group) return [];
    const own = lines.filter((line) => row.lines.includes(line.code));
    return [{ row, level: group.level, total: { ...totalLine(own), code, name: row.name } }];
  });
}
