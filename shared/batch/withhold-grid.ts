import { leastPublished } from '../finance/suppression.ts';

/** A table of counts with its totals, fit to be shown: what is withheld is null. */
export type WithheldGrid = {
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
  total: number | null;
};

/**
 * Withholds small counts of a table whose rows, columns and whole are summed, and as many others as keep them from being
 * worked out: of every row and column, totals among them, the withheld together are no small number and leave room, and
 * none stands where its place alone gives it away. Noughts are shown. The rule of a single row: shared/finance/suppression.ts.
 */
export function withholdGrid(counts: readonly (readonly number[])[]): WithheldGrid {
  const width = counts[0]?.length ?? 0;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const below = Array.from({ length: width }, (_, column) => sum(counts.map((row) => row[column] ?? 0)));
  // Totals are the last row and column: a line is then any row or column, whose last is the sum of those before it.
  const grid = [...counts.map((row) => [...row, sum(row)]), [...below, sum(below)]];
  const hidden = grid.map((row) => row.map((count) => count > 0 && count < leastPublished));
  const [rows, columns] = [grid.length, width + 1];
  const lines: Place[][] = [
    ...Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column): Place => [row, column])),
    ...Array.from({ length: columns }, (_, column) => Array.from({ length: rows }, (_, row): Place => [row, column])),
  ];
  const at = ([row, column]: Place) => ({ count: grid[row]?.[column] ?? 0, isHidden: hidden[row]?.[column] ?? false });
  const hide = ([row, column]: Place) => {
    (hidden[row] as boolean[])[column] = true;
  };
  for (let again = true; again; ) {
    again = false;
    for (const line of lines) {
      const next = exposed(line.map(at)) ? cheapest(line, at) : null;
      if (next === null) continue;
      hide(next);
      again = true;
    }
    if (again) continue;
    const alone = firstAlone(hidden);
    if (alone === null) continue;
    // Another of its row is withheld with it; the loop sees to the column that one stands in.
    const next = cheapest(lines[alone[0]] ?? [], at) ?? cheapest(lines[rows + alone[1]] ?? [], at);
    if (next === null) break;
    hide(next);
    again = true;
  }
  const shown = (row: number, column: number) => (hidden[row]?.[column] ? null : (grid[row]?.[column] ?? 0));
  const cells = counts.map((row, index) => row.map((_, column) => shown(index, column)));
  return {
    cells,
    rowTotals: counts.map((_, row) => shown(row, width)),
    columnTotals: below.map((_, column) => shown(rows - 1, column)),
    total: shown(rows - 1, width),
  };
}

type Place = readonly [row: number, column: number];
type Counted = { count: number; isHidden: boolean };

/** True where what is withheld of a line could be worked out from the rest of it. The last is the sum of the others. */
function exposed(line: readonly Counted[]): boolean {
  const inner = line.slice(0, -1).filter(({ isHidden }) => isHidden);
  const total = line.at(-1);
  if (total?.isHidden) return inner.length === 0;
  if (inner.length === 0) return false;
  const withheld = inner.reduce((sum, { count }) => sum + count, 0);
  const room = withheld - inner.length;
  return (
    inner.length === 1 ||
    withheld < leastPublished ||
    room < leastPublished - 2 ||
    withheld === inner.length * (leastPublished - 1)
  );
}

/** The smallest count of a line that is shown and not nought; a total only where nothing else is left. */
function cheapest(line: readonly Place[], at: (place: Place) => Counted): Place | null {
  const open = line.filter((place) => !at(place).isHidden && at(place).count > 0);
  const last = line.at(-1);
  const inner = open.filter((place) => place !== last);
  const [first] = inner.sort((a, b) => at(a).count - at(b).count);
  return first ?? open[0] ?? null;
}

/** A withheld place that no ring of withheld places goes through: its lines' other places tell it however many there are. */
function firstAlone(hidden: readonly (readonly boolean[])[]): Place | null {
  for (const [row, line] of hidden.entries()) {
    for (const [column, isHidden] of line.entries()) {
      if (isHidden && !joined(hidden, row, column)) return [row, column];
    }
  }
  return null;
}

/** True where its row and its column are joined by withheld places other than this one. */
function joined(hidden: readonly (readonly boolean[])[], row: number, column: number): boolean {
  const seen = new Set([row]);
  const seenColumns = new Set<number>();
  const waiting = [row];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [other, isHidden] of (hidden[next] ?? []).entries()) {
      if (!isHidden || seenColumns.has(other) || (next === row && other === column)) continue;
      if (other === column) return true;
      seenColumns.add(other);
      hidden.forEach((line, below) => {
        if (!line[other] || seen.has(below)) return;
        seen.add(below);
        waiting.push(below);
      });
    }
  }
  return false;
}
