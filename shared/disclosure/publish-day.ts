import { publishedStock } from '../demand/published-stock.ts';
import { isSmall, leastPublished } from '../finance/suppression.ts';
import { type Cell, cellKey, cellsOf, countOf, type DayFigures, type Filter, filters } from './figures.ts';
import { type Reader, reader, type Told } from './inference.ts';

/** Figures of a day as one state of the data gave them, and what was told of them. */
export type Vintage = { figures: DayFigures; told: readonly Told[] };

/**
 * What `c` says by itself is that a count is one of 1 to 4: whoever puts all publications together must not know it
 * better than that.
 */
const leastWidth = leastPublished - 2;

/** A table as it is published: each cell's count, or null where it is withheld. */
export type PublishedTable = { told: Told[]; whole: boolean };

/**
 * The tables of one filter of a day, so that no small count of the day, of any filter, follows from them together with
 * all that was told before: of the same figures, and of earlier states of them. What was withheld before stays withheld.
 * `whole` is true where not one cell could be told; then noughts are withheld too, and nothing is said by the marks.
 * Source: issue 15; the single table as case SUP-01.
 */
export function publishDay(
  figures: DayFigures,
  filter: Filter,
  before: readonly Told[] = [],
  earlier: readonly Vintage[] = [],
): PublishedTable {
  const cells = cellsOf(figures, filter);
  const told = new Map(before.map((one) => [cellKey(one), one.value]));
  const choice = firstChoice(figures, filter);
  const shown = new Set(
    cells.filter((cell) => {
      const known = told.get(cellKey(cell));
      return known === undefined ? choice.has(cellKey(cell)) : known !== null;
    }),
  );
  const table = () => cells.map((cell): Told => ({ ...cell, value: shown.has(cell) ? countOf(figures, cell) : null }));
  const sensitive = sensitiveCells(figures, earlier);
  const readNow = () => reader(figures, marks(figures, [...before, ...table()]));
  const givenAway = () => {
    const read = readNow();
    return sensitive.find((cell) => !read.unsure(cell, countOf(figures, cell), leastWidth)) ?? null;
  };
  const free = (cell: Cell) => told.get(cellKey(cell)) === undefined && countOf(figures, cell) > 0;
  const without: Cell[] = [];
  for (let lost = givenAway(); lost !== null; lost = givenAway()) {
    const known = lost;
    const next = nextToWithhold(figures, [...shown].filter(free), known, (one) => {
      shown.delete(one);
      const enough = readNow().unsure(known, countOf(figures, known), leastWidth);
      shown.add(one);
      return enough;
    });
    // Not even marks can be put: the table is not published, and noughts are not told either.
    if (next === null) return { told: cells.map((cell) => ({ ...cell, value: null })), whole: true };
    shown.delete(next);
    without.push(next);
  }
  // What was withheld on the way and need not be is told after all, the largest first.
  for (const cell of without.sort((a, b) => countOf(figures, b) - countOf(figures, a))) {
    shown.add(cell);
    if (givenAway() !== null) shown.delete(cell);
  }
  return { told: table(), whole: shown.size === 0 };
}

/** What the marks of a table say: `c` stands for a count that is not nought, unless the whole table is withheld. */
export function marks(figures: DayFigures, told: readonly Told[]): Told[] {
  return told.filter((one) => one.value !== null || countOf(figures, one) > 0);
}

/**
 * Counts of 1 to 4, of whatever filter, told or not; and counts that differ by 1 to 4 from what an earlier state of the
 * data gives away: the difference is a small number of children as well.
 */
function sensitiveCells(figures: DayFigures, earlier: readonly Vintage[]): Cell[] {
  const readers = earlier.map((vintage): [Vintage, Reader] => [
    vintage,
    reader(vintage.figures, marks(vintage.figures, vintage.told)),
  ]);
  return filters
    .flatMap((filter) => cellsOf(figures, filter))
    .filter((cell) => {
      const count = countOf(figures, cell);
      if (isSmall(count)) return true;
      return readers.some(([vintage, read]) => {
        const then = countOf(vintage.figures, cell);
        return isSmall(Math.abs(count - then)) && !read.unsure(cell, then, leastWidth);
      });
    });
}

/** The cells that the rules for a single table show. */
function firstChoice(figures: DayFigures, filter: Filter): Set<string> {
  const of = (dimension: 'group' | 'band', codes: object) =>
    Object.fromEntries(Object.keys(codes).map((code) => [code, countOf(figures, { filter, dimension, code })]));
  const made = publishedStock(of('group', figures.groups), of('band', figures.bands));
  const seen = (dimension: 'group' | 'band', cells: Record<string, number | null>) =>
    Object.entries(cells).flatMap(([code, count]) => (count === null ? [] : [cellKey({ filter, dimension, code })]));
  return new Set([
    ...(made.total === null ? [] : [cellKey({ filter, dimension: 'total', code: '' })]),
    ...seen('group', made.groups),
    ...seen('band', made.bands),
  ]);
}

/**
 * The cell to withhold next so that `lost` is no longer given away: the smallest that is enough alone, parts before the
 * total; else the smallest there is. Noughts stay. Null when nothing is left.
 */
function nextToWithhold(
  figures: DayFigures,
  shown: readonly Cell[],
  lost: Cell,
  enough: (cell: Cell) => boolean,
): Cell | null {
  const ordered = shown
    .filter((cell) => countOf(figures, cell) > 0)
    .sort(
      (a, b) =>
        Number(a.dimension === 'total') - Number(b.dimension === 'total') || countOf(figures, a) - countOf(figures, b),
    );
  const own = ordered.find((cell) => cellKey(cell) === cellKey(lost));
  return own ?? ordered.find(enough) ?? ordered[0] ?? null;
}
