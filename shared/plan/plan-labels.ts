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

export const fundingLabels: Readonly<Record<PlanFunding['source'], string>> = {
  'contract sum': 'Contract sum',
  'recurring base': 'Recurring part of the year before',
  budgets: 'Budgets of the lines',
};
