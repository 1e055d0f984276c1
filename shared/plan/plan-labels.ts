import type { MovementKind, PlanFunding } from './plan-types.ts';

/** What each kind of movement is called on the screen, in the pack, the workbook and the command. */
export const movementLabels: Readonly<Record<MovementKind, string>> = {
  variance: 'Variance of the year',
  'one-offs': 'One-offs that fall out',
  'agreed-changes': 'Agreed changes',
  'pay-inflation': 'Pay awards',
  'price-inflation': 'Price inflation',
  'income-inflation': 'Income inflation',
  'placements-full-year': 'Full-year effect of today’s placements',
  children: 'More or fewer children',
  mix: 'Where children live',
  'placement-prices': 'Placement prices',
  capacity: 'Block contracts and homes',
  savings: 'Savings as planned',
  slippage: 'Savings not expected',
  pressures: 'Pressures',
  'invest-to-save': 'Invest to save',
  proposals: 'Agreed proposals',
  levers: 'One-off levers',
};

/** The same under a bar, where there is room for a word or two. */
export const movementShortLabels: Readonly<Record<MovementKind, string>> = {
  variance: 'Variance',
  'one-offs': 'One-offs',
  'agreed-changes': 'Changes',
  'pay-inflation': 'Pay',
  'price-inflation': 'Prices',
  'income-inflation': 'Income',
  'placements-full-year': 'Full year',
  children: 'Children',
  mix: 'Mix',
  'placement-prices': 'Fees',
  capacity: 'Blocks',
  savings: 'Savings',
  slippage: 'Slippage',
  pressures: 'Pressures',
  'invest-to-save': 'Invest',
  proposals: 'Proposals',
  levers: 'Levers',
};

/** How each kind of movement is worked out, for what is behind a figure (docs/model.md §15). */
export const movementFormulas: Readonly<Record<MovementKind, string>> = {
  variance: 'Forecast outturn − current budget of the first year, line by line.',
  'one-offs': 'What happened once in the year before, taken out again; each falls out once.',
  'agreed-changes': 'Approved budget changes of the year; a saving only where the savings register does not hold it.',
  'pay-inflation':
    'Expenditure left once one-offs are out × the share that moves × (mean index of the year ÷ the year before − 1).',
  'price-inflation':
    'Expenditure left once one-offs are out × the share that moves × (mean index of the year ÷ the year before − 1).',
  'income-inflation':
    'Income left once one-offs are out × the share that moves × (mean index of the year ÷ the year before − 1).',
  'placements-full-year':
    'Today’s children at today’s prices for the whole year − what the year before holds of placements.',
  children: 'Σ over groups: change in child-days × today’s mean price, by volume.',
  mix: 'Σ over groups: change in each group’s part of all child-days × today’s price.',
  'placement-prices': 'Σ over groups: child-days of the year × (mean price of the year − today’s price).',
  capacity: 'Change in the fixed cost of block contracts and homes, and days of the year.',
  savings: 'What the saving’s plan adds on the year before: full-year effect by months.',
  slippage: 'Planned − expected, on the year before: with delay, ramp and delivery.',
  pressures: 'Expected value of counted pressures on the year before; one that recurs goes on at its full-year value.',
  'invest-to-save': 'Cost less grants of the year, once; change of the benefit that comes through the line.',
  proposals: 'Amount of the year × confidence; those in the budget already are not counted again.',
  levers: 'One-off levers that begin in the year.',
};

export const fundingLabels: Readonly<Record<PlanFunding['source'], string>> = {
  'contract sum': 'Contract sum',
  'recurring base': 'Recurring part of the year before',
  budgets: 'Budgets of the lines',
};
