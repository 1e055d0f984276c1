import { addMonths } from '../../shared/model/calendar.ts';
import type { NewRow } from './extract.ts';
import { cite, fact, factsOf, figureOrBlank } from './facts.ts';

const scorecard = () => factsOf('SCO');
/** Indicators of the contract that the papers name as performance failures, matched to their row by subject. */
export const indicators: Readonly<Record<string, number>> = { 'SCO-025': 1, 'SCO-044': 5 };
/** Printed once a quarter. */
const quarterly = new Set(['SCO-074', 'SCO-075', 'SCO-076', 'SCO-077']);
const months = ['Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
/** Noughts printed where there is no figure (T80). */
const placeholders = 'SCO-023';
/** Caseload thresholds printed as targets of a count (T81), and the placeholders. */
const noTarget = new Set(['SCO-083', 'SCO-084', 'SCO-085', placeholders]);
const good: [RegExp, 'high' | 'low'][] = [
  [
    /escalated|unallocated|absence|Turnover|agency staff|vacant|above (the )?target|three or more placements|20\+ miles|second or subsequent|two years or more|days between|re-referr|previous referral/i,
    'low',
  ],
  [
    /timescale|on time|within|up to date|visit|suitable accommodation|employment|PEPs|permanence|in house|utilisation|personal advisor|same placement/i,
    'high',
  ],
];

/** The scorecard of March 2023: one measure a row, with targets and comparators where the paper prints a number. */
export function kpis(): NewRow<'kpis'>[] {
  return scorecard().map((each, index) => {
    const direction = good.find(([pattern]) => pattern.test(each.statement))?.[1] ?? 'neutral';
    const target = noTarget.has(each.id) ? null : figureOrBlank(each.id, 'Target');
    return {
      code: each.id,
      name: each.statement.slice(0, 400),
      direction,
      target,
      // The papers the sample is made from print no tolerance as a number: none is invented.
      tolerance: null,
      statisticalNeighbours: each.id === placeholders ? null : figureOrBlank(each.id, 'SN'),
      england: each.id === placeholders ? null : figureOrBlank(each.id, 'England'),
      position: index + 1,
      kind: indicators[each.id] ? ('contract' as const) : null,
      indicator: indicators[each.id] ?? null,
      frequency: quarterly.has(each.id) ? ('quarterly' as const) : null,
      toleranceSource: null,
    };
  });
}

/** Monthly values October 2022 to March 2023; placeholders of the paper stay blank. */
export function kpiValues(): NewRow<'kpiValues'>[] {
  return scorecard().flatMap((each) =>
    months.map((name, index) => ({
      kpiCode: each.id,
      month: addMonths('2022-10-01', index),
      value: figureOrBlank(each.id, name),
    })),
  );
}

/** The reference holds long wording cut at a length; the cut is shown. */
const shortened = (text: string) => (text.length >= 148 ? `${text.trim()}…` : text.trim());

/** The risk register of April 2023. Scores are as printed, also where they are not P × I (T87). */
export function risks(): NewRow<'risks'>[] {
  return factsOf('RSK').map((each) => {
    const [reference = each.id, category = '', ...text] = each.statement.split(' | ');
    const [day = '', month = '', year = ''] = String(each.values.date_raised).split('/');
    const values = each.values as unknown as Record<'initial' | 'current' | 'residual', [number, number, number]>;
    return {
      reference: reference.trim(),
      name: shortened(text.join(' | ')),
      ownerRole: String(each.values.owner),
      initialProbability: values.initial[0],
      initialImpact: values.initial[1],
      initialScore: values.initial[2],
      currentProbability: values.current[0],
      currentImpact: values.current[1],
      currentScore: values.current[2],
      residualProbability: values.residual[0],
      residualImpact: values.residual[1],
      residualScore: values.residual[2],
      pressureReference: { 'FOR 02': 'PRS-23-5', 'FOR 04': 'PRS-23-1', 'SCR 05': 'PRS-23-2' }[reference.trim()] ?? null,
      note: `Published, ${cite(each.id)}`,
      category,
      // A year of two digits is of this century (T88).
      raised: `${year.length === 2 ? `20${year}` : year}-${month}-${day}`,
      event: shortened(text.join(' | ')),
      impact: null,
    };
  });
}

/** Assumptions the sample sets beside the program's own defaults. */
export function assumptions(): NewRow<'assumptions'>[] {
  const row = (
    key: string,
    value: number,
    unit: string,
    source: string,
    confidence: NewRow<'assumptions'>['confidence'] = 'medium',
  ): NewRow<'assumptions'> => ({
    key,
    value,
    unit,
    source,
    ownerRole: 'Finance business partner',
    confidence,
    review: '2024-03-31',
  });
  return [
    row('rag-green', 1, 'share', 'Green: confirmed for delivery (RULE-002)', 'high'),
    row('rag-amber', 0.75, 'share', 'Program default; the paper says likely to be delivered but yet to be confirmed'),
    row('rag-red', 0, 'share', 'Red: will not be delivered (RULE-002)', 'high'),
    row('discount-rate', 3.5, '%', 'HM Treasury Green Book', 'high'),
    row('reference-months', 12, 'months', 'Last 12 months to the data date', 'high'),
    row('trust-share-of-placement-cost', 96, '%', cite('JF-001'), 'medium'),
  ];
}

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

const quarterMonths = { Q1: '2022-06-01', Q2: '2022-09-01', Q3: '2022-12-01', Q4: '2023-03-01' } as const;

/** Support-service indicators of 2022/23, kept apart from the contract’s; quarterly. */
function supportKpis(first: number): NewRow<'kpis'>[] {
  return factsOf('SSK').map((each, index) => {
    const printed = String(each.values.target);
    const target = /^<?(\d+(?:\.\d+)?)/.exec(printed)?.[1];
    return {
      code: each.id,
      name: each.statement.slice(0, 400),
      direction: printed.startsWith('<') || printed.includes('Incidents') ? 'low' : 'high',
      target: target === undefined ? null : Number(target),
      tolerance: null,
      statisticalNeighbours: null,
      england: null,
      position: first + index,
      kind: 'support service',
      indicator: null,
      frequency: 'quarterly',
      toleranceSource: null,
    };
  });
}

/** Measures of the scorecard, then the support services. */
export function allKpis(): NewRow<'kpis'>[] {
  const own = kpis();
  return [...own, ...supportKpis(own.length + 1)];
}
export function allKpiValues(): NewRow<'kpiValues'>[] {
  const quarters = Object.entries(quarterMonths);
  return [
    ...kpiValues(),
    ...factsOf('SSK').flatMap((each) =>
      quarters.map(([name, month]) => ({ kpiCode: each.id, month, value: figureOrBlank(each.id, name) })),
    ),
  ];
}

/** Year to date and the two years before, as printed; placeholders blank. */
export function kpiYears(): NewRow<'kpiYears'>[] {
  const of = (id: string, year: string, key: string): NewRow<'kpiYears'> => ({
    ...{ kpiCode: id, year, yearValue: figureOrBlank(id, key), source: cite(id) },
  });
  return [
    ...scorecard().flatMap(({ id }) => [
      of(id, '2020/21', '20/21'),
      of(id, '2021/22', '21/22'),
      of(id, '2022/23', 'YTD'),
    ]),
    ...factsOf('SSK').map(({ id }) => of(id, '2022/23', '2022/23')),
  ].filter((row) => row.yearValue !== null);
}

/** The two performance failures that the annual report names, with the months it counts. */
export function rectificationPlans(): NewRow<'rectificationPlans'>[] {
  const months: Readonly<Record<number, number>> = { 1: 7, 5: 6 };
  return Object.entries(indicators).map(([kpiCode, indicator]) => ({
    ...{ kpiCode, reference: `RP-${indicator}`, raised: null, statedPeriods: months[indicator] ?? null, plan: null },
    ...{ due: null, closed: null, ownerRole: null },
    source: `Annual report 2022/23: performance failure of indicator ${indicator}; rule ${cite('KPI-005')}, row ${cite(kpiCode)} matched by subject`,
  }));
}

/** How children in need and on plans have gone with children entering care, October 2022 to March 2023. */
export function activityRelations(): NewRow<'activityRelations'>[] {
  const total = (id: string) => months.reduce((sum, name) => sum + (figureOrBlank(id, name) ?? 0), 0);
  const relation = (
    code: string,
    name: string,
    activity: NewRow<'activityRelations'>['activity'],
    id: string,
  ): NewRow<'activityRelations'> => ({
    ...{ code, name, activity, kpiCode: id, lagMonths: 0 },
    perUnit: Math.round((total('SCO-055') / total(id)) * 1e6) / 1e6,
    source: `Derived: children entering care over six months, ${cite('SCO-055')}, per unit of ${cite(id)}; it goes with it, which does not say that it causes it`,
  });
  return [
    relation('CIN-ENTRANTS', 'Children in need and children entering care', 'children in need', 'SCO-039'),
    relation('CP-ENTRANTS', 'Child protection plans and children entering care', 'child protection plans', 'SCO-046'),
  ];
}
