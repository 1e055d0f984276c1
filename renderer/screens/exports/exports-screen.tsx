import { FileSpreadsheet } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExportRecord } from '../../../shared/api.ts';
import { formatDate, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { ask } from '../../state/ask.ts';
import { exportWorkbook } from '../../state/commands.ts';
import { useStore } from '../../state/store.ts';

/** The workbook, and what has been written so far. */
export default function ExportsScreen() {
  const result = useStore((state) => state.result);
  const scenario = useStore((state) => state.open?.scenario);
  const busy = useStore((state) => state.busy);
  const [records, setRecords] = useState<ExportRecord[] | null>(null);
  const refresh = async () => setRecords((await ask('exports', {})) ?? []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => void refresh(), []);
  return (
    <>
      <ScreenHead title="Exports">
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
        <button
          type="button"
          className="button primary push"
          disabled={!result || busy !== null}
          onClick={() => void exportWorkbook().then(refresh)}
        >
          Write the workbook… <kbd>Ctrl E</kbd>
        </button>
      </section>
      <section className="card table-card" aria-label="Written so far">
        {records === null ? (
          <StateView busy title="Reading the list…" />
        ) : records.length === 0 ? (
          <StateView title="Nothing written yet">
            Workbooks and pictures you save are listed here with their scenario and a fingerprint, so that a copy can be
            checked later.
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
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
