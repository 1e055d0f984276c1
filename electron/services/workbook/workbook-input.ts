import type { StockTold } from '../../../shared/demand/published-demand.ts';
import { dataTo, formatPeriod } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import type { ReportInterval } from '../../../shared/report/interval.ts';
import { type Cell, text } from './cells.ts';
import type { Units } from './excelts-writer.ts';

/** What a forecast workbook is made from. `base` is the forecast with no levers; it may be the same object. */
export type WorkbookInput = {
  forecast: Forecast;
  base: Forecast;
  scenario: Scenario;
  snapshot: Snapshot;
  /** The medium-term plan with the data as it reads them; left out, the workbook has no Plan sheet. */
  plan?: { made: Plan; data: Snapshot };
  /** How money is shown; cells hold pounds with pence either way. */
  units: Units;
  /** For publication: nothing of single children is in the file, and small numbers are withheld. */
  publication?: boolean;
  /** What may be told of the stock of the data date in one (docs/data.md §6). */
  stock?: StockTold | null;
  /** The range of the variance, where it was drawn. */
  interval?: ReportInterval | null;
  /** The clock, from the caller. */
  now: Date;
};

/** First row of every table: title, scenario, what the reader must know, blank, header. */
export const headerRow = 5;
export const firstRow = headerRow + 1;

/** Width of a column of amounts, in characters: narrow where they are shown in thousands, so that wide tables print larger. */
export const amountWidth = ({ units }: WorkbookInput): number => (units === 'thousands' ? 12 : 13);

/** The rows above a table's header. */
export function heading(
  title: string,
  { forecast, scenario, units, publication }: WorkbookInput,
  more = '',
): (Cell | null)[][] {
  const shown = units === 'thousands' ? 'shown in £000' : 'shown in £';
  return [
    [text(title, 'title')],
    [
      text(
        `${forecast.council} · ${scenario.name} · ${formatPeriod(forecast.year, forecast.period)} · ${dataTo(forecast.dataDate)}`,
        'subtitle',
      ),
    ],
    [
      text(
        [
          publication
            ? 'For publication: counts of children under 5 are suppressed; placement cost by group, the quality log and what reads the workbook back are left out, and cost of placements is as exported.'
            : '',
          forecast.synthetic ? 'Part of this data is synthetic.' : '',
          `Money is held in pounds and pence, ${shown}.`,
        ]
          .filter(Boolean)
          .join(' '),
        'note',
      ),
    ],
    // A line of its own: a text that runs on is cut at the edge of the paper.
    more === '' ? [] : [text(more, 'note')],
  ];
}
