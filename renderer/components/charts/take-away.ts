import { dataTo, formatPeriod } from '../../../shared/format/format.ts';
import { methodName } from '../../../shared/format/method-names.ts';
import { ask } from '../../state/ask.ts';
import { call } from '../../state/bridge.ts';
import { during } from '../../state/commands.ts';
import { keepNow } from '../../state/scenario.ts';
import { get, notify } from '../../state/store.ts';
import { tableText } from '../figures/figure-table.tsx';
import { copyText } from '../parts/copy-text.ts';
import { bareChart, base64Of, type Pictured, pictureOf } from './picture.ts';
import type { TableTwin } from './table-twin.ts';

export type Taken = Omit<Pictured, 'foot'> & { table: TableTwin };

/** What every figure of the window stands on, in one line. */
function standsOn(): string {
  const { open, result, snapshot } = get();
  if (!open || !result || !snapshot) return '';
  const { scenario } = open;
  const levers = scenario.levers.filter((lever) => lever.on).map((lever) => lever.name);
  return [
    `${scenario.name} (${scenario.status})`,
    formatPeriod(scenario.year, scenario.period),
    `${dataTo(snapshot.dataDate)}${snapshot.synthetic ? ', part synthetic' : ''}`,
    `${methodName(result.method)}, engine ${result.engineVersion}, seed ${scenario.seed}`,
    levers.length > 0 ? `levers: ${levers.join('; ')}` : 'no levers',
  ].join(' · ');
}

const told = (done: { saved: string | null } | null) => {
  if (done?.saved) notify(`Saved: ${done.saved}`, 'good');
};
const nameOf = (chart: Taken) => chart.finding.slice(0, 100);
const rowsOf = ({ head, columns, rows }: TableTwin) => tableText(head, columns, rows).split('\r\n');

export async function copyTable(chart: Taken): Promise<void> {
  copyText(rowsOf(chart.table).join('\r\n'));
  notify('Table copied.', 'good');
}

export async function copyPicture(chart: Taken): Promise<void> {
  const pngBase64 = await base64Of(await pictureOf({ ...chart, foot: standsOn() }));
  const answer = await call('pictureCopy', { pngBase64 });
  if (answer.ok) notify('Chart copied as a picture.', 'good');
  else
    notify('The clipboard did not take the picture. Save it as a file instead.', 'bad', {
      label: 'Save…',
      run: () => void savePicture(chart),
    });
}

export async function savePicture(chart: Taken): Promise<void> {
  const pngBase64 = await base64Of(await pictureOf({ ...chart, foot: standsOn() }));
  told(await ask('pictureSave', { name: nameOf(chart), pngBase64 }));
}

/** The chart with its table as PDF. */
export const savePdf = (chart: Taken): Promise<void> =>
  during('Writing the PDF…', async () => {
    // The scenario behind the chart is said in the file: the application must have its last change.
    await keepNow();
    const { finding, caption, width, height, table } = chart;
    const pngBase64 = await base64Of(await bareChart({ ...chart, foot: '' }));
    told(
      await ask('chartSave', {
        name: nameOf(chart),
        finding,
        caption:
          chart.legend.length > 0 ? `${caption} · ${chart.legend.map((item) => item.label).join(', ')}` : caption,
        pngBase64,
        width,
        height,
        table: {
          columns: [table.head, ...table.columns.map((column) => column.label)],
          rows: table.rows.map((row) => ({
            cells: [row.label, ...row.cells.map((cell) => cell.text)],
            total: row.kind === 'total',
          })),
        },
      }),
    );
  });

export async function saveTable(chart: Taken): Promise<void> {
  told(await ask('tableSave', { name: nameOf(chart), rows: rowsOf(chart.table).map((line) => line.split('\t')) }));
}
