import type { Forecast } from '../model/forecast.ts';
import { type Tone, tone } from './sentence.ts';

/** A headline figure of a comparison. `costs`: whether more of it costs more (1), costs less (−1), or says neither (0). */
export type ComparedHeadline = { key: string; label: string; value: number | null; money: boolean; costs: -1 | 0 | 1 };

/** Headline figures of a forecast; money in pence, children in whole children. */
export function comparedHeadlines(made: Forecast): ComparedHeadline[] {
  const ends = made.placements.months;
  const yearEnd = `${Number(made.year.slice(0, 4)) + 1}-03`;
  const last = ends.filter((month) => month.month.slice(0, 7) <= yearEnd).at(-1) ?? ends.at(-1);
  const money = (key: string, label: string, value: number, costs: -1 | 0 | 1) => ({
    ...{ key, label, value, costs },
    money: true,
  });
  const { total } = made;
  return [
    money('budget', 'Current budget', total.currentBudget, 0),
    money('outturn', 'Outturn', total.outturn, 1),
    money('variance', 'Variance', total.variance, 1),
    money('investment', 'Agreed investment', total.agreedInvestment, 0),
    money('net', 'Net variance', total.netVariance, 1),
    money('savings', 'Savings expected', made.savings.expected, -1),
    money('slippage', 'Savings slippage', made.savings.slippage, 1),
    money('pressures', 'Pressures expected', made.pressures.expected, 1),
    {
      key: 'children',
      label: 'Children at the end of the year',
      value: last ? last.groups.reduce((sum, cell) => sum + cell.stock, 0) : null,
      money: false,
      costs: 1,
    },
  ];
}

/** The colour of a difference of a headline: fewer savings are bad, fewer pressures are good. */
export function differenceTone({ costs }: Pick<ComparedHeadline, 'costs'>, difference: number | null): Tone {
  return tone(difference === null ? null : difference * costs);
}
