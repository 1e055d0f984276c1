import { suppressSmall } from '../finance/suppression.ts';

/** Counts fit for publication; null = withheld. */
export type PublishedStock = {
  total: number | null;
  groups: Record<string, number | null>;
  bands: Record<string, number | null>;
};

/**
 * A stock marked for publication (docs/model.md §2): totals by group and by band, each with the counts under 5 withheld
 * and one more where that would give them away; no cell of group × band. Where the total itself must go, everything
 * does, since the other margin would add up to it.
 */
export function publishedStock(
  groups: Readonly<Record<string, number>>,
  bands: Readonly<Record<string, number>>,
): PublishedStock {
  const [byGroup, byBand] = [suppressSmall(groups), suppressSmall(bands)];
  if (byGroup.total !== null && byBand.total !== null) {
    return { total: byGroup.total, groups: byGroup.cells, bands: byBand.cells };
  }
  const withheld = (cells: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.keys(cells).map((name): [string, null] => [name, null]));
  return { total: null, groups: withheld(groups), bands: withheld(bands) };
}
