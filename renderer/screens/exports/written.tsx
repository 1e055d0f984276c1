import { FileSpreadsheet, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExportRecord } from '../../../shared/api.ts';
import { formatMoment, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { ListCard, RowActions } from '../../components/parts/list-card.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { exportWorkbook } from '../../state/commands.ts';
import { askToShare } from '../../state/share.ts';
import { useStore } from '../../state/store.ts';
import { ReadBack } from './read-back.tsx';
import { Reports } from './reports.tsx';
import { TextQuestions } from './text-questions.tsx';

/** The workbook and the report pack, and what has been written so far. `onSend` is null until sending is known. */
export function Written({ onSend }: { onSend: ((record: ExportRecord) => void) | null }) {
  const result = useStore((state) => state.result);
  const scenario = useStore((state) => state.open?.scenario);
  const busy = useStore((state) => state.busy);
  const [records, setRecords] = useState<ExportRecord[] | null>(null);
  const refresh = async () => setRecords((await ask('exports', {})) ?? []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list opens
  useEffect(() => void refresh(), []);
  return (
    <>
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
        <div className="row wrap">
          <button
            type="button"
            className="button primary"
            disabled={!result || busy !== null}
            onClick={() => void exportWorkbook().then(refresh)}
          >
            Write the workbook… <kbd>Ctrl E</kbd>
          </button>
          <button
            type="button"
            className="button"
            disabled={!result || busy !== null}
            title="For papers that are public: counts of children under 5 are suppressed, and nothing of single children is in the file"
            onClick={() => void exportWorkbook(true).then(refresh)}
          >
            For publication…
          </button>
          <ReadBack />
        </div>
      </section>
      <section className="card export-card" aria-label="Scenario file to share">
        <Share2 size={28} aria-hidden="true" className="start-icon" />
        <div>
          <h2>Scenario file to share</h2>
          <p className="quiet">
            A copy without rows of children: counts, rates and prices take their place, and whoever opens it sees the
            same outturn, range and children.
          </p>
        </div>
        <div className="row wrap">
          <button type="button" className="button" disabled={!scenario || busy !== null} onClick={() => askToShare()}>
            Save a copy to share…
          </button>
        </div>
      </section>
      <Reports onWritten={() => void refresh()} />
      <TextQuestions />
      <ListCard
        label="Written so far"
        columns={['File', 'Kind', 'Scenario', 'Written', 'Size', 'Fingerprint', '']}
        instead={
          records === null ? (
            <StateView busy title="Reading the list…" />
          ) : records.length === 0 ? (
            <StateView title="Nothing written yet">
              Workbooks and pictures you save are listed here with their scenario and a fingerprint, so that a copy can
              be checked later.
            </StateView>
          ) : undefined
        }
      >
        {records?.map((record) => (
          <tr key={record.id}>
            <th scope="row">{record.name}</th>
            <td>{record.kind}</td>
            <td className="wide-cell">{record.scenario}</td>
            <td>{formatMoment(record.when)}</td>
            <td>{formatNumber(record.bytes / 1024)} KiB</td>
            <td title={record.sha256}>{record.sha256.slice(0, 12)}…</td>
            <RowActions>
              {record.kept === false ? (
                <span className="quiet" title="Its kept copy is no longer held. Export it again to send it.">
                  not kept
                </span>
              ) : (
                <button
                  type="button"
                  className="button small plain"
                  disabled={!onSend}
                  onClick={() => onSend?.(record)}
                >
                  Send…
                </button>
              )}
            </RowActions>
          </tr>
        ))}
      </ListCard>
    </>
  );
}
