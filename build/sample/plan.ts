import { lines } from './budget-2022-23.ts';
import type { NewRow } from './extract.ts';
import { cite, figure, millions } from './facts.ts';

const groups = [
  ['TRUST', 'Children’s trust', 'directorate', null],
  ['CARE', 'Care and placements', 'division', 'TRUST'],
  ['SOCIAL-WORK', 'Social work', 'division', 'TRUST'],
  ['BUSINESS', 'Business and contracts', 'division', 'TRUST'],
] as const;
const services: Record<string, (typeof groups)[number][0]> = {
  ...{ PLACE: 'CARE', HOMES: 'CARE', ADOPTION: 'CARE', OTHERCARE: 'CARE' },
  ...{ STAFF: 'SOCIAL-WORK', NONSTAFF: 'SOCIAL-WORK', LEGAL: 'SOCIAL-WORK', TRANSPORT: 'SOCIAL-WORK' },
  ...{ CONTRACTS: 'BUSINESS', CENTRAL: 'BUSINESS', SUPPORT: 'BUSINESS' },
};

/** Divisions over the published lines: the papers print the lines in one list, so the divisions are synthetic. */
export const lineGroups = (): NewRow<'lineGroups'>[] =>
  groups.map(([code, name, level, parentCode], at) => ({ code, name, level, parentCode, position: at + 1 }));
export const lineGroupMembers = (): NewRow<'lineGroupMembers'>[] =>
  lines.map(([, lineCode]) => ({ lineCode, groupCode: services[lineCode] ?? 'TRUST' }));

/** 3.2 % funded against 10.5 % belongs to 2022/23 alone; the rates of later years are invented, and say so. */
export function inflationIndices(): NewRow<'inflationIndices'>[] {
  const index = (
    [code, name, kind]: readonly [string, string, 'pay' | 'price'],
    year: string,
    increasePercent: number,
    source = 'Synthetic assumption',
  ): NewRow<'inflationIndices'> => ({ code, name, kind, year, increasePercent, fromPeriod: 1, source });
  const later = ['2024/25', '2025/26', '2026/27', '2027/28'];
  const [pay, cpi] = [['PAY', 'National pay award', 'pay'] as const, ['CPI', 'Consumer prices', 'price'] as const];
  const fees = ['FEES', 'Fees of agencies and homes', 'price'] as const;
  const funded = ['FUNDED', 'Inflation funded by the councils', 'price'] as const;
  return [
    index(cpi, '2022/23', figure('RES-001', 'CPI_pct'), `To December 2022, ${cite('RES-001')}`),
    index(funded, '2022/23', figure('RES-001', 'inflation_received_pct'), cite('RES-001')),
    ...[4, 3, 2.5, 2.5].map((rate, at) => index(pay, later[at] ?? '', rate)),
    ...[3.5, 2.2, 2, 2].map((rate, at) => index(cpi, later[at] ?? '', rate)),
    ...[5, 4, 3, 3].map((rate, at) => index(fees, later[at] ?? '', rate)),
  ];
}

/** What each index acts on. What was funded in 2022/23 acts on nothing: it is there to be read beside consumer prices. */
export function inflationLinks(): NewRow<'inflationLinks'>[] {
  const line = (target: string, indexCode: string, sharePercent: number): NewRow<'inflationLinks'> => ({
    ...{ appliesTo: 'line', target, indexCode, sharePercent },
  });
  return [
    line('STAFF', 'PAY', 95),
    line('HOMES', 'PAY', 70),
    ...['NONSTAFF', 'CONTRACTS', 'LEGAL', 'TRANSPORT', 'OTHERCARE', 'SUPPORT'].map((code) => line(code, 'CPI', 100)),
    ...['FOSTER-IFA', 'RESI-EXTERNAL', 'SUPPORTED'].map(
      (target): NewRow<'inflationLinks'> => ({
        ...{ appliesTo: 'placement group', target, indexCode: 'FEES', sharePercent: 100 },
      }),
    ),
  ];
}

type Proposal = Omit<NewRow<'proposals'>, 'lineCode' | 'theme' | 'businessCase' | 'note'>;
/** Circle to Success as the papers forecast it for 2024/25; the other proposals are invented. */
export function proposals(): NewRow<'proposals'>[] {
  const forecast = (own: Proposal, note: string): NewRow<'proposals'> => ({
    ...{ ...own, lineCode: 'PLACE', theme: 'Placements and permanence', businessCase: 'C2S', note },
  });
  const invented = (own: Proposal & { lineCode: string; theme: string }): NewRow<'proposals'> => ({
    ...{ ...own, businessCase: null, note: 'Synthetic' },
  });
  const certain = { kind: 'saving' as const, confidencePercent: 100, ownerRole: null };
  return [
    forecast(
      { ...certain, reference: 'PRO-24-1', title: 'Circle to Success, in the contract sum', status: 'agreed' },
      `Taken off the contract sum of 2024/25, ${cite('SAV-004')}; the paper does not say whether 8.072 includes 2023/24 (T10): taken as new in the year`,
    ),
    forecast(
      { ...certain, reference: 'PRO-24-2', title: 'Circle to Success, beyond the contract sum', status: 'proposed' },
      `Forecast beyond the contract sum, ${cite('SAV-004')} (T10)`,
    ),
    invented({
      ...{ reference: 'PRO-25-1', title: 'Eleven more foster carers', lineCode: 'PLACE', theme: 'Sufficiency' },
      ...{ kind: 'saving', status: 'proposed', confidencePercent: 60, ownerRole: 'Head of Fostering' },
    }),
    invented({
      ...{
        reference: 'PRO-24-3',
        title: 'Market supplement for social workers',
        lineCode: 'STAFF',
        theme: 'Workforce',
      },
      ...{ kind: 'growth', status: 'agreed', confidencePercent: 100, ownerRole: 'Head of Workforce' },
    }),
    invented({
      ...{ reference: 'PRO-25-2', title: 'Shared transport framework', lineCode: 'TRANSPORT', theme: 'Transport' },
      ...{ kind: 'saving', status: 'idea', confidencePercent: 50, ownerRole: null },
    }),
  ];
}
export function proposalAmounts(): NewRow<'proposalAmounts'>[] {
  const amount = (proposalReference: string, year: string, value: number, recurring: 0 | 1 = 1) => ({
    ...{ proposalReference, year, amountPence: millions(value), recurring },
  });
  return [
    amount('PRO-24-1', '2024/25', -figure('SAV-004', 'in_contract_sum')),
    amount('PRO-24-2', '2024/25', -figure('SAV-004', 'excess')),
    amount('PRO-25-1', '2025/26', -0.6),
    amount('PRO-25-1', '2026/27', -0.4),
    amount('PRO-24-3', '2024/25', 0.45, 0),
    amount('PRO-25-2', '2025/26', -0.2),
  ];
}

/** The papers propose a placements reserve of 10 to 15 % and print no balance: balances are invented. */
export function reserves(): NewRow<'reserves'>[] {
  const opening = (own: Pick<NewRow<'reserves'>, 'code' | 'name' | 'purpose'>, year: string, value: number) => ({
    ...{ ...own, openingYear: year, openingPence: millions(value), targetPercent: null },
  });
  return [
    {
      ...opening({ code: 'RES-GEN', name: 'Reserve of the trust', purpose: 'general' }, '2023/24', 2.4),
      note: 'Synthetic balance',
    },
    {
      ...opening({ code: 'RES-PLACE', name: 'Placements reserve, proposed', purpose: 'placements' }, '2024/25', 0),
      note: `10 to 15 % proposed, ${cite('RES-001')}; amounts synthetic`,
    },
  ];
}
export function reserveMovements(): NewRow<'reserveMovements'>[] {
  const movement = (reserveCode: string, year: string, reference: string, value: number) => ({
    ...{ reserveCode, year, reference, amountPence: millions(value), note: 'Synthetic' },
  });
  return [
    movement('RES-GEN', '2024/25', 'USE-24', -1.2),
    movement('RES-GEN', '2025/26', 'USE-25', -0.5),
    movement('RES-PLACE', '2025/26', 'IN-25', 1.5),
    movement('RES-PLACE', '2026/27', 'IN-26', 1.5),
  ];
}
