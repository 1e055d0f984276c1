import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { BatchResult } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import type { Audience, ReportFormat } from '../../../shared/report/document.ts';
import { ask } from '../../state/ask.ts';
import { during } from '../../state/commands.ts';
import { jobResult } from '../../state/job-result.ts';
import { keepNow } from '../../state/scenario.ts';
import { notify, useStore } from '../../state/store.ts';

const audienceLabels: Record<Audience, string> = {
  operational: 'Every line, saving and pressure, with the months',
  strategic: 'Where the year lands, what drives it, and the risk',
  transformation: 'Savings and invest to save, delivered and planned',
  'joint-committee': 'Public: outturn by funder; small numbers suppressed',
  scrutiny: 'Public: what the forecast is made of and how sure it is; small numbers suppressed',
};

/** Paths the interval of a report is simulated with. */
const paths = 2000;

/** The report pack for one audience, as tagged PDF or one HTML page; and the forecast for other tools. */
export function Reports(props: { onWritten: () => void }) {
  const result = useStore((state) => state.result);
  const busy = useStore((state) => state.busy !== null);
  const units = useStore((state) => (state.unit === 'pounds' ? 'pounds' : 'thousands'));
  const [audience, setAudience] = useState<Audience>('operational');
  const write = (format: ReportFormat) =>
    during('Writing the report…', async () => {
      await keepNow();
      const started = await ask('reportExport', { audience, format, paths });
      const done = started?.job
        ? await jobResult<{ saved: string | null }>(started.job, ({ done, total }) =>
            total === null || done >= total
              ? 'Writing the report…'
              : `Simulating ${formatNumber(done)} of ${formatNumber(total)} paths…`,
          )
        : started;
      if (done?.saved) notify(`Report written: ${done.saved}`, 'good');
      props.onWritten();
    });
  const writeMany = () =>
    during('Writing for several scenarios…', async () => {
      const order = { units, audiences: [audience], format: 'pdf', paths } as const;
      const started = await ask('exportBatch', { ...order, audiences: [...order.audiences] });
      const done = started
        ? await jobResult<BatchResult>(started.job, ({ done, total }) => `Written ${done} of ${total ?? '…'}`)
        : null;
      if (done) {
        const failed = done.failed.map((one) => `${one.name}: ${one.message}`).join(' ');
        const { length } = done.files;
        notify(`${length} ${length === 1 ? 'file' : 'files'} written. ${failed}`.trim(), failed ? 'bad' : 'good');
      }
      props.onWritten();
    });
  const writeForecast = () =>
    during('Writing the forecast…', async () => {
      await keepNow();
      const done = await ask('forecastExport', {});
      if (done?.saved) notify(`Forecast written: ${done.saved}`, 'good');
      props.onWritten();
    });
  return (
    <section className="card export-card" aria-label="Report pack">
      <FileText size={28} aria-hidden="true" className="start-icon" />
      <div>
        <h2>Report pack</h2>
        <p className="quiet">{audienceLabels[audience]}. Each carries its data date, version, seed and limits.</p>
      </div>
      <label className="field report-audience">
        <span>For</span>
        <select className="input" value={audience} onChange={(event) => setAudience(event.target.value as Audience)}>
          {(Object.keys(audienceLabels) as Audience[]).map((key) => (
            <option key={key} value={key}>
              {audienceInformation[key].name}
            </option>
          ))}
        </select>
      </label>
      <div className="row wrap">
        <button type="button" className="button" disabled={!result || busy} onClick={() => void write('pdf')}>
          PDF…
        </button>
        <button type="button" className="button" disabled={!result || busy} onClick={() => void write('html')}>
          Web page…
        </button>
        <button
          type="button"
          className="button"
          disabled={!result || busy}
          title="The same report as a Word document (.docx) to edit: headings, tables, captions, pictures with text"
          onClick={() => void write('docx')}
        >
          Word…
        </button>
        <button
          type="button"
          className="button"
          disabled={!result || busy}
          title="The charts of this report as pictures (PNG), with their figures in words beside them: choose a folder"
          onClick={() => void write('png')}
        >
          Charts…
        </button>
        <button
          type="button"
          className="button"
          disabled={!result || busy}
          title={`The forecast as data, ${formatNumber(result?.lines.length ?? 0)} lines by month, for other tools`}
          onClick={() => void writeForecast()}
        >
          Forecast as data…
        </button>
        <button
          type="button"
          className="button"
          disabled={busy}
          title="Choose scenario files and a folder: a workbook and this report are written for each"
          onClick={() => void writeMany()}
        >
          Several scenarios…
        </button>
      </div>
    </section>
  );
}
