import { sayValue } from '../../../shared/checks/cells.ts';
import type { Contradiction } from '../../../shared/checks/contradictions.ts';
import { sayValueOf } from '../../../shared/checks/contradictions.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { ContradictionCard } from './contradiction-card.tsx';
import { useOrigins } from './origins.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { settling, useContradictions, useSettling } from './settling.ts';

/** Two sources of one fact side by side until an officer settles it with a reason; the settled ones apart, to be reopened. */
export function Contradictions() {
  const all = useContradictions();
  const now = useSettling((state) => state.now);
  const open = all.filter((each) => each.state === 'open');
  const settled = all.filter((each) => each.state === 'settled');
  const origins = useOrigins(open.flatMap((each) => each.dispute?.sides ?? []));
  const chosen = now ? (all.find((each) => each.key === now.key) ?? null) : null;
  const close = () => settling(null);
  return (
    <>
      <section aria-labelledby="open-contradictions" className="stack">
        <h2 id="open-contradictions">{open.length === 0 ? 'Nothing to settle' : `${open.length} to settle`}</h2>
        {open.length === 0 ? (
          <StateView title="No two sources disagree">
            When a paper, the data in use and what Outturn works out say different things of one fact, they stand here
            side by side until one is used, for a reason.
          </StateView>
        ) : (
          <ul className="checks">
            {open.map((each) => (
              <ContradictionCard key={each.key} contradiction={each} origins={origins} />
            ))}
          </ul>
        )}
      </section>
      {settled.length > 0 ? <SettledTable settled={settled} /> : null}
      {chosen && now?.doing === 'settle' && chosen.dispute ? (
        <SettleDialog key={chosen.key} contradiction={chosen} onClose={close} />
      ) : null}
      {chosen && now?.doing === 'reopen' ? <ReopenDialog contradiction={chosen} onClose={close} /> : null}
    </>
  );
}

function SettledTable({ settled }: { settled: Contradiction[] }) {
  return (
    <section className="card table-card" aria-labelledby="settled-contradictions">
      <h2 id="settled-contradictions" className="card-title">
        {settled.length} settled
      </h2>
      <div className="scroll-x">
        <table className="figures plain-table settled-table" aria-labelledby="settled-contradictions">
          <thead>
            <tr>
              <th scope="col">What differed</th>
              <th scope="col">Used</th>
              <th scope="col">Reason</th>
              <th scope="col">By</th>
              <th scope="col">
                <span className="hidden-visually">Reopen</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {settled.map((each) => (
              <SettledRow key={each.key} contradiction={each} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SettledRow({ contradiction }: { contradiction: Contradiction }) {
  const { settlement, dispute, title, key } = contradiction;
  const kept = dispute?.sides.find((side) => side.label === dispute.accepted?.label);
  const used = settlement ? sayValueOf(settlement) : `${kept?.words ?? ''} (${kept?.label ?? ''})`;
  const usedText = kept?.words ?? (settlement?.value == null ? null : sayValue(settlement.value, settlement.unit));
  const others = [...new Set(dispute?.sides.map((side) => side.words) ?? [])].filter((each) => each !== usedText);
  const instead = settlement?.choice === 'left as stated' ? 'sources say' : 'not';
  return (
    <tr>
      <th scope="row" className="wide-cell">
        {title}
      </th>
      <td className="wide-cell">
        {used}
        {others.length > 0 ? (
          <span className="quiet">
            {' '}
            · {instead} {others.join(', ')}
          </span>
        ) : null}
        {settlement?.input ? <span className="quiet"> · set {settlement.input}</span> : null}
      </td>
      <td className="wide-cell">{settlement?.reason ?? dispute?.accepted?.reason}</td>
      <td className="wide-cell">
        {settlement ? `${settlement.settledBy}, ${formatDate(settlement.settledOn)}` : 'accepted in the data'}
      </td>
      <td>
        <button
          type="button"
          className="button small"
          aria-label={`Reopen ${title}`}
          onClick={() => settling({ key, doing: 'reopen' })}
        >
          Reopen…
        </button>
      </td>
    </tr>
  );
}
