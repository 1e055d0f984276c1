import type { NewRow } from './extract.ts';
import { cite, fact } from './facts.ts';

type Stated = NewRow<'statedFacts'>;

/** What the papers say where they disagree with themselves or each other: each statement with its source, one accepted. */
export function statedFacts(): Stated[] {
  const rows: Stated[] = [];
  const say = (
    name: string,
    unit: string,
    asAt: string | null,
    statements: [number, string, boolean, string | null][],
    standsFor: string | null = null,
  ) => {
    for (const [value, source, accepted, reason] of statements) {
      rows.push({
        ...{ fact: name, source, value, unit, asAt, accepted: accepted ? 1 : 0, reason },
        ...{ tableName: null, role: null, basis: null, printedTo: null, standsFor },
      });
    }
  };
  const paper = (id: string, more = '') => `${cite(id)}${more}`;
  say(
    'Funder share: WNC',
    '%',
    '2023-04-01',
    [
      [56.84, paper('SPLIT-001', ', as printed'), false, 'With 44.16 it makes 101.00 % (T01)'],
      [
        55.84,
        'implied by four stated pairs of amounts (SPLIT-004, SPLIT-005, BUD-009, I2S-011)',
        true,
        'Shares must total 100.00 %',
      ],
      [56, paper('SPLIT-002', ', rounded'), false, 'Rounded form of 55.84 (T02)'],
    ],
    'Funder shares > WNC > 2021-04-01 > Share %',
  );
  say(
    'Funder share: NNC',
    '%',
    '2023-04-01',
    [
      [44.16, paper('SPLIT-001'), true, 'Agrees with the stated amounts'],
      [44, paper('SPLIT-002', ', rounded'), false, 'Rounded form of 44.16 (T02)'],
    ],
    'Funder shares > NNC > 2021-04-01 > Share %',
  );
  say(
    'Children in care',
    'children',
    '2023-03-31',
    [
      [1226, paper('DEM-009', ', paper line 7261'), true, 'The only total with a table by age and placement (MIX-009)'],
      [1227, 'paper 004 line 5730 (FOS-010)', false, 'Base of the fostering percentages (T36)'],
      [1228, 'paper 004 lines 8928 and 8930 (FC-011, UASC-023)', false, '1,124 without UASC and 104 UASC (T36)'],
      [1231, paper('SCO-052'), false, 'Scorecard, another extract date (T36)'],
    ],
    'Worked out > Children in care',
  );
  say('DfE grant for Valuing Care', '£m', '2024-03-31', [
    [0.33, paper('I2S-004'), true, 'The later paper, with the tranches themselves'],
    [0.3, paper('I2S-009'), false, 'Fits the stated net of 1.516 (T07)'],
  ]);
  say('Invest to save 2023/24, net of grant', '£m', '2024-03-31', [
    [1.516, paper('I2S-005', ', as printed'), false, '1.816 less the grant of 0.330 is 1.486 (T07)'],
    [1.486, 'derived: 1.816 less 0.330 (I2S-001, I2S-004)', true, 'What the printed parts come to'],
  ]);
  say(
    'Invest to save 2023/24',
    '£m',
    '2024-03-31',
    [
      [1.816, paper('I2S-001'), true, 'As agreed; its printed parts sum to 1.808 (T08)'],
      [1.808, 'sum of printed parts (I2S-003, I2S-004, I2S-005)', false, '1.292 was rounded up to 1.3'],
    ],
    'Worked out > Invest to save',
  );
  say('Circle to Success savings 2023/24', '£m', '2024-03-31', [
    [3.722, paper('SAV-003'), true, 'Delivered'],
    [3.8, paper('SAV-002', ', “achieved”'), false, 'Target; 97.95 % of it was delivered (T09)'],
  ]);
  say(
    'RAG total of savings 2023/24',
    '£m',
    '2023-12-31',
    [
      [8.167, paper('SAV-007', ', red + amber + green'), true, 'As rated at period 9'],
      [7.672, paper('SAV-005', ', target'), false, 'Rated total exceeds the target by 0.495 (T04)'],
    ],
    'Worked out > RAG total of savings',
  );
  say('Pay inflation investment 2023/24', '£', '2023-12-31', [
    [2094, paper('PRS-001', ', as printed'), false, 'Unit error: 3.579 less 1.485 is 2.094 million (T03)'],
    [2_094_000, 'implied by the paper’s own bridge (PRS-001)', true, 'Staffing gross less net'],
  ]);
  say('Total pressure 2023/24', '£m', '2023-12-31', [
    [29.67, paper('PRS-001'), true, 'Period 9'],
    [26.039, 'sum of its stated parts (PRS-001)', false, '3.631 is not explained (T05)'],
  ]);
  say('Total pressure 2023/24, as said on 28 September 2023', '£m', '2023-09-28', [
    [14, paper('PRS-002'), false, 'Said in a motion; its basis is not stated and 29.670 is of period 9 (T28)'],
  ]);
  say('Savings taken out of the contract sum 2023/24', '£m', '2023-04-01', [
    [7.672, paper('SAV-005'), true, 'Top-sliced in 2023/24'],
  ]);
  say('Savings taken out of the contract sum 2024/25', '£m', '2024-04-01', [
    [4.049, paper('SAV-004'), true, 'Top-sliced in 2024/25'],
  ]);
  say('Places of the block contract, August 2022', 'places', '2022-08-31', [
    [32, paper('CAPY-015', ', 91 % used'), true, 'In nine locations'],
  ]);
  say('Block places more, due in Q3 2022/23', 'places', '2022-12-31', [
    [
      11,
      paper('CAPY-015', ', a home of 5 and 6 emergency places'),
      true,
      'Due then; the paper does not say that they opened',
    ],
  ]);
  say('Support-service indicators reported, Q4 2022/23', 'indicators', '2023-03-31', [
    [38, paper('KPI-004', ', 34 green, 3 amber and 1 red'), false, 'The table prints a figure for one more'],
    [39, 'counted in the table (SSK-001 to SSK-044)', true, 'Five of the 44 have no activity or were not reported'],
  ]);
  say(
    'Overspend 2022/23',
    '£m',
    '2023-03-31',
    [
      [21.435, paper('BUD-007'), true, 'Against the net budget of the outturn table'],
      [21.387, paper('BUD-006'), false, 'Against the original contract sum; grants outside (T15)'],
    ],
    'Worked out > Overspend',
  );
  say(
    'Children in care without UASC',
    'children',
    '2023-03-31',
    [
      [1224, paper('DEM-005', ', as printed'), false, '+1 % on 1,118 is 1,124 (T35)'],
      [1124, paper('FC-011'), true, 'Agrees with the forecast table and with 1,228 less 104 UASC'],
    ],
    'Worked out > Children in care without UASC',
  );
  say(
    'Entrants 2021/22',
    'children',
    '2022-03-31',
    [
      [458, paper('SCO-055'), true, 'Scorecard series, used for the flows of the sample'],
      [466, 'sum of DEM-026 to DEM-030', false, 'Another extract date (T71)'],
    ],
    'Worked out > Entrants',
  );
  say('Foster households closed 2022/23', 'households', '2023-03-31', [
    [23, paper('FOS-016'), true, 'Monthly table'],
    [13, paper('FOS-019'), false, 'Text (T57)'],
  ]);
  say('Care leavers, forecast for March 2024', 'young people', '2024-03-31', [
    [1080, paper('DEM-007'), false, 'Stock fell 940 to 891; cohort ratios give about 881 (T53)'],
    [881, 'derived: cohort ratios on the printed ages (CL-001 to CL-010)', true, 'The year’s own ratios'],
  ]);
  say('Care leavers, March 2023', 'young people', '2023-03-31', [
    [Number(fact('DEM-007').values.Mar23), `${cite('DEM-007')}, actual`, true, 'Actual'],
  ]);
  say('Foster places needed to August 2024', 'places', '2024-08-31', [
    [85, paper('GAP-003', ', “approx. 85”'), false, 'Its own parts make 84 (T75)'],
    [84, 'growth 14 + unmet 70 (GAP-003)', false, 'Derived (T75)'],
  ]);
  say(
    'Fostering requests that went elsewhere, September 2021 to August 2022',
    'requests',
    '2022-08-31',
    [
      [77, `${cite('GAP-001')}, 49 + 28`, true, 'The table by outcome'],
      [70, paper('GAP-003', ', “approx. 70”'), false, 'Rounded down in the text (T75)'],
    ],
    'Worked out > Unmet fostering requests',
  );
  say(
    'Residential requests that went elsewhere, September 2021 to August 2022',
    'requests',
    '2022-08-31',
    [
      [21, paper('GAP-002'), true, 'The table by outcome'],
      [20, paper('GAP-003'), false, 'Rounded in the text (T75)'],
    ],
    'Worked out > Unmet residential requests',
  );
  say('Unaccompanied children at the transfer scheme’s threshold', 'children', '2023-03-31', [
    [173, paper('UASC-023'), false, 'From the older population of 173,000 (T40)'],
    [171, 'implied by the rates of January to March (SCO-053)', false, 'From 171,200 children (T39, T40)'],
  ]);
  return rows;
}
