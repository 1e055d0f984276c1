import { useMemo } from 'react';
import type { Failure } from '../../shared/model/problem.ts';
import type { OutturnRisk } from '../../shared/scenario/outturn-risk.ts';
import { useBackground } from './background.ts';
import { type SimulationState, useSimulation } from './simulation.ts';
import { useStore } from './store.ts';

export type RiskState = {
  /** The last that was drawn; `stale` where the scenario has changed since. */
  risk: OutturnRisk | null;
  stale: boolean;
  running: boolean;
  failure: Failure | null;
  /** The simulation behind it; null where no children are held and there is nothing to simulate. */
  simulation: (SimulationState & { stale: boolean; start: () => void }) | null;
};

/** How sure the outturn is, kept up to date in the background while a screen that shows it is open. */
export function useOutturnRisk(): RiskState {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const hasPlacements = useStore((state) => (state.snapshot?.placements.length ?? 0) > 0);
  const simulation = useSimulation();
  const input = useMemo(
    () => (scenario && !hasPlacements ? { scenario: { ...scenario, name: '', notes: '', signOff: [] } } : null),
    [scenario, hasPlacements],
  );
  const background = useBackground('risk', snapshot, input);
  if (!hasPlacements)
    return {
      risk: background.value,
      stale: background.running,
      running: background.running,
      failure: background.failure,
      simulation: null,
    };
  return {
    risk: simulation.result?.risk ?? null,
    stale: simulation.stale,
    running: simulation.running !== null,
    failure: simulation.failure,
    simulation,
  };
}
