import { failureRuns, outsideTolerance, quartersOf } from '../finance/kpi.ts';
import { formatMonth } from '../format/format.ts';
import { yearOf } from '../model/calendar.ts';
import type { RectificationPlan } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type ScorecardRow, scorecard } from '../scenario/scorecard.ts';

/** A measure with its years and its plan of rectification. */
export type PerformanceRow = ScorecardRow & {
  yearToDate: { year: string; value: number } | null;
  earlierYears: { year: string; value: number | null }[];
  plans: (Pick<RectificationPlan, 'reference' | 'raised' | 'plan' | 'due' | 'closed' | 'ownerRole' | 'source'> & {
    state: 'open' | 'overdue' | 'closed' | 'no date';
  })[];
  /** Periods running in which the target was missed, up to the latest: no more of them can be outside tolerance. */
  missedRun: number;
  /** A gap in the run, in a sentence; null where there is none. */
  gap: string | null;
};

/** A performance failure: found by the rule, stated by a paper, or both. `periods` are months, or quarters. */
export type PerformanceFailure = {
  indicator: number | null;
  code: string;
  name: string;
  periods: number;
  unit: 'months' | 'quarters';
  from: 'rule' | 'paper' | 'rule and paper';
  /** What the data hold of it, in a sentence. */
  evidence: string;
};

export type ContractPerformance = {
  contract: PerformanceRow[];
  management: PerformanceRow[];
  /** Services the councils give the trust: kept apart, and never a failure of the contract. */
  supportServices: PerformanceRow[];
  failures: PerformanceFailure[];
  notes: string[];
};

/**
 * Measures by kind with their years, rectification plans and failures on a day. Where no tolerance is stated the rule is
 * not applied, and what a paper names as a failure stands with what the data can say of it. Source: docs/model.md §18.
 */
export function contractPerformance(
  snapshot: Pick<Snapshot, 'kpis' | 'kpiValues' | 'kpiYears' | 'rectificationPlans'>,
  today: string,
): ContractPerformance {
  const rows = scorecard(snapshot).map((row) => performanceRow(snapshot, row, today));
  const judged = rows.filter((row) => row.kind !== 'support service');
  const failures = judged.flatMap((row) => failureOf(snapshot, row) ?? []);
  const unruled = judged.filter((row) => row.target !== null && row.tolerance === null).length;
  return {
    contract: rows.filter((row) => row.kind === 'contract'),
    management: rows.filter((row) => row.kind === 'management'),
    supportServices: rows.filter((row) => row.kind === 'support service'),
    failures: failures.sort((a, b) => (a.indicator ?? 1e6) - (b.indicator ?? 1e6)),
    notes: [
      ...(unruled > 0
        ? [
            `${unruled} measures have a target and no tolerance: the rule of three months running outside tolerance is not applied to them.`,
          ]
        : []),
      ...rows.flatMap((row) => (row.gap === null ? [] : [row.gap])),
    ],
  };
}

function performanceRow(
  snapshot: Pick<Snapshot, 'kpiYears' | 'rectificationPlans'>,
  row: ScorecardRow,
  today: string,
): PerformanceRow {
  const last = row.months.at(-1)?.month ?? null;
  const now = last === null ? null : yearOf(last);
  const years = snapshot.kpiYears
    .filter((each) => each.kpiCode === row.code)
    .sort((a, b) => (a.year < b.year ? -1 : 1))
    .map(({ year, yearValue }) => ({ year, value: yearValue }));
  const current = years.find((each) => each.year === now);
  const blanks = row.blanksInRun;
  return {
    ...row,
    yearToDate: current && current.value !== null ? { year: current.year, value: current.value } : null,
    earlierYears: years.filter((each) => now === null || each.year < now),
    plans: snapshot.rectificationPlans
      .filter((plan) => plan.kpiCode === row.code)
      .map(({ reference, raised, plan, due, closed, ownerRole, source }) => ({
        ...{ reference, raised, plan, due, closed, ownerRole, source },
        state: closed !== null ? 'closed' : due === null ? 'no date' : due < today ? 'overdue' : 'open',
      })),
    missedRun: missedRun(row),
    gap:
      blanks.length === 0
        ? null
        : `${row.name}: no value for ${blanks.map(formatMonth).join(', ')}; the run of ${row.monthsOutside} outside tolerance neither ends nor grows by it.`,
  };
}

function missedRun({ months, target, direction, frequency }: ScorecardRow): number {
  if (target === null) return 0;
  let run = 0;
  for (const { value } of frequency === 'quarterly' ? quartersOf(months) : months)
    if (value !== null) run = outsideTolerance(value, target, direction) ? run + 1 : 0;
  return run;
}

function failureOf(
  { rectificationPlans }: Pick<Snapshot, 'rectificationPlans'>,
  row: PerformanceRow,
): PerformanceFailure | null {
  const stated = rectificationPlans.find((plan) => plan.kpiCode === row.code && plan.closed === null);
  const byRule = row.monthsOutside >= failureRuns[row.frequency];
  if (!byRule && !stated) return null;
  const unit = row.frequency === 'quarterly' ? 'quarters' : 'months';
  const told = stated?.statedPeriods ?? null;
  const evidence = byRule
    ? `Outside tolerance for ${row.monthsOutside} ${unit} running${told !== null && told !== row.monthsOutside ? `; the paper says ${told}` : ''}.`
    : `No tolerance is stated; the target was missed in the last ${row.missedRun} of ${row.months.length} ${unit} held${told !== null ? `, the paper says ${told} outside tolerance` : ''}.`;
  return {
    ...{ indicator: row.indicator, code: row.code, name: row.name, unit, evidence },
    periods: told ?? row.monthsOutside,
    from: byRule ? (stated ? 'rule and paper' : 'rule') : 'paper',
  };
}
