import type { ContractSum } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import type { ContractBlock } from '../model/registers.ts';

/**
 * Contract sum of a year from its items: blocks 1 and 2, and of block 3 what is approved; the maximum with all of block
 * 3; the base carried into next year = what counts and recurs. Whole pence. Source: MODEL.md §11, case BUD-01.
 */
export function contractSum(items: readonly ContractBlock[], year: string): ContractSum {
  const own = items.filter((item) => item.year === year);
  const counts = (item: ContractBlock) => item.block < 3 || item.approved !== null;
  const total = (rows: readonly ContractBlock[]): Pence => sum(rows.map((item) => item.amountPence));
  const blocks = [...new Set([1, 2, 3, ...own.map((item) => item.block)])].sort((a, b) => a - b);
  return {
    blocks: blocks.map((block) => {
      const rows = own.filter((item) => item.block === block);
      return { block, amount: total(rows), recurring: total(rows.filter((item) => item.recurring === 1)) };
    }),
    contractSum: total(own.filter(counts)),
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
