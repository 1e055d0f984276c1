import { saveScenarioAs, takeOver } from '../../state/commands.ts';
import { useStore } from '../../state/store.ts';

/** Who else has the open file, on every screen: what they save and what you save would differ. */
export function LockBanner() {
  const lock = useStore((state) => state.open?.lockedBy);
  const name = useStore((state) => state.open?.fileName);
  if (!lock) return null;
  return (
    <div className="banner" role="status">
      <span>
        <span className="strong">{lock.owner}</span> on {lock.machine} has {name ?? 'this file'} open since{' '}
        {new Date(lock.since).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}. You can look and try
        things out; Save is refused.
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
