import { sayMoney } from '../format/format.ts';
import { type Check, finding } from './finding.ts';

/** Income is held as a negative amount: a positive income budget or actual has its sign turned round. */
export const checkIncomeSign: Check = ({ budgetLines, actuals }) => [
  ...budgetLines
    .filter((row) => row.incomeBudgetPence > 0)
    .map((row) =>
      finding(
        'income-sign',
        'warn',
        'budgetLines',
        [row.id],
        `The income budget of ${row.name} (${row.year}) is ${sayMoney(row.incomeBudgetPence)}; income is entered as a negative amount.`,
        { income: row.incomeBudgetPence },
        sayMoney(-row.incomeBudgetPence),
      ),
    ),
  ...actuals
    .filter((row) => row.incomePence > 0)
    .map((row) =>
      finding(
        'income-sign',
        'inform',
        'actuals',
        [row.id],
        `Income of ${row.lineCode} in P${row.period} ${row.year} is ${sayMoney(row.incomePence)}: above zero, which is right only for a reversal.`,
        { income: row.incomePence },
      ),
    ),
];

/** The three impacts of a pressure must rise: low ≤ likely ≤ high. */
export const checkPressureRange: Check = ({ pressures }) =>
  pressures
    .filter((row) => row.minimumPence > row.likelyPence || row.likelyPence > row.maximumPence)
    .map((row) =>
      finding(
        'pressure-range',
        'warn',
        'pressures',
        [row.id],
        `The impacts of “${row.name}” do not rise: low ${sayMoney(row.minimumPence)}, likely ${sayMoney(row.likelyPence)}, high ${sayMoney(row.maximumPence)}.`,
        { low: row.minimumPence, likely: row.likelyPence, high: row.maximumPence },
      ),
    );

/** A current placement bought outside needs a price; without one it stands at what new ones of its group cost, or at nothing. */
export const checkMissingPrices: Check = ({ placements, placementPrices, dataDate }) => {
  const priced = new Set(placementPrices.map((row) => row.placementReference));
  const bare = placements.filter(
    (row) =>
      (row.route === 'framework' || row.route === 'spot') &&
      row.unitCode === null &&
      row.start <= dataDate &&
      (row.end === null || row.end > dataDate) &&
      !priced.has(row.reference),
  );
  if (bare.length === 0) return [];
  return [
    finding(
      'price-missing',
      'warn',
      'placements',
      bare.map((row) => row.id),
      `${bare.length} current ${bare.length === 1 ? 'placement has' : 'placements have'} no weekly price; the forecast puts what a new placement of its group costs, or nothing where no price of the group is held: ${bare
        .slice(0, 5)
        .map((row) => row.reference)
        .join(', ')}${bare.length > 5 ? ' …' : ''}.`,
      { placements: bare.length },
      'Add their prices, or the unit whose place they use',
    ),
  ];
};
