import { Link } from 'wouter';
import { formatMoment } from '../../shared/format/format.ts';
import { methodName } from '../../shared/format/method-names.ts';
import { useStore } from '../state/store.ts';
import { LastDelivery } from './last-delivery.tsx';

/** Made once: making it takes longer than the rest of the bar. */
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What stands behind the figures: how long they took, by which method, and whether they are safe on disk. */
export function StatusBar() {
  const milliseconds = useStore((state) => state.milliseconds);
  const result = useStore((state) => state.result);
  const failure = useStore((state) => state.calculationFailure);
  const findings = useStore((state) => state.findings.filter((finding) => finding.severity !== 'inform').length);
  const blocking = useStore((state) => state.result?.notes.filter(({ severity }) => severity === 'block').length ?? 0);
  const keptAt = useStore((state) => state.workingCopyAt);
  const open = useStore((state) => state.open);
  const busy = useStore((state) => state.busy);
  return (
    <footer className="status-bar">
      {busy ? <span role="status">{busy}</span> : null}
      {result && milliseconds !== null && !failure ? (
        <span className="detail">Recalculated in {Math.max(1, Math.round(milliseconds))} ms</span>
      ) : null}
      {failure ? <span className="over">Not recalculated: {failure.message}</span> : null}
      {result ? <span>Demand: {methodName(result.method)}</span> : null}
      {blocking > 0 ? (
        <Link href="/outturn" className="over">
          {blocking === 1 ? '1 gap in the figures' : `${blocking} gaps in the figures`}
        </Link>
      ) : null}
      <Link href="/data">
        {findings === 0 ? 'No checks to settle' : findings === 1 ? '1 check to settle' : `${findings} checks to settle`}
      </Link>
      {result?.synthetic ? <span title="Part of this data was generated, not extracted">Synthetic in part</span> : null}
      <LastDelivery />
      <span className="push">
        {open?.savedAt ? `Saved ${formatMoment(open.savedAt)}` : 'Not saved to a file yet'}
        {keptAt ? ` · working copy kept ${clock.format(new Date(keptAt))}` : ''}
      </span>
    </footer>
  );
}
