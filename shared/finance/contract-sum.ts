import type { ContractSum } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import type { ContractBlock } from '../model/registers.ts';

/**
 * Contract sum of a year from its items: blocks 1 and 2, and of block 3 what is approved; the maximum with all of block
 * 3; the base carried into next year = what counts and recurs. Whole pence. Source: docs/model.md §11, case BUD-01.
 * @param released what business cases of the year release from block 3 (shared/programme/cases.ts), pence: it counts, the
 * rest of the provision does not
 */
export function contractSum(items: readonly ContractBlock[], year: string, released: Pence = 0): ContractSum {
  const own = items.filter((item) => item.year === year);
  const counts = (item: ContractBlock) => item.block < 3 || item.approved !== null;
  const total = (rows: readonly ContractBlock[]): Pence => sum(rows.map((item) => item.amountPence));
  const blocks = [...new Set([1, 2, 3, ...own.map((item) => item.block)])].sort((a, b) => a - b);
  return {
    blocks: blocks.map((block) => {
      const rows = own.filter((item) => item.block === block);
      return { block, amount: total(rows), recurring: total(rows.filter((item) => item.recurring === 1)) };
    }),
    contractSum: total(own.filter(counts)) + released,
    maximum: total(own),
    recurringBase: total(own.filter((item) => counts(item) && item.recurring === 1)),
  };
}

/**
 * The base an increase was a per cent of, what another per cent of it comes to, and the gap between the two; any unit.
 * Source: case BUD-03.
 */
export function inflationGap(increase: number, percent: number, otherPercent: number) {
  const base = increase / (percent / 100);
  const atOther = (base * otherPercent) / 100;
  return { base, atOther, gap: atOther - increase };
}

/** A reserve as a per cent of gross cost, and the part of a variance it would have covered, per cent. Source: case BUD-04. */
export function reserve(grossCost: number, percent: number, variance: number) {
  const amount = (grossCost * percent) / 100;
  return { amount, coverPercent: variance === 0 ? null : (amount / variance) * 100 };
}

/** A year's contract sum beside the year before: growth in pence and per cent; null where there is no year before. */
export type ContractYear = ContractSum & { year: string; growth: Pence | null; growthPercent: number | null };

/**
 * Every year that has contract-sum items, oldest first, each with its growth on the year before it. Source:
 * docs/model.md §11.
 * @param released what business cases of a year release from block 3, pence
 */
export function contractYears(
  items: readonly ContractBlock[],
  released: (year: string) => Pence = () => 0,
): ContractYear[] {
  const years = [...new Set(items.map((item) => item.year))].sort();
  return years.map((year, at) => {
    const now = contractSum(items, year, released(year));
    const beforeYear = years[at - 1];
    const before = beforeYear === undefined ? null : contractSum(items, beforeYear, released(beforeYear)).contractSum;
    const growth = before === null ? null : now.contractSum - before;
    return { year, ...now, growth, growthPercent: before ? ((growth ?? 0) / before) * 100 : null };
  });
}

/**
 * Whether next year's contract sum carries this year's outturn (inconsistency T29): the sum less the outturn; below
 * nought, the base is short before any growth or saving of the new year. Any one money unit.
 */
export function baseAdequacy(nextContractSum: number, outturn: number) {
  return { short: nextContractSum < outturn, difference: nextContractSum - outturn };
}

/**
 * Savings taken out of the contract sum before it was agreed: negative items of the year. What is expected beyond them
 * is a benefit of the year, what falls short is a pressure. Whole pence. Source: 000:68–71 (4.049 of 8.072: 4.023 beyond).
 */
export function topSlice(items: readonly ContractBlock[], year: string, expectedSavings: Pence) {
  const taken = -sum(
    items.filter((item) => item.year === year && item.amountPence < 0).map((item) => item.amountPence),
  );
  return { topSliced: taken === 0 ? 0 : taken, expected: expectedSavings, beyond: expectedSavings - taken };
}
