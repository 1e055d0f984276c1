import { Fragment } from 'react';
import type { ImportFilePreview } from '../../../shared/api.ts';
import { formatMoney, formatNumber } from '../../../shared/format/format.ts';
import { registers } from '../../../shared/model/registers.ts';
import { StateView } from '../parts/state-view.tsx';

const pounds = (pence: number) => `${pence < 0 ? '−' : ''}£${formatMoney(Math.abs(pence), 'pounds', 2)}`;

/** What becomes of every row and every pound of the files, before anything is written. */
export function ReconcileTable({ files }: { files: readonly ImportFilePreview[] }) {
  const shown = files.filter((file) => !file.failure && file.register && file.kind !== 'skipped');
  if (shown.length === 0)
    return <StateView title="Nothing to import yet">Say what at least one of the files holds, under Files.</StateView>;
  return (
    <section className="card table-card" aria-label="Rows and pounds">
      <div className="scroll-x">
        <table className="figures plain-table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Into</th>
              <th scope="col">In the file</th>
              <th scope="col">Taken</th>
              <th scope="col">Set aside</th>
              <th scope="col">Added</th>
              <th scope="col">Changed</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((file) => {
              const sums = file.reconciliation;
              return (
                <Fragment key={file.file}>
                  <tr>
                    <th scope="row">{file.of ?? file.file}</th>
                    <td className="text">{file.register ? registers[file.register].label : ''}</td>
                    <td>{formatNumber(sums?.rows ?? file.rows)} rows</td>
                    <td>{formatNumber(sums?.taken ?? file.rows - file.rejected)}</td>
                    <td className={file.rejected > 0 ? 'over' : ''}>{formatNumber(sums?.setAside ?? file.rejected)}</td>
                    <td>{formatNumber(file.added)}</td>
                    <td>{formatNumber(file.changed)}</td>
                  </tr>
                  {(sums?.amounts ?? []).map(({ column, file: whole, taken, setAside, unread }) => (
                    <tr key={column} className="import-pounds">
                      <th scope="row" className="quiet">
                        {column}
                      </th>
                      <td className="text quiet">{unread > 0 ? `${formatNumber(unread)} cannot be read` : ''}</td>
                      <td>{pounds(whole)}</td>
                      <td>{pounds(taken)}</td>
                      <td className={setAside === 0 ? '' : 'over'}>{pounds(setAside)}</td>
                      <td />
                      <td />
                    </tr>
                  ))}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
