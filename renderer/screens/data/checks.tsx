import { useLocation } from 'wouter';
import type { Severity } from '../../../shared/model/problem.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { useStore } from '../../state/store.ts';
import { settling } from './settling.ts';

/** How severe a finding is, in words, colour and mark. */
export const severityLabels: Record<Severity, { label: string; tone: string; mark: string }> = {
  block: { label: 'Must settle', tone: 'bad', mark: '■' },
  warn: { label: 'Look at', tone: 'warn', mark: '▲' },
  inform: { label: 'For information', tone: 'info', mark: '●' },
};
const order: Severity[] = ['block', 'warn', 'inform'];

/** What disagrees in the data, worst first, with the figures, a suggestion, and the way to the rows. */
export function Checks() {
  const [, go] = useLocation();
  const findings = useStore((state) => state.findings);
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  if (sorted.length === 0)
    return (
      <StateView title="Nothing disagrees">
        Every check on the data passes. Checks run again on every import and every edit.
      </StateView>
    );
  return (
    <ul className="checks">
      {sorted.map((finding) => {
        const severity = severityLabels[finding.severity];
        const register = registerNames.find((name) => name === finding.register);
        return (
          <li key={`${finding.code} ${finding.message}`} className="card check">
            <span className={`chip ${severity.tone}`} title={`Check ${finding.code}, as outputs name it`}>
              <span aria-hidden="true">{severity.mark}</span> {severity.label}
            </span>
            <div>
              <p>{finding.message}</p>
              {finding.suggestion ? <p className="quiet">Suggested: {finding.suggestion}</p> : null}
            </div>
            {finding.dispute ? (
              <button
                type="button"
                className="button small primary"
                aria-label={`Settle ${finding.dispute.title}`}
                onClick={() => {
                  settling({ key: finding.dispute?.key ?? '', doing: 'settle' });
                  go('/data/contradictions');
                }}
              >
                Settle…
              </button>
            ) : null}
            {register ? (
              <button type="button" className="button small" onClick={() => go(`/data/${register}`)}>
                Open {registers[register].label}
              </button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
