import type { NewRow } from './extract.ts';
import { cite, figure, millions } from './facts.ts';

/** The two councils that fund the trust. */
export const funders: NewRow<'funders'>[] = [
  { code: 'NNC', name: 'North Northamptonshire Council' },
  { code: 'WNC', name: 'West Northamptonshire Council' },
];

/** Dated shares. The paper prints 44.16 / 56.84, which is 101 % (T01); four stated pairs of amounts imply 55.84. */
export const funderShares: NewRow<'funderShares'>[] = [
  { funderCode: 'NNC', from: '2021-04-01', shareBasisPoints: 4416 },
  { funderCode: 'WNC', from: '2021-04-01', shareBasisPoints: 5584 },
];

/** Jointly funded packages: invented, so that what partners agreed, were invoiced and dispute can be looked at. */
export function jointFunding(): NewRow<'jointFunding'>[] {
  // Package, its gross cost and, by partner, per cent agreed, thousands invoiced, disputed and received.
  const packages: [string, number, ['education' | 'health', number, number, number, number | null][]][] = [
    ['Residential school, 38 weeks', 214, [['education', 33, 52.9, 0, 52.9]]],
    [
      'Residential care with nursing',
      402,
      [
        ['health', 30, 90.4, 24.5, 65.9],
        ['education', 10, 30.1, 0, 30.1],
      ],
    ],
    ['Residential care, two to one staffing', 356, [['health', 15, 40, 12.2, 20]]],
    ['Therapeutic foster care', 98, [['health', 20, 14.7, 0, 14.7]]],
    [
      'Residential school, 52 weeks',
      287,
      [
        ['education', 50, 107.6, 35.9, 71.7],
        ['health', 10, 14.3, 0, null],
      ],
    ],
    ['Short breaks and care at home', 61, [['health', 40, 18.3, 0, 18.3]]],
    ['Supported accommodation, complex needs', 143, [['health', 12.5, 0, 0, null]]],
  ];
  return packages.flatMap(([name, gross, shares], index) =>
    shares.map(
      ([partner, agreedPercent, invoiced, disputed, received]): NewRow<'jointFunding'> => ({
        ...{ year: '2023/24', reference: `JFP-${index + 1}`, name, lineCode: 'PLACE', partner, agreedPercent },
        ...{ grossPence: thousands(gross), invoicedPence: thousands(invoiced), disputedPence: thousands(disputed) },
        receivedPence: received === null ? null : thousands(received),
        agreed: invoiced === 0 ? null : '2023-04-01',
        note: 'Synthetic package',
      }),
    ),
  );
}
const thousands = (value: number) => Math.round(value * 100_000);

/** Contract sums as published: 2023/24 as one sum, 2024/25 in blocks. */
export function contractBlocks(): NewRow<'contractBlocks'>[] {
  const recurringPart = figure('BUD-004', 'recurring_derived');
  return [
    {
      year: '2023/24',
      reference: 'CS-23-1',
      name: 'Contract sum 2023/24 before savings',
      block: 1,
      amountPence: millions(figure('BUD-001', 'contract_sum')) + millions(figure('SAV-005', 'savings_target_total')),
      recurring: 1,
      approved: '2023-04-01',
      note: `Derived: the contract sum, ${cite('BUD-001')}, and the savings taken out of it; the paper does not divide it by block`,
    },
    {
      year: '2023/24',
      reference: 'CS-23-S',
      name: 'Savings taken out of the contract sum',
      block: 1,
      amountPence: -millions(figure('SAV-005', 'savings_target_total')),
      recurring: 1,
      approved: '2023-04-01',
      note: `Published, ${cite('SAV-005')}`,
    },
    {
      year: '2024/25',
      reference: 'CS-24-1',
      name: 'Core contract sum before savings',
      block: 1,
      amountPence: millions(figure('BUD-003', 'block_1_core')) + millions(figure('SAV-004', 'in_contract_sum')),
      recurring: 1,
      approved: '2024-04-01',
      note: `Derived: block 1, ${cite('BUD-003')}, and the savings taken out of it`,
    },
    {
      year: '2024/25',
      reference: 'CS-24-S',
      name: 'Savings taken out of the contract sum',
      block: 1,
      amountPence: -millions(figure('SAV-004', 'in_contract_sum')),
      recurring: 1,
      approved: '2024-04-01',
      note: `Published, ${cite('SAV-004')}`,
    },
    {
      year: '2024/25',
      reference: 'CS-24-2R',
      name: 'Transformation, recurring part',
      block: 2,
      amountPence: millions(recurringPart),
      recurring: 1,
      approved: '2024-04-01',
      note: `Derived: block 2 less its non-recurring part, ${cite('BUD-004')}`,
    },
    {
      year: '2024/25',
      reference: 'CS-24-2N',
      name: 'Transformation, non-recurring part',
      block: 2,
      amountPence: millions(figure('BUD-004', 'non_recurring')),
      recurring: 0,
      approved: '2024-04-01',
      note: `Published, ${cite('BUD-004')}`,
    },
    {
      year: '2024/25',
      reference: 'CS-24-3',
      name: 'Provision for business cases',
      block: 3,
      amountPence: millions(figure('BUD-005', 'block_3')),
      recurring: 0,
      approved: null,
      note: `Published, ${cite('BUD-005')}; counts only once its business cases are approved`,
    },
  ];
}
