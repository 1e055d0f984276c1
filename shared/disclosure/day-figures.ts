import { stockOn } from '../demand/history/stock.ts';
import { spansOf } from '../demand/prepare.ts';
import { bands } from '../model/bands.ts';
import type { CivilDate } from '../model/calendar.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { DayFigures } from './figures.ts';

/** Children at the end of a day by group and by band, unaccompanied ones apart: all that tables of the day are made from. */
export function dayFigures(snapshot: Pick<Snapshot, 'placements' | 'placementGroups'>, on: CivilDate): DayFigures {
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const only = stockOn(spans, ordered.length, on, 'only');
  const excluded = stockOn(spans, ordered.length, on, 'excluded');
  const sum = (cells: Float64Array, wanted: (band: number, group: number) => boolean) =>
    cells.reduce(
      (total, count, at) => (wanted(Math.floor(at / ordered.length), at % ordered.length) ? total + count : total),
      0,
    );
  const split = (wanted: (band: number, group: number) => boolean) => ({
    only: sum(only, wanted),
    excluded: sum(excluded, wanted),
  });
  return {
    groups: Object.fromEntries(ordered.map(({ code }, group) => [code, split((_, at) => at === group)])),
    bands: Object.fromEntries(bands.map(({ code }, band) => [code, split((at) => at === band)])),
  };
}
