import type { Finding } from '../model/problem.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { checkIncomeSign, checkMissingPrices, checkPressureRange } from './amounts.ts';
import { checkBudgetChangeDates, checkPlacementDates } from './dates.ts';
import { checkStockIdentity } from './demand.ts';
import { checkBands, checkCohorts, checkPopulations, checkSuppression } from './demand-shapes.ts';
import { checkFactsPlausible, checkStatedFacts } from './facts.ts';
import type { Check } from './finding.ts';
import { checkGrownUp } from './grown-up.ts';
import { checkJointFunding } from './joint-funding.ts';
import { checkFlatLines, checkOutliers, checkTargetKind } from './kpis.ts';
import { checkLedger } from './ledger.ts';
import { checkCodeAndAge, checkOverlaps, checkUnmodelledGroups } from './placements.ts';
import { checkChances, checkPrices, checkSavingTerms, checkTerms } from './plausible.ts';
import { checkPrintedDelivery, checkPrintedIntervals, checkStaleForecasts } from './printed-claims.ts';
import { checkPrintedAverages, checkPrintedChanges, checkPrintedRatios } from './printed-ratios.ts';
import { checkPrintedRolls, checkPrintedShares, checkPrintedSums } from './printed-sums.ts';
import { checkRiskDirection, checkRiskReferences, checkRiskScores } from './risks.ts';
import { checkMitigationClass, checkNarrative, checkOneOffs, checkRunRate, checkSavingRatings } from './savings.ts';
import { checkOneRoute, checkProfileContradictions, checkProfileGaps, checkRealised } from './schemes.ts';
import { stateOf } from './settlement-state.ts';
import { checkFunderShares } from './shares.ts';
import { checkSpending } from './spending.ts';
import { checkActivity, checkPlaces, checkPosts, checkRequests } from './sufficiency.ts';

/** Every rule, in the order in which findings of one severity are shown. */
export const checks: readonly Check[] = [
  checkFunderShares,
  checkSavingRatings,
  checkMitigationClass,
  checkOneOffs,
  checkRunRate,
  checkNarrative,
  checkRealised,
  checkProfileGaps,
  checkProfileContradictions,
  checkOneRoute,
  checkJointFunding,
  checkStatedFacts,
  checkFactsPlausible,
  checkPrintedSums,
  checkPrintedShares,
  checkPrintedRolls,
  checkPrintedAverages,
  checkPrintedRatios,
  checkPrintedChanges,
  checkPrintedDelivery,
  checkPrintedIntervals,
  checkStaleForecasts,
  checkStockIdentity,
  checkCohorts,
  checkPopulations,
  checkBands,
  checkSuppression,
  checkFlatLines,
  checkOutliers,
  checkTargetKind,
  checkRiskScores,
  checkRiskDirection,
  checkRiskReferences,
  checkPlacementDates,
  checkCodeAndAge,
  checkGrownUp,
  checkOverlaps,
  checkUnmodelledGroups,
  checkBudgetChangeDates,
  checkMissingPrices,
  checkPressureRange,
  checkIncomeSign,
  checkLedger,
  checkSpending,
  checkPrices,
  checkChances,
  checkSavingTerms,
  checkTerms,
  checkPlaces,
  checkActivity,
  checkPosts,
  checkRequests,
];

const order = { block: 0, warn: 1, inform: 2 } as const;

/** What every rule finds, settled or not: what blocks first, then warnings, then information. */
export function allFindings(snapshot: Snapshot): Finding[] {
  const findings = checks.flatMap((check) => check(snapshot));
  return findings.sort((a, b) => order[a.severity] - order[b.severity]);
}

/**
 * Runs every rule (docs/data.md §3); a contradiction that is settled with a reason, and has not changed since, is left
 * out.
 */
export function runChecks(snapshot: Snapshot): Finding[] {
  return allFindings(snapshot).filter(
    ({ dispute }) => !dispute || stateOf(dispute, snapshot.settlements).state === 'open',
  );
}
