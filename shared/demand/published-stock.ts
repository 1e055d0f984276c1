import { suppressSmall } from '../finance/suppression.ts';

/** Counts fit for publication; null = withheld. */
export type PublishedStock = {
  total: number | null;
  groups: Record<string, number | null>;
  bands: Record<string, number | null>;
};

/** The least count that may be shown: 1 to 5 are withheld, as in the national tables of looked after children. */
export const leastPublished = 6;

/**
 * A stock marked for publication (MODEL.md §2): totals by group and by band, each with the counts of 1 to 5 withheld and
 * one more where that would give them away; no cell of group × band. Where the total itself must go, everything
 * does, since the other margin would add up to it.
 */
export function publishedStock(
  groups: Readonly<Record<string, number>>,
  bands: Readonly<Record<string, number>>,
): PublishedStock {
  const [byGroup, byBand] = [suppressSmall(groups, leastPublished), suppressSmall(bands, leastPublished)];
  if (byGroup.total !== null && byBand.total !== null) {
    return { total: byGroup.total, groups: byGroup.cells, bands: byBand.cells };
  }
  const withheld = (cells: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.keys(cells).map((name): [string, null] => [name, null]));
  return { total: null, groups: withheld(groups), bands: withheld(bands) };
}
