import { runChecks } from '../../../shared/checks/run-checks.ts';
import { dataTo, formatDate, formatPeriod } from '../../../shared/format/format.ts';
import { methodName } from '../../../shared/format/method-names.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { assumed, limitations } from '../../../shared/report/build-report.ts';
import { forecast as forecastOf } from '../../../shared/scenario/forecast.ts';
import { type ChartPage, chartPdf } from '../report/chart-pdf.ts';
import { reportFonts } from './report.ts';

type Drawn = Pick<ChartPage, 'finding' | 'caption' | 'png' | 'width' | 'height'> & {
  table: { columns: string[]; rows: { cells: string[]; total: boolean }[] };
};

/** A chart the window has drawn, as PDF with the figures behind it. `fonts` is the folder of the fonts it embeds. */
export function chartPdfBytes(
  { table, ...drawn }: Drawn,
  snapshot: Snapshot,
  scenario: Scenario,
  fonts: string,
  now: Date,
): Promise<Uint8Array> {
  const forecast = forecastOf(snapshot, scenario);
  const page: ChartPage = {
    ...drawn,
    table: {
      kind: 'table',
      caption: 'The figures',
      columns: table.columns.map((label, index) => ({ label, numeric: index > 0 })),
      rows: table.rows,
      note: null,
    },
    about: [
      `${scenario.name} (${scenario.status}), ${formatPeriod(scenario.year, scenario.period)}`,
      forecast.council ? `${forecast.council}, ${dataTo(forecast.dataDate)}` : capital(dataTo(forecast.dataDate)),
      `Method ${methodName(forecast.method)}, engine ${forecast.engineVersion}, seed ${scenario.seed}; prepared ${formatDate(now.toISOString().slice(0, 10))}`,
    ],
    assumed: assumed({ forecast, scenario }),
    limitations: limitations({ forecast, findings: runChecks(snapshot) }),
  };
  return chartPdf(page, reportFonts(fonts), now);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
