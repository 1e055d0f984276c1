import type { Snapshot } from '../../model/snapshot.ts';
import { spansOf } from '../prepare.ts';
import { stockHistory } from '../project-trend.ts';

/**
 * Children at the end of each of the latest `most` months held, of a group (code; null = all), oldest first; `month` is
 * the first of it. From placements, else from monthly counts.
 */
export function monthEnds(snapshot: Snapshot, group: string | null, most: number): { month: string; value: number }[] {
  if (snapshot.placements.length > 0) {
    const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
    const { months, series } = stockHistory(spans, ordered.length, snapshot.dataDate);
    const wanted = ordered.flatMap((row, index) => (group === null || row.code === group ? [index] : []));
    return months
      .map((month, at) => ({ month, value: wanted.reduce((sum, index) => sum + (series[index]?.[at] ?? 0), 0) }))
      .slice(-most);
  }
  return snapshot.demandSeries
    .filter((row) => row.measure === 'stock' && row.uasc === 'all' && row.band === '*')
    .filter((row) => row.groupCode === (group ?? '*') && row.value !== null)
    .map((row) => ({ month: row.month, value: row.value ?? 0 }))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .slice(-most);
}
