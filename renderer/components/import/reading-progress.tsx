import { useEffect, useState } from 'react';
import type { ImportProgress } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';

const pollEvery = 250;

/** How far the reading of chosen files is, and the way to stop it. */
export function ReadingProgress() {
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  useEffect(() => {
    let stopped = false;
    const poll = async () => {
      const now = await ask('importProgress', {});
      if (stopped) return;
      setProgress(now);
      setTimeout(() => void poll(), pollEvery);
    };
    void poll();
    return () => {
      stopped = true;
    };
  }, []);
  if (!progress) return null;
  const { done, total, file } = progress;
  return (
    <section className="card import-progress" aria-label="Reading files">
      <label className="field grow">
        <span>
          {file === '' ? 'Reading…' : `Reading ${file}`} ({formatNumber(done + 1)} of {formatNumber(total)})
        </span>
        <progress max={total} value={done} />
      </label>
      <button type="button" className="button" onClick={() => void ask('importCancel', {})}>
        Stop reading
      </button>
    </section>
  );
}
