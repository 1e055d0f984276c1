/**
 * Projections and back-tests fit for publication (docs/model.md §2): small numbers withheld, and nothing that gives
 * them away.
 */
import { countOf, type DayFigures } from '../disclosure/figures.ts';
import { isSmall } from '../finance/suppression.ts';
import { bands } from '../model/bands.ts';
import { addDays, type CivilDate } from '../model/calendar.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Backtest } from './backtest/backtest.ts';
import { spansOf } from './prepare.ts';
import { stockHistory } from './project-trend.ts';
import type { DemandProjection } from './projection.ts';
import { type PublishedStock, publishedStock } from './published-stock.ts';

export type PublishedMonth = PublishedStock & { on: CivilDate };

/** Children on the data date, and what may be told of them beside all that was published of that day before. */
export type StockTold = { figures: DayFigures; published: PublishedStock };

/** True for a projected month that is the stock of the data date itself: some methods hold it as it was. */
export const isStock = (figures: DayFigures, groups: Readonly<Record<string, number>>): boolean =>
  Object.entries(groups).every(
    ([code, count]) => count === countOf(figures, { filter: 'all', dimension: 'group', code }),
  );

/**
 * Children at the end of each month in whole numbers, by group and by band, each month suppressed as a stock is. No flows:
 * entrants and leavers of a month are small numbers, and the stocks on either side would give a withheld one away.
 * A month that is the stock of the data date itself tells what `stock` does: the ledger has gone through that.
 */
export function publishedMonths(
  { months }: Pick<DemandProjection, 'months'>,
  stock: StockTold | null = null,
): PublishedMonth[] {
  return months.map(({ end, total, groups, bands: byBand }) => {
    const whole = (cells: [string, number][]) =>
      Object.fromEntries(cells.map(([code, count]): [string, number] => [code, Math.round(count)]));
    const [byGroup, ofBands] = [
      whole(Object.entries(groups).map(([code, { stock: count }]) => [code, count])),
      whole(Object.entries(byBand)),
    ];
    const published = publishedStock(byGroup, ofBands);
    if (stock && isStock(stock.figures, byGroup)) {
      const { total: told, groups: tellable } = stock.published;
      // Ages move on while the groups stay: bands add up to the total, so they go with it.
      const none = Object.fromEntries(Object.keys(ofBands).map((code): [string, null] => [code, null]));
      const ages = told === null ? none : published.bands;
      return { on: addDays(end, -1), total: told, groups: tellable, bands: ages };
    }
    return { on: addDays(end, -1), ...published, total: published.total === null ? null : Math.round(total.stock) };
  });
}

/**
 * Names of series none of whose counts is ever under 5, nought apart; and where those left out are ever under 5 together, less the next
 * smallest as well: errors of parts add up to those of a total as counts do, so what is left out can be had from the rest.
 */
export function publishableNames(series: Readonly<Record<string, readonly number[]>>): string[] {
  const rows = Object.entries(series);
  const least = (counts: readonly number[]) => Math.min(...counts.filter((count) => count > 0));
  const shown = rows.filter(([, counts]) => !counts.some(isSmall));
  const left = rows.filter(([, counts]) => counts.some(isSmall));
  const months = Math.max(0, ...left.map(([, counts]) => counts.length));
  const together = Array.from({ length: months }, (_, at) =>
    left.reduce((sum, [, counts]) => sum + (counts[at] ?? 0), 0),
  );
  const next = together.some(isSmall) ? [...shown].sort(([, a], [, b]) => least(a) - least(b))[0] : undefined;
  return shown.filter((row) => row !== next).map(([name]) => name);
}

/** Groups and bands whose month-end counts held are all fit for publication. */
export function publishableFigures(snapshot: Snapshot): { groups: string[]; bands: string[] } {
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const { series, cells } = stockHistory(spans, ordered.length, snapshot.dataDate);
  const byBand = bands.map(({ code }, band): [string, number[]] => [
    code,
    cells.map((stock) => ordered.reduce((sum, _, group) => sum + stock[band * ordered.length + group]!, 0)),
  ]);
  return {
    groups: publishableNames(Object.fromEntries(ordered.map(({ code }, at) => [code, series[at] ?? []]))),
    bands: publishableNames(Object.fromEntries(byBand)),
  };
}

/** A back-test without the groups and bands that small numbers could be worked out of. */
export function publishedBacktest(made: Backtest, snapshot: Snapshot): Backtest {
  const shown = publishableFigures(snapshot);
  return {
    ...made,
    rows: made.rows.filter(({ group }) => group === null || shown.groups.includes(group)),
    bands: made.bands.filter(({ group }) => group !== null && shown.bands.includes(group)),
    notes: [...made.notes, 'For publication: groups and age bands that have held fewer than 5 children are left out'],
  };
}
