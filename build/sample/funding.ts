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

/** Contract sums as published: 2023/24 as one sum, 2024/25 in blocks. */
export function contractBlocks(): NewRow<'contractBlocks'>[] {
  const recurringPart = figure('BUD-004', 'recurring_derived');
  return [
    {
      year: '2023/24',
      reference: 'CS-23-1',
      name: 'Contract sum 2023/24',
      block: 1,
      amountPence: millions(figure('BUD-001', 'contract_sum')),
      recurring: 1,
      approved: '2023-04-01',
      note: `Published, ${cite('BUD-001')}; the paper does not divide it by block`,
    },
    {
      year: '2024/25',
      reference: 'CS-24-1',
      name: 'Core contract sum',
      block: 1,
      amountPence: millions(figure('BUD-003', 'block_1_core')),
      recurring: 1,
      approved: '2024-04-01',
      note: `Published, ${cite('BUD-003')}`,
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
