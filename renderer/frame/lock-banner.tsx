import { formatMoment } from '../../shared/format/format.ts';
import { saveScenarioAs, takeOver } from '../state/commands.ts';
import { useStore } from '../state/store.ts';

/** Who else has the open file, on every screen: what they save and what you save would differ. */
export function LockBanner() {
  const lock = useStore((state) => state.open?.lockedBy);
  const name = useStore((state) => state.open?.fileName);
  if (!lock) return null;
  return (
    <div className="banner" role="status">
      <span>
        <span className="strong">{lock.owner}</span> on {lock.machine} has {name ?? 'this file'} open since{' '}
        {formatMoment(lock.since)}. You can look and try things out; it cannot be saved while it is open there.
      </span>
      <span className="row push">
        <button type="button" className="button small" onClick={() => void saveScenarioAs()}>
          Save as…
        </button>
        <button type="button" className="button small" onClick={takeOver}>
          Take it over…
        </button>
      </span>
    </div>
  );
}

/** What is to be known of the open scenario and its data, on every screen: an edit on any of them goes into these data. */
export function FileNotice() {
  const notice = useStore((state) => state.open?.dataNotice);
  return notice ? (
    <div className="banner" role="status">
      {notice}
    </div>
  ) : null;
}
