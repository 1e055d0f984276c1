import {
  baseAdequacy,
  type ContractYear,
  contractYears,
  inflationGap,
  reserve,
  topSlice,
} from '../finance/contract-sum.ts';
import { type JointFundingSummary, jointFundingSummary, type Partner } from '../finance/joint-funding.ts';
import { addYears } from '../model/calendar.ts';
import type { Forecast } from '../model/forecast.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { releasedByCases } from '../programme/cases.ts';
import { optionalAssumption } from './assumption-values.ts';

/** A placement reserve of some per cent of gross placement budget, and how much of the variance it would cover. */
export type ReserveWhatIf = { percent: number; amount: Pence; coverPercent: number | null };

/** Everything the Funders screen shows beside the split, pence. */
export type FundingView = {
  years: ContractYear[];
  /** Next year's contract sum against this year's outturn of shared lines; null while next year has no items. */
  nextYear: { year: string; contractSum: Pence; outturn: Pence; difference: Pence; short: boolean } | null;
  topSlice: { topSliced: Pence; expected: Pence; beyond: Pence };
  jointFunding: JointFundingSummary;
  reserves: ReserveWhatIf[];
  /** Price inflation that was funded against the consumer price index; null where either is not assumed. */
  inflation: { funded: number; cpi: number; increase: Pence; atCpi: Pence; gap: Pence } | null;
};

/** Keys of the assumptions the inflation gap reads, per cent (case BUD-03). */
const inflationKeys = { funded: 'price-inflation', cpi: 'cpi' } as const;
/** The rates of the year in the table of inflation, where no assumption says otherwise. */
const inflationCodes = { funded: 'FUNDED', cpi: 'CPI' } as const;

/**
 * Contract sum by year with growth, adequacy of next year's base, top-sliced savings, joint funding with its benchmark
 * what-if, and the placement reserve what-if (docs/model.md §11; cases BUD-01, BUD-03, BUD-04).
 * @param percents reserves to try, per cent of the gross placements budget
 */
export function fundingView(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  percents: readonly number[] = [10, 12.5, 15],
  benchmarks: Partial<Record<Partner, number>> = {},
): FundingView {
  const years = contractYears(snapshot.contractBlocks, (year) => releasedByCases(snapshot, year));
  const next = years.find((row) => row.year === addYears(scenario.year, 1));
  const passported = new Set(
    snapshot.budgetLines
      .filter((row) => row.year === scenario.year && row.funding === 'passported')
      .map((row) => row.code),
  );
  const outturn = sum(made.lines.filter((line) => !passported.has(line.code)).map((line) => line.outturn));
  const placed = made.lines.filter((line) => line.service === 'placements');
  const gross = sum(placed.map((line) => line.grossBudget));
  const variance = sum(placed.map((line) => line.variance));
  return {
    years,
    nextYear: next
      ? { year: next.year, contractSum: next.contractSum, outturn, ...baseAdequacy(next.contractSum, outturn) }
      : null,
    topSlice: topSlice(snapshot.contractBlocks, scenario.year, made.savings.expected),
    jointFunding: jointFundingSummary(snapshot.jointFunding, scenario.year, benchmarks),
    reserves: percents.map((percent) => {
      const { amount, coverPercent } = reserve(gross, percent, variance);
      return { percent, amount: roundHalfAway(amount), coverPercent };
    }),
    inflation: inflationOf(snapshot, scenario, gross),
  };
}

function inflationOf(snapshot: Snapshot, scenario: Scenario, gross: Pence): FundingView['inflation'] {
  // What was funded and what prices did belong to their year; an assumption of the same name holds for any.
  const rate = (of: keyof typeof inflationKeys) =>
    optionalAssumption(snapshot, scenario, inflationKeys[of]) ??
    snapshot.inflationIndices.find((row) => row.code === inflationCodes[of] && row.year === scenario.year)
      ?.increasePercent ??
    null;
  const [funded, cpi] = [rate('funded'), rate('cpi')];
  if (funded === null || cpi === null || funded <= -100 || funded === 0) return null;
  // The budget already holds the funded increase: the base is what it was before it.
  const increase = gross - gross / (1 + funded / 100);
  const { atOther, gap } = inflationGap(increase, funded, cpi);
  return { funded, cpi, increase: roundHalfAway(increase), atCpi: roundHalfAway(atOther), gap: roundHalfAway(gap) };
}
