import { useEffect, useState } from 'react';
import type { LinePostings as Found } from '../../../shared/api.ts';
import { formatMoney, formatNumber, formatPeriod } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';
import type { PostingsOf } from './drill-content.ts';

const most = 200;

/** The ledger's postings behind the actuals of a line; nothing where the ledger came in as totals. */
export function LinePostings(props: PostingsOf) {
  const { year, lineCode, from, to } = props;
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let gone = false;
    setFound(null);
    void ask('linePostings', { year, lineCode, from, to }).then((answer) => {
      if (!gone) setFound(answer ?? null);
    });
    return () => {
      gone = true;
    };
  }, [year, lineCode, from, to]);
  if (!found || found.postings.length === 0) return null;
  const count = found.postings.length + found.more;
  const hidden = count - Math.min(most, found.postings.length);
  const apart = found.totals.filter(({ pence, postedPence }) => postedPence !== null && postedPence !== pence);
  return (
    <section className="drill-list">
      <header className="row spread">
        <h3>
          Postings <span className="faint">{count}</span>
        </h3>
      </header>
      {apart.map(({ period, source, pence, postedPence }) => (
        <p className="quiet" key={`${period} ${source}`}>
          {formatPeriod(year, period)}, {source}: the postings come to £{formatMoney(postedPence ?? 0, 'pounds', 2)},
          and the ledger’s total is £{formatMoney(pence, 'pounds', 2)}, for it has been changed since.
        </p>
      ))}
      <table className="drill-table" aria-label="Postings">
        <tbody>
          {found.postings.slice(0, most).map((one) => (
            <tr key={`${one.file} ${one.row} ${one.period}`}>
              <th scope="row">
                {one.document ?? 'No document number'}{' '}
                <span className="faint">
                  {[`P${one.period}`, one.posted, one.kind, one.costCentre, `${one.file}, row ${one.row}`]
                    .filter((part) => part)
                    .join(' · ')}
                </span>
              </th>
              <td className="number">{formatNumber((one.expenditurePence + one.incomePence) / 100, 2)}</td>
            </tr>
          ))}
          {hidden > 0 ? (
            <tr>
              <th scope="row">and {formatNumber(hidden)} more: the command “outturn postings” lists them</th>
              <td />
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}
