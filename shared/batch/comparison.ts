import { isSmall } from '../finance/suppression.ts';
import type { Authority } from './authority.ts';

/** What a comparison needs of one council under one scenario; pence. */
export type CouncilFigures = {
  council: Authority;
  scenario: string;
  year: string;
  period: number;
  dataDate: string;
  children: number | null;
  total: { currentBudget: number; outturn: number; variance: number };
  range: { p10: number; p50: number; p90: number };
};

export type ComparedCouncil = {
  code: string;
  name: string;
  region: string | null;
  type: string | null;
  /** Null where none are held one by one; `c` where the number is small, or would give a small one away. */
  children: number | 'c' | null;
  currentBudget: number;
  outturn: number;
  variance: number;
  /** Of the current budget, in percent to two places; null without a budget. */
  variancePercent: number | null;
  range: { p10: number; p50: number; p90: number };
  /** Outturn in pence for a child; null where the number of children is withheld or not held. */
  outturnPerChild: number | null;
};

/** Councils beside each other under one scenario. Only what may be summed is: a range of a sum is not the sum of ranges. */
export type Comparison = {
  scenario: string;
  year: string;
  councils: ComparedCouncil[];
  sum: { councils: number; children: number | null; currentBudget: number; outturn: number; variance: number };
  /** What was left out of the sums, and why; and whose figures are of another period. */
  notes: string[];
};

/**
 * The neighbours of a batch beside each other: one comparison for each scenario and financial year, since years are never
 * summed. Small numbers of children are withheld across the set; where just one is, the next smallest is as well, or the
 * sum less the others would tell it.
 */
export function compareCouncils(figures: readonly CouncilFigures[]): Comparison[] {
  const sets = new Map<string, CouncilFigures[]>();
  for (const one of figures) {
    const key = JSON.stringify([one.scenario, one.year]);
    sets.set(key, [...(sets.get(key) ?? []), one]);
  }
  return [...sets.values()].map(comparisonOf);
}

function comparisonOf(set: readonly CouncilFigures[]): Comparison {
  const { scenario = '', year = '' } = set[0] ?? {};
  const withheld = withheldIn(set);
  const total = (pick: (one: CouncilFigures) => number) => set.reduce((sum, one) => sum + pick(one), 0);
  const counted = set.every((one) => one.children !== null);
  const periods = [...new Set(set.map((one) => one.period))].sort((a, b) => a - b);
  const notes = [
    'Ranges are of each council by itself. The range of a sum is not the sum of ranges, so none is given.',
  ];
  if (periods.length > 1) {
    notes.push(`Actuals reach different periods (${periods.join(', ')}): the sums mix them.`);
  }
  if (!counted) notes.push('Children are not summed: not every council holds them one by one.');
  if (withheld.size > 0) notes.push('c: a number of children under 5, or one that would give such a number away.');
  const children = total((one) => one.children ?? 0);
  return {
    ...{ scenario, year },
    councils: set.map((one) => compared(one, withheld.has(one.council.code))),
    sum: {
      councils: set.length,
      children: counted && !(set.length < 3 && withheld.size > 0) && !isSmall(children) ? children : null,
      currentBudget: total((one) => one.total.currentBudget),
      outturn: total((one) => one.total.outturn),
      variance: total((one) => one.total.variance),
    },
    notes,
  };
}

function compared({ council, children, total, range }: CouncilFigures, withheld: boolean): ComparedCouncil {
  const { code, name, region, type } = council;
  const { currentBudget, outturn, variance } = total;
  const told = withheld ? 'c' : children;
  return {
    ...{ code, name, region, type, children: told, currentBudget, outturn, variance, range },
    variancePercent: currentBudget === 0 ? null : Math.round((variance / currentBudget) * 10_000) / 100,
    outturnPerChild: typeof told === 'number' && told > 0 ? Math.round(outturn / told) : null,
  };
}

/** Codes of the councils whose number of children is not told. */
function withheldIn(set: readonly CouncilFigures[]): Set<string> {
  const counts = set.flatMap(({ council, children }) => (children ? [{ code: council.code, children }] : []));
  const small = counts.filter(({ children }) => isSmall(children));
  const rest = counts.filter(({ children }) => !isSmall(children)).sort((a, b) => a.children - b.children);
  const hidden = small.length > 0 && small.length < 3 ? [...small, ...rest.slice(0, 1)] : small;
  return new Set(hidden.map(({ code }) => code));
}
