import { FileSpreadsheet } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExportRecord } from '../../../shared/api.ts';
import { formatDate, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { ask } from '../../state/ask.ts';
import { exportWorkbook } from '../../state/commands.ts';
import { useStore } from '../../state/store.ts';
import { lookAtSync, useSync } from '../../state/sync.ts';
import { Deliveries } from './deliveries.tsx';
import { Destinations } from './destinations.tsx';
import { ReadBack } from './read-back.tsx';
import { Reports } from './reports.tsx';
import { SendDialog } from './send-dialog.tsx';

const views = [
  { value: 'written', label: 'Written so far' },
  { value: 'deliveries', label: 'Deliveries' },
  { value: 'destinations', label: 'Destinations' },
] as const;
type View = (typeof views)[number]['value'];

/** The workbook, what has been written so far, and where it is sent. */
export default function ExportsScreen() {
  const result = useStore((state) => state.result);
  const scenario = useStore((state) => state.open?.scenario);
  const busy = useStore((state) => state.busy);
  const [records, setRecords] = useState<ExportRecord[] | null>(null);
  const refresh = async () => setRecords((await ask('exports', {})) ?? []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => void refresh(), []);
  const status = useSync((state) => state.status);
  const [view, setView] = useState<View>('written');
  const [sending, setSending] = useState<ExportRecord | null>(null);
  useEffect(() => void lookAtSync(), []);
  return (
    <>
      <ScreenHead title="Exports">
        <Segments<View> name="View" value={view} choices={views} onChange={setView} />
        <UnitChoice />
      </ScreenHead>
      <section className="card export-card" aria-label="Forecast workbook">
        <FileSpreadsheet size={28} aria-hidden="true" className="start-icon" />
        <div>
          <h2>Forecast workbook</h2>
          <p className="quiet">
            Summary, months, savings, pressures, invest to save and assumptions, with live formulas, for Excel and
            LibreOffice.
            {result && scenario
              ? ` “${scenario.name}”: ${sayMoney(result.total.outturn)} outturn, ${sayMoney(result.total.netVariance)} net variance.`
              : ''}
          </p>
        </div>
        <ReadBack />
        <button
          type="button"
          className="button push"
          disabled={!result || busy !== null}
          title="For papers that are public: counts of children under 5 are suppressed, and nothing of single children is in the file"
          onClick={() => void exportWorkbook(true).then(refresh)}
        >
          For publication…
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!result || busy !== null}
          onClick={() => void exportWorkbook().then(refresh)}
        >
          Write the workbook… <kbd>Ctrl E</kbd>
        </button>
      </section>
      <Reports onWritten={() => void refresh()} />
      {view === 'deliveries' && status ? <Deliveries status={status} /> : null}
      {view === 'destinations' && status ? <Destinations status={status} /> : null}
      {view === 'written' ? (
        <section className="card table-card" aria-label="Written so far">
          {records === null ? (
            <StateView busy title="Reading the list…" />
          ) : records.length === 0 ? (
            <StateView title="Nothing written yet">
              Workbooks and pictures you save are listed here with their scenario and a fingerprint, so that a copy can
              be checked later.
            </StateView>
          ) : (
            <div className="scroll-x">
              <table className="figures plain-table">
                <thead>
                  <tr>
                    <th scope="col">File</th>
                    <th scope="col">Kind</th>
                    <th scope="col">Scenario</th>
                    <th scope="col">Written</th>
                    <th scope="col">Size</th>
                    <th scope="col">Fingerprint</th>
                    <th scope="col">
                      <span className="hidden-visually">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {records.map((record) => (
                    <tr key={record.id}>
                      <th scope="row">{record.name}</th>
                      <td>{record.kind}</td>
                      <td>{record.scenario}</td>
                      <td>
                        {formatDate(record.when.slice(0, 10))} {record.when.slice(11, 16)}
                      </td>
                      <td>{formatNumber(record.bytes / 1024)} KiB</td>
                      <td title={record.sha256}>{record.sha256.slice(0, 12)}…</td>
                      <td>
                        {record.kept === false ? (
                          <span className="quiet" title="Its kept copy is no longer held. Export it again to send it.">
                            not kept
                          </span>
                        ) : (
                          <button
                            type="button"
                            className="button small plain"
                            disabled={!status}
                            onClick={() => setSending(record)}
                          >
                            Send…
                          </button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      ) : null}
      {sending && status ? (
        <SendDialog
          record={sending}
          status={status}
          onClose={() => setSending(null)}
          onSent={() => {
            setSending(null);
            setView('deliveries');
          }}
        />
      ) : null}
    </>
  );
}
