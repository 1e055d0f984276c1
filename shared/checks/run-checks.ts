import type { Finding } from '../model/problem.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { checkIncomeSign, checkMissingPrices, checkPressureRange } from './amounts.ts';
import { checkBudgetChangeDates, checkPlacementDates } from './dates.ts';
import { checkStockIdentity } from './demand.ts';
import { checkStatedFacts } from './facts.ts';
import type { Check } from './finding.ts';
import { checkRiskScores } from './risks.ts';
import { checkSavingRatings } from './savings.ts';
import { checkFunderShares } from './shares.ts';

/** Every rule, in the order in which findings of one severity are shown. */
export const checks: readonly Check[] = [
  checkFunderShares,
  checkSavingRatings,
  checkStatedFacts,
  checkStockIdentity,
  checkRiskScores,
  checkPlacementDates,
  checkBudgetChangeDates,
  checkMissingPrices,
  checkPressureRange,
  checkIncomeSign,
];

const order = { block: 0, warn: 1, inform: 2 } as const;

/** Runs every rule (DATA.md “Checks”): what blocks first, then warnings, then information. */
export function runChecks(snapshot: Snapshot): Finding[] {
  const findings = checks.flatMap((check) => check(snapshot));
  return findings.sort((a, b) => order[a.severity] - order[b.severity]);
}
