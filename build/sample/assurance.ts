import { addMonths } from '../../shared/model/calendar.ts';
import type { NewRow } from './extract.ts';
import { cite, factsOf, figureOrBlank } from './facts.ts';

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
      name: each.statement.slice(0, 400).trim(),
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

const quarterMonths = { Q1: '2022-06-01', Q2: '2022-09-01', Q3: '2022-12-01', Q4: '2023-03-01' } as const;

/** Support-service indicators of 2022/23, kept apart from the contract’s; quarterly. */
function supportKpis(first: number): NewRow<'kpis'>[] {
  return factsOf('SSK').map((each, index) => {
    const printed = String(each.values.target);
    const target = /^<?(\d+(?:\.\d+)?)/.exec(printed)?.[1];
    return {
      code: each.id,
      name: each.statement.slice(0, 400).trim(),
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
