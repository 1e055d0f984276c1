import type { Authority } from '../../../shared/batch/authority.ts';
import type { PathRange } from '../../../shared/demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../../../shared/demand/simulation/plan.ts';
import type { SimulationSummary } from '../../../shared/demand/simulation/summarise.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { type OutturnRisk, outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { simulationResult } from '../simulation/simulation-job.ts';

/** What a result is of: `input` is the fingerprint of data, scenario and number of paths, `plan` that of the plan. */
export type UnitHead = { council: Authority; scenario: string; paths: number; input: string; plan: string | null };

/** One council under one scenario, as the batch leaves it. Pence; nothing in it depends on when, where or by how many. */
export type UnitDocument = UnitHead & {
  format: 'outturn-batch';
  version: 1;
  engineVersion: string;
  year: string;
  period: number;
  dataDate: string;
  synthetic: boolean;
  seed: number;
  /** Children in care at the data date; null where none are held one by one. */
  children: number | null;
  total: { currentBudget: number; outturn: number; variance: number; agreedInvestment: number; netVariance: number };
  risk: OutturnRisk;
  /** Null where no single children are held. */
  demand: SimulationSummary | null;
};

/** Makes the text of a result from all of a unit's paths: canonical, so that the same result is the same bytes. */
export function unitDocument(order: {
  snapshot: Snapshot;
  scenario: Scenario;
  head: UnitHead;
  plan: SimulationPlan | null;
  range: PathRange | null;
}): string {
  const { snapshot, scenario, head, plan, range } = order;
  const made = forecast(snapshot, scenario);
  const simulated = plan && range ? simulationResult(snapshot, scenario, plan, range) : null;
  const { currentBudget, outturn, variance, agreedInvestment, netVariance } = made.total;
  const { dataDate } = snapshot;
  const document: UnitDocument = {
    ...head,
    ...({ format: 'outturn-batch', version: 1, engineVersion } as const),
    ...{ year: made.year, period: made.period, dataDate, synthetic: snapshot.synthetic, seed: scenario.seed },
    children: plan ? childrenOf(demandOf(snapshot, { ...scenario, method: plan.method }).opening) : null,
    total: { currentBudget, outturn, variance, agreedInvestment, netVariance },
    risk: simulated?.risk ?? outturnRiskOf(snapshot, scenario, made, []),
    demand: simulated?.summary ?? null,
  };
  return `${canonicalJson(document)}\n`;
}

const childrenOf = (opening: Readonly<Record<string, number>>) =>
  Math.round(Object.values(opening).reduce((sum, children) => sum + children, 0));
