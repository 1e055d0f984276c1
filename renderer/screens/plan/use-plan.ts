import { useMemo, useState } from 'react';
import { OutturnError } from '../../../shared/model/problem.ts';
import { plan } from '../../../shared/plan/plan.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import { planLength } from '../../../shared/plan/plan-types.ts';
import { baseOf } from '../../state/engine.ts';
import { useStore } from '../../state/store.ts';

export type PlanState = {
  plan: Plan | null;
  /** Why there is no plan, as a sentence. */
  refused: string | null;
  years: number;
  setYears: (years: number) => void;
};

/** The plan of the open scenario, made anew when the data or a lever changes. */
export function usePlan(): PlanState {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [years, setYears] = useState<number>(planLength.usual);
  const made = useMemo((): Pick<PlanState, 'plan' | 'refused'> => {
    if (!snapshot || !scenario) return { plan: null, refused: null };
    try {
      return { plan: plan(snapshot, scenario, years), refused: null };
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      return { plan: null, refused: error.message };
    }
  }, [snapshot, scenario, years]);
  return { ...made, years, setYears };
}

/** The plan with nothing assumed, to stand beside it; null where the scenario assumes nothing, or it is not wanted. */
export function useBasePlan(wanted: boolean, years: number): Plan | null {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  return useMemo(() => {
    if (!wanted || !snapshot || !scenario) return null;
    const base = baseOf(scenario);
    if (scenario.levers.length === 0 && Object.keys(scenario.assumptions).length === 0) return null;
    try {
      return plan(snapshot, base, years);
    } catch {
      return null;
    }
  }, [wanted, snapshot, scenario, years]);
}
