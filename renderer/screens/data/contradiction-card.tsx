import { useLocation } from 'wouter';
import { sayValue } from '../../../shared/checks/cells.ts';
import { type Contradiction, differenceOf, referenceSide } from '../../../shared/checks/contradictions.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Dispute, DisputeSide } from '../../../shared/model/dispute.ts';
import { registers } from '../../../shared/model/registers.ts';
import { severityLabels } from './checks.tsx';
import { type Origins, whereFrom } from './origins.ts';
import { settling } from './settling.ts';

/** The sources of one fact side by side, what hangs on it, and the way to settle it. */
export function ContradictionCard({ contradiction, origins }: { contradiction: Contradiction; origins: Origins }) {
  const [, go] = useLocation();
  const { dispute, title, key } = contradiction;
  if (!dispute) return null;
  const severity = severityLabels[contradiction.severity];
  const reference = referenceSide(dispute);
  const shown = [...new Set(dispute.sides.map((side) => side.register))];
  return (
    <li className="card contradiction">
      <div className="row wrap">
        <span
          className={`chip ${severity.tone}`}
          title={`Checks ${contradiction.checks.join(', ')}, as outputs name them`}
        >
          <span aria-hidden="true">{severity.mark}</span> {severity.label}
        </span>
        <h3>{title}</h3>
        {shown.map((register) => (
          <button key={register} type="button" className="button small plain" onClick={() => go(`/data/${register}`)}>
            Open {registers[register].label}
          </button>
        ))}
        <button
          type="button"
          className="button small primary push"
          aria-label={`Settle ${title}`}
          onClick={() => settling({ key, doing: 'settle' })}
        >
          Settle…
        </button>
      </div>
      {contradiction.changed ? <p className="over">{contradiction.changed}</p> : null}
      <div className="scroll-x">
        <table className="figures plain-table sides" aria-label={`Sources of ${title}`}>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col" className="number">
                Says
              </th>
              <th scope="col" className="number">
                Difference
              </th>
              <th scope="col" className="number">
                %
              </th>
              <th scope="col">Where from</th>
            </tr>
          </thead>
          <tbody>
            {dispute.sides.map((side) => (
              <SideRow key={side.label} {...{ side, dispute, reference, origins }} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet small">
        Bears on: {contradiction.bearsOn.join('; ')}.
        {contradiction.suggestion ? ` Suggested: ${contradiction.suggestion}.` : ''}
      </p>
    </li>
  );
}

function SideRow(props: { side: DisputeSide; dispute: Dispute; reference: DisputeSide | null; origins: Origins }) {
  const { side, dispute, reference } = props;
  const isReference = side === reference;
  const gap = reference && !isReference ? differenceOf(dispute, side, reference) : null;
  const percent = gap?.percent ?? null;
  return (
    <tr className={side.kind === 'held' ? 'chosen' : undefined}>
      <th scope="row">{side.label}</th>
      <td className="number strong">{side.words}</td>
      <td className="number">{gap ? sayValue(gap.amount, dispute.unit, true) : isReference ? 'measured from' : ''}</td>
      <td className="number">{percent === null ? '' : signedPercent(percent)}</td>
      <td className="wide-cell">{whereFrom(side, props.origins).join(' · ')}</td>
    </tr>
  );
}

function signedPercent(percent: number): string {
  const text = Math.abs(percent) >= 1000 ? `${formatNumber(percent)}` : formatNumber(percent, 2);
  return `${percent > 0 ? '+' : ''}${text} %`;
}
