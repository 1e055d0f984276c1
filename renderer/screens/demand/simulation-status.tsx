import { X } from 'lucide-react';
import { formatNumber } from '../../../shared/format/format.ts';
import { type SimulationState, stopSimulation } from '../../state/simulation.ts';
import { methodName } from './method-names.ts';

type Props = { simulation: SimulationState & { stale: boolean; start: () => void }; method: string };

/** How far the intervals are: progress and a way to stop; stale, failed or stopped, a way to run them again. */
export function SimulationStatus({ simulation, method }: Props) {
  const { running, failure, result, stale, stopped } = simulation;
  if (running) {
    const share = running.total ? Math.round((100 * running.done) / running.total) : 0;
    return (
      <div className="row small simulation" role="status">
        <progress max={100} value={running.total ? share : undefined} aria-label="Intervals" />
        <span className="quiet">
          Simulating intervals
          {running.total ? ` · ${formatNumber(running.done)} of ${formatNumber(running.total)} paths` : '…'}
        </span>
        <button type="button" className="button small" onClick={stopSimulation}>
          <X size={13} aria-hidden="true" /> Stop
        </button>
      </div>
    );
  }
  const again = (
    <button type="button" className="button small" onClick={simulation.start}>
      {result && !stale ? 'Simulate again' : 'Simulate the intervals'}
    </button>
  );
  if (failure)
    return (
      <div className="row small simulation">
        <span className="over">{failure.message}</span>
        {again}
      </div>
    );
  if (stopped || stale || !result)
    return (
      <div className="row small simulation">
        <span className="quiet">
          {result ? 'The intervals are those before the last change' : 'No intervals simulated yet'}
        </span>
        {again}
      </div>
    );
  const own = result.summary.method;
  return (
    <div className="row small simulation">
      <span className="quiet">
        Intervals from {formatNumber(result.summary.paths)} paths, method “{methodName(own)}”, seed{' '}
        {result.summary.seed}
        {result.summary.adjustment
          ? `; widths × ${formatNumber(result.summary.adjustment.factor, 2)}, from ${result.summary.adjustment.errors} past errors of its own`
          : ''}
        {own === method ? '' : `; the line is by “${methodName(method)}”`}
      </span>
    </div>
  );
}
