import type { DemandProjection, Intervals } from '../../../shared/demand/projection.ts';
import { type PublishedMonth, publishedMonths, type StockTold } from '../../../shared/demand/published-demand.ts';
import type { Spread } from '../../../shared/demand/simulation/spread.ts';
import { formatDate, formatMonth } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import type { PlacementGroup } from '../../../shared/model/registers.ts';
import type { CommandResult } from './environment.ts';
import { type TextRow, textColumns } from './text-columns.ts';

/** How a withheld count is printed. */
export const withheld = 'c';
export const shownCount = (value: number | null | undefined): string =>
  value === null || value === undefined ? withheld : String(value);

const notes = [
  'c = withheld: fewer than 5 children, or a number that would give them away; flows and rates are not published',
];

/** A projection for publication: month ends by group and band, and the interval of the total where the total is shown. */
export function publishedDemand(
  projection: Pick<DemandProjection, 'method' | 'dataDate' | 'groups' | 'months'> | PublishedProjection,
  intervals: Intervals | null,
  groups: readonly PlacementGroup[],
  stock: StockTold | null = null,
): CommandResult {
  const months = publishedMonths(projection, stock);
  const names = new Map(groups.map(({ code, name }) => [code, name]));
  const spread = months.map(({ total }, at) => (total === null ? null : wholeSpread(intervals?.months[at]?.total)));
  const { method, dataDate } = projection;
  return {
    json: {
      ...{ command: 'demand', published: true, method, dataDate, months },
      intervals: intervals && { method: intervals.method, paths: intervals.paths, seed: intervals.seed, total: spread },
      notes,
    },
    text: [
      `Children in care at the end of each month, method ${method}, data to ${formatDate(dataDate)}, for publication`,
      textColumns([
        ['Month', ...(intervals ? ['P10', 'P90'] : []), 'Total', ...months.slice(0, 1).flatMap(namesOf(names))],
        'rule',
        ...months.map(
          (month, at): TextRow => [
            formatMonth(month.on),
            ...(intervals ? [spread[at]?.p10, spread[at]?.p90].map(shownCount) : []),
            ...[month.total, ...Object.values(month.groups), ...Object.values(month.bands)].map(shownCount),
          ],
        ),
      ]),
      ...notes.map((note) => `· ${note}`),
    ].join('\n'),
    problems: false,
  };
}

type PublishedProjection = { method: string; dataDate: string; groups: string[]; months: DemandProjection['months'] };

const namesOf = (names: ReadonlyMap<string, string>) => (month: PublishedMonth) => [
  ...Object.keys(month.groups).map((code) => names.get(code) ?? code),
  ...Object.keys(month.bands).map((code) => bands.find((band) => band.code === code)?.label ?? code),
];

function wholeSpread(spread: Spread | undefined): Spread | null {
  if (!spread) return null;
  return Object.fromEntries(Object.entries(spread).map(([key, value]) => [key, Math.round(value)])) as Spread;
}
