import { splitPence } from '../../shared/model/money.ts';
import type { NewRow } from './extract.ts';
import { cite, figure, thousands } from './facts.ts';

/** The lines of the published table, in its order. */
export const lines = [
  ['OUT-001', 'STAFF', 'staffing'],
  ['OUT-002', 'NONSTAFF', 'other'],
  ['OUT-003', 'PLACE', 'placements'],
  ['OUT-004', 'CONTRACTS', 'other'],
  ['OUT-005', 'HOMES', 'other'],
  ['OUT-006', 'LEGAL', 'other'],
  ['OUT-007', 'ADOPTION', 'other'],
  ['OUT-008', 'TRANSPORT', 'other'],
  ['OUT-009', 'OTHERCARE', 'other'],
  ['OUT-010', 'CENTRAL', 'other'],
  ['OUT-011', 'SUPPORT', 'other'],
] as const;
export const lineNames: Record<string, string> = {
  STAFF: 'Staffing',
  NONSTAFF: 'Other non-Staff costs',
  PLACE: 'Placements',
  CONTRACTS: 'Contracts',
  HOMES: "Children's Homes",
  LEGAL: 'Legal',
  ADOPTION: 'Adoption',
  TRANSPORT: 'Transport',
  OTHERCARE: 'Other care',
  CENTRAL: 'NCT Central - Other budget',
  SUPPORT: 'Support Services / SLA',
};
const year = '2022/23';

/** 2022/23 as published: budgets of the eleven lines. */
export function budgetLines(): NewRow<'budgetLines'>[] {
  return lines.map(([id, code, service], index) => ({
    year,
    code,
    name: lineNames[code] ?? code,
    service,
    grossBudgetPence: thousands(figure(id, 'Gross Budget')),
    incomeBudgetPence: thousands(figure(id, 'Less Income')),
    profile: null,
    method: code === 'PLACE' ? 'placements' : 'profile',
    funding: 'shared',
    block: 1,
    recurring: 1,
    position: index + 1,
  }));
}

/** The agreed additional investment of 2022/23, line by line, as published; the date is that of the year's start. */
export function investment(): NewRow<'budgetChanges'>[] {
  return lines
    .filter(([id]) => figure(id, 'Additional investment') !== 0)
    .map(([id, code], index) => ({
      year,
      reference: `INV-22-${index + 1}`,
      lineCode: code,
      kind: 'investment',
      grossPence: thousands(figure(id, 'Additional investment')),
      incomePence: 0,
      effective: '2022-04-01',
      approved: '2023-03-31',
      recurring: 1,
      block: 1,
      note: `Published amount, ${cite(id)}; the dates are synthetic`,
    }));
}

/** How a month weighs in a line's year: near even, placements rising through the year, legal and transport by term. */
export function monthWeights(code: string, from = 1, to = 12): number[] {
  const shape = (period: number) => {
    if (code === 'PLACE') return 100 + 1.6 * (period - 6.5);
    if (code === 'STAFF') return period === 9 ? 104 : 100;
    if (code === 'TRANSPORT') return period === 5 ? 30 : 106;
    return 100 + ((period * 7 + code.length * 5) % 11) - 5;
  };
  return Array.from({ length: to - from + 1 }, (_, index) => shape(from + index));
}

/** Actuals by period: a synthetic monthly profile whose year is the published outturn, to the penny. */
export function actuals(): NewRow<'actuals'>[] {
  return lines.flatMap(([id, code]) => {
    const weights = monthWeights(code);
    const expenditure = splitPence(thousands(figure(id, 'Exp Forecast')), weights);
    const income = splitPence(thousands(figure(id, 'Income Forecast')), weights);
    return expenditure.map((pence, index) => ({
      year,
      period: index + 1,
      lineCode: code,
      expenditurePence: pence,
      incomePence: income[index] ?? 0,
      source: 'Ledger (synthetic months, published year)',
    }));
  });
}
