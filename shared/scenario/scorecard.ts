import {
  failureRuns,
  type KpiDirection,
  type KpiFrequency,
  outsideTolerance,
  performanceFailure,
} from '../finance/kpi.ts';
import { riskScore } from '../finance/risk-score.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import type { Kpi } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A measure of the scorecard. Blank months stay null and are never taken as nought. */
export type ScorecardRow = {
  code: string;
  name: string;
  direction: KpiDirection;
  target: number | null;
  tolerance: number | null;
  statisticalNeighbours: number | null;
  england: number | null;
  months: { month: string; value: number | null }[];
  /** The latest month that holds a value, and the one before it that does. */
  latest: { month: string; value: number } | null;
  /** Latest less the value before it; better or worse by what is good. */
  change: number | null;
  trend: 'better' | 'worse' | 'level' | null;
  /** Against target and tolerance; null where either the value or the target is not known. */
  status: 'met' | 'within' | 'outside' | null;
  /** Outside tolerance for three months running, up to the latest month. */
  failing: boolean;
  firstFailureMonth: string | null;
  monthsOutside: number;
  /** Months (quarters) with no value within the run: they neither break nor extend it. */
  blanksInRun: string[];
  kind: 'contract' | 'management' | 'support service';
  indicator: number | null;
  frequency: KpiFrequency;
  /** Latest less comparator, in the measure's own unit. */
  againstNeighbours: number | null;
  againstEngland: number | null;
};

/** The KPI scorecard (case KPI-01): every measure in its order, with its history, comparators and failure rule. */
export function scorecard({ kpis, kpiValues }: Pick<Snapshot, 'kpis' | 'kpiValues'>): ScorecardRow[] {
  const values = new Map<string, { month: string; value: number | null }[]>();
  for (const { kpiCode, month, value } of kpiValues) {
    const list = values.get(kpiCode) ?? [];
    list.push({ month, value });
    values.set(kpiCode, list);
  }
  return [...kpis]
    .sort((a, b) => a.position - b.position || a.id - b.id)
    .map((kpi) =>
      measured(
        kpi,
        [...(values.get(kpi.code) ?? [])].sort((a, b) => (a.month < b.month ? -1 : 1)),
      ),
    );
}

function measured(kpi: Kpi, months: { month: string; value: number | null }[]): ScorecardRow {
  const { code, name, direction, target, tolerance, statisticalNeighbours, england } = kpi;
  const reported = months.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }]));
  const latest = reported.at(-1) ?? null;
  const before = reported.at(-2) ?? null;
  const change = latest && before ? latest.value - before.value : null;
  const frequency = kpi.frequency ?? 'monthly';
  const rule = tolerance === null ? null : performanceFailure(months, tolerance, direction, frequency);
  const against = (other: number | null) => (latest && other !== null ? latest.value - other : null);
  return {
    ...{ code, name, direction, target, tolerance, statisticalNeighbours, england, months, latest, change },
    trend: trendOf(change, direction),
    status: statusOf(latest?.value ?? null, kpi),
    failing: (rule?.latestRun ?? 0) >= failureRuns[frequency],
    firstFailureMonth: rule?.firstFailureMonth ?? null,
    monthsOutside: rule?.latestRun ?? 0,
    blanksInRun: rule?.blanks ?? [],
    ...{ kind: kpi.kind ?? 'management', indicator: kpi.indicator, frequency },
    againstNeighbours: against(statisticalNeighbours),
    againstEngland: against(england),
  };
}

function trendOf(change: number | null, direction: KpiDirection): ScorecardRow['trend'] {
  if (change === null || direction === 'neutral') return null;
  if (change === 0) return 'level';
  return change > 0 === (direction === 'high') ? 'better' : 'worse';
}

function statusOf(value: number | null, { target, tolerance, direction }: Kpi): ScorecardRow['status'] {
  if (value === null || target === null || direction === 'neutral') return null;
  if (direction === 'high' ? value >= target : value <= target) return 'met';
  if (tolerance === null) return null;
  return outsideTolerance(value, tolerance, direction) ? 'outside' : 'within';
}

/** A risk with its scores as P × I, how it moved, and the pressure it is linked to. */
export type RiskRow = {
  reference: string;
  name: string;
  ownerRole: string | null;
  initial: number;
  current: number;
  residual: number | null;
  /** Current less initial: above nought, it has risen. */
  movement: number;
  /** Current less residual: what the actions still to come are worth. */
  toGo: number | null;
  /** Scores printed otherwise than P × I. */
  misprinted: boolean;
  /** The linked pressure of the year: expected and worst, pence; null where none is linked or it is not in the year. */
  pressure: { reference: string; name: string; expected: Pence; worst: Pence; counted: boolean } | null;
};

/** The risk register (case RSK-01), highest current score first; with a forecast, risks show their pressure in £. */
export function riskRegister(
  { risks, pressures }: Pick<Snapshot, 'risks' | 'pressures'>,
  made: Forecast | null,
): RiskRow[] {
  return risks
    .map((risk): RiskRow => {
      const initial = riskScore(risk.initialProbability, risk.initialImpact);
      const current = riskScore(risk.currentProbability, risk.currentImpact);
      const known = risk.residualProbability !== null && risk.residualImpact !== null;
      const residual = known ? riskScore(risk.residualProbability ?? 0, risk.residualImpact ?? 0) : null;
      const stated = [
        [initial, risk.initialScore],
        [current, risk.currentScore],
        [residual, risk.residualScore],
      ];
      const linked = pressures.find(
        (row) => row.reference === risk.pressureReference || row.riskReference === risk.reference,
      );
      const valued = made?.pressures.rows.find(
        (row) => row.reference === (linked?.reference ?? risk.pressureReference),
      );
      return {
        ...{ reference: risk.reference, name: risk.name, ownerRole: risk.ownerRole, initial, current, residual },
        movement: current - initial,
        toGo: residual === null ? null : current - residual,
        misprinted: stated.some(([score, printed]) => printed !== null && score !== null && printed !== score),
        pressure: valued
          ? {
              reference: valued.reference,
              name: valued.name,
              expected: valued.expected,
              worst: valued.worst,
              counted: valued.counted,
            }
          : null,
      };
    })
    .sort((a, b) => b.current - a.current || (a.reference < b.reference ? -1 : 1));
}
