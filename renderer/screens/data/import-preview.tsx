import { type ReactNode, useState } from 'react';
import type { ImportFilePreview, ImportPreview } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { showCell } from '../../components/grid/cell-text.ts';
import { columnsOf } from '../../components/grid/grid-edits.ts';
import { countText } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { ask } from '../../state/ask.ts';
import { CleaningReport } from './cleaning-report.tsx';
import { ProblemList } from './problem-list.tsx';

type Props = {
  preview: ImportPreview;
  onChange: (preview: ImportPreview) => void;
  onCommit: () => void;
  onCancel: () => void;
  busy: boolean;
  /** How many questions of a refresh have an answer; they stand in `children`. */
  settled?: number;
  children?: ReactNode;
};

/** What the files would do, file by file: nothing has changed yet. */
export function PreviewPanel({ preview, onChange, onCommit, onCancel, busy, settled = 0, children }: Props) {
  // The file with something to look at is shown first: of a return, the episodes and not the header.
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      preview.files.findIndex((entry) => entry.problems.length > 0),
    ),
  );
  const file = preview.files[Math.min(at, preview.files.length - 1)];
  const usable = preview.files.some((entry) => !entry.failure && entry.added + entry.changed > 0);
  const rows = preview.files.reduce((sum, entry) => sum + entry.added + entry.changed, 0);
  const again = async (given: { register: RegisterName | null; mapping: Record<string, string> | null }) => {
    const next = await ask('importPreview', { token: preview.token, year: null, ...given });
    if (next) onChange(next);
  };
  return (
    <>
      <ScreenHead
        title="Preview"
        begin
        description={
          usable || settled > 0 || preview.files.some((entry) => entry.failure || entry.rejected > 0)
            ? 'nothing has changed yet'
            : 'nothing new: every row is held already'
        }
      >
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="button primary"
          disabled={(!usable && settled === 0) || busy}
          onClick={onCommit}
        >
          Import {amountText(rows, settled)}
        </button>
      </ScreenHead>
      <section className="card table-card" aria-label="Files">
        <table className="figures plain-table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Taken as</th>
              <th scope="col">Rows</th>
              <th scope="col">Added</th>
              <th scope="col">Changed</th>
              <th scope="col">Unchanged</th>
              <th scope="col">Not in the file</th>
              <th scope="col">Not imported</th>
            </tr>
          </thead>
          <tbody>
            {preview.files.map((entry, index) => (
              <tr key={entry.file} className={index === at ? 'chosen' : ''}>
                <th scope="row">
                  <button type="button" className="link" aria-pressed={index === at} onClick={() => setAt(index)}>
                    {entry.file}
                  </button>
                </th>
                <td>
                  {entry.failure ? (
                    <span className="over">cannot be read</span>
                  ) : entry.register ? (
                    registers[entry.register].label
                  ) : (
                    entry.kind
                  )}
                </td>
                <td>
                  {formatNumber(entry.rows)}
                  {entry.repeated ? ` (${formatNumber(entry.repeated)} repeated)` : ''}
                </td>
                <td>{formatNumber(entry.added)}</td>
                <td>{formatNumber(entry.changed)}</td>
                <td>{formatNumber(entry.unchanged)}</td>
                <td>{formatNumber(entry.gone)}</td>
                <td className={entry.rejected > 0 ? 'over' : ''}>{formatNumber(entry.rejected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {children}
      <CleaningReport files={preview.files} />
      {file ? <FileDetail file={file} single={matchable(preview.files)} again={again} /> : null}
    </>
  );
}

/** Whether columns may be matched by hand: what is said then is said of every sheet, so no more than one may hold a table. */
function matchable(files: readonly ImportFilePreview[]): boolean {
  const books = new Set(files.map((file) => file.file.split(' › ')[0]));
  return books.size === 1 && files.filter((file) => file.register && !file.failure).length <= 1;
}

/** `3 rows`, `3 rows and 1 choice`, `1 choice`. */
function amountText(rows: number, choices: number): string {
  const chosen = choices > 0 ? countText(choices, 'choice') : null;
  if (rows === 0 && chosen) return chosen;
  return [countText(rows, 'row'), chosen].filter(Boolean).join(' and ');
}

function FileDetail(props: {
  file: ImportFilePreview;
  single: boolean;
  again: (given: { register: RegisterName | null; mapping: Record<string, string> | null }) => Promise<void>;
}) {
  const { file } = props;
  const columns = file.register ? columnsOf(file.register) : {};
  const keys = file.sample[0] ? Object.keys(file.sample[0]).filter((key) => key in columns) : [];
  return (
    <>
      {file.failure ? <div className="banner">{file.failure.message}</div> : null}
      {props.single ? (
        <section className="card mapping" aria-label="Mapping">
          <div className="row wrap">
            <h2>How {file.file} is read</h2>
            <label className="row">
              <span className="quiet nowrap">Taken as</span>
              <select
                className="input"
                value={file.register ?? ''}
                onChange={(event) =>
                  void props.again({ register: (event.target.value || null) as RegisterName | null, mapping: null })
                }
              >
                <option value="">detect automatically</option>
                {registerNames.map((name) => (
                  <option key={name} value={name}>
                    {registers[name].label}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <div className="mapping-grid">
            {Object.entries(file.mapping).map(([header, key]) => (
              <label key={header} className="field">
                <span>{header}</span>
                <select
                  className="input"
                  value={key}
                  onChange={(event) =>
                    void props.again({
                      register: file.register,
                      mapping: { ...file.mapping, [header]: event.target.value },
                    })
                  }
                >
                  <option value="">not used</option>
                  {Object.entries(columns).map(([name, column]) => (
                    <option key={name} value={name}>
                      {column.header}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
        </section>
      ) : null}
      {file.ignored.length > 0 ? (
        <p className="quiet small">
          Not used of {file.file}: {file.ignored.join(' · ')}
        </p>
      ) : null}
      {file.problems.length > 0 ? (
        <section className="card table-card" aria-label="Problems">
          <h2 className="card-title">Not imported or changed</h2>
          <ProblemList problems={file.problems} />
        </section>
      ) : null}
      {keys.length > 0 ? (
        <section className="card table-card" aria-label="First rows">
          <h2 className="card-title">First rows as they would be held</h2>
          <div className="scroll-x">
            <table className="figures plain-table">
              <thead>
                <tr>
                  {keys.map((key) => (
                    <th key={key} scope="col">
                      {columns[key]?.header}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {file.sample.slice(0, 8).map((row, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no other name
                  <tr key={index}>
                    {keys.map((key) => {
                      const column = columns[key];
                      return <td key={key}>{column ? showCell(column, row[key]) : String(row[key] ?? '')}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ) : null}
    </>
  );
}
