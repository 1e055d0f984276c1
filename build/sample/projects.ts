import type { NewRow } from './extract.ts';
import { cite, fact, figure, millions } from './facts.ts';

/** Themes of the approved business cases. The papers give the six themes and the list, not which case is whose: by subject. */
const themeOf: Readonly<Record<string, string>> = {
  'Circle to Success Delivery': 'Operational Efficiency',
  'Maximising Housing Benefit Subsidy Delivery': 'Operational Efficiency',
  'Placement Efficiency': 'Commissioning and Procurement',
  'Improving Outcomes for Children - IRO CP Chair Delivery': 'Policy and Practice',
  'Practice Model Delivery': 'Policy and Practice',
  'Improving Engagement for Young People - IV Visitor': 'Policy and Practice',
  'Strategic Manager Delivery': 'Workforce',
  'Family Support Workers Practice': 'Demand Management and Early Help',
  'Exploitation Hub Delivery': 'Demand Management and Early Help',
  'MASH Review Delivery': 'Demand Management and Early Help',
  'Workforce Managed Teams': 'Workforce',
};
const approved = () => fact('I2S-010').values.approved_business_cases as unknown as string[];
const codeOf = (index: number) => `P${String(index + 1).padStart(2, '0')}`;
const caseSystem = 'P12';

/** The eleven approved business cases as projects, and the case-management system. */
export function projects(): NewRow<'projects'>[] {
  const named = approved().map(
    (name, index): NewRow<'projects'> => ({
      reference: codeOf(index),
      name,
      theme: themeOf[name] ?? 'Operational Efficiency',
      objective: null,
      sponsorRole: null,
      leadRole: null,
      stage: 'delivery',
      start: index === 0 ? '2023-02-01' : null,
      end: index === 0 ? '2025-03-31' : null,
      source:
        index === 0
          ? `${cite('I2S-010')}; start ${cite('GOV-003')} (004:4170 says January 2022, T12); end ${cite('GOV-002')}`
          : `${cite('I2S-010')}; its theme is by subject, ours`,
    }),
  );
  return [
    ...named,
    {
      reference: caseSystem,
      name: 'New case-management system',
      theme: 'Technology and Innovation',
      objective: 'Replace the case-management system',
      sponsorRole: null,
      leadRole: null,
      stage: 'delivery',
      start: null,
      end: '2025-07-31',
      source: cite('SYS-001'),
    },
  ];
}

/** Ratings: the papers rate no project; two of Circle to Success are synthetic, so that a history can be looked at. */
export function projectRatings(): NewRow<'projectRatings'>[] {
  return [
    {
      projectReference: 'P01',
      ratedOn: '2024-03-01',
      state: 'amber',
      reason: 'Synthetic: 3.722 of 3.8 delivered',
      source: `Synthetic; figures ${cite('SAV-003')}`,
    },
    {
      projectReference: 'P01',
      ratedOn: '2024-10-01',
      state: 'green',
      reason: 'Synthetic: 63 children worked with in the year',
      source: `Synthetic; figures ${cite('ACT-002')}`,
    },
  ];
}

/** What belongs to Circle to Success: its saving, its scheme, the risk that savings plans are not delivered. */
export function projectLinks(): NewRow<'projectLinks'>[] {
  const link = (kind: NewRow<'projectLinks'>['kind'], target: string, note: string): NewRow<'projectLinks'> => ({
    projectReference: 'P01',
    kind,
    target,
    year: null,
    note,
  });
  return [
    link('saving', 'SAV-23-1', cite('SAV-006')),
    link('scheme', 'C2S', cite('I2S-001')),
    link('risk', 'FOR 05', 'Inability to deliver savings plans; the link is ours'),
    { ...link('saving', 'SAV-23-2', 'The link is ours'), projectReference: 'P03' },
    { ...link('saving', 'SAV-23-3', 'The link is ours'), projectReference: 'P11' },
  ];
}

/** Dates the papers give. */
export function milestones(): NewRow<'milestones'>[] {
  const milestone = (
    projectReference: string,
    reference: string,
    name: string,
    planned: string,
    actual: string | null,
    source: string,
    forecast: string | null = null,
  ): NewRow<'milestones'> => ({
    ...{ projectReference, reference, name, planned, forecast, actual, ownerRole: null, source },
  });
  return [
    milestone('P01', 'M1', 'Programme board established', '2023-02-01', '2023-02-01', `${cite('GOV-003')} (T12)`),
    milestone('P01', 'M2', 'Oversight passes to the T&E Board', '2024-03-01', '2024-03-01', cite('GOV-001')),
    milestone('P01', 'M3', 'Approach embedded in business as usual', '2025-03-31', null, cite('GOV-002')),
    milestone(
      caseSystem,
      'M1',
      'New system goes live',
      '2025-01-31',
      null,
      `${cite('SYS-001')}: the contract of the old one ends in January 2025, the new one goes live in July 2025`,
      '2025-07-31',
    ),
  ];
}

/** Business cases as approved. The papers give amounts for Circle to Success only; a blank is not nought. */
export function businessCases(): NewRow<'businessCases'>[] {
  return [
    ...approved().map(
      (name, index): NewRow<'businessCases'> => ({
        reference: `BC-${codeOf(index)}`,
        name,
        projectReference: codeOf(index),
        year: '2024/25',
        // Circle to Success is paid outside the contract sum (000:54).
        block: index === 0 ? null : 3,
        source: `${cite('I2S-010')}${index === 0 ? `; outside the contract sum, ${cite('I2S-002')}` : ''}`,
      }),
    ),
    {
      reference: 'BC-P01-23',
      name: 'Circle to Success 2023/24',
      projectReference: 'P01',
      year: '2023/24',
      block: null,
      source: cite('I2S-001'),
    },
  ];
}

/** By whom, when and for how much. */
export function caseSteps(): NewRow<'caseSteps'>[] {
  const board = 'Transformation & Efficiencies Board';
  return [
    ...approved()
      .slice(1)
      .map(
        (_, index): NewRow<'caseSteps'> => ({
          caseReference: `BC-${codeOf(index + 1)}`,
          taken: '2024-10-15',
          state: 'approved',
          byRole: board,
          amountPence: null,
          source: `${cite('I2S-010')}: approved by the day of the paper; the amount is not stated`,
        }),
      ),
    {
      caseReference: 'BC-P01-23',
      taken: '2023-06-01',
      state: 'approved',
      byRole: 'Both councils',
      amountPence: millions(figure('I2S-005', 'total_I2S')),
      source: cite('I2S-005'),
    },
    {
      caseReference: 'BC-P01',
      taken: '2023-11-01',
      state: 'approved',
      byRole: 'Both councils',
      amountPence: millions(figure('I2S-006', 'I2S_tranche_1')),
      source: cite('I2S-006'),
    },
    {
      caseReference: 'BC-P01',
      taken: '2024-02-01',
      state: 'approved with conditions',
      byRole: 'Both councils',
      amountPence: millions(figure('I2S-007', 'I2S_tranche_2')),
      source: cite('I2S-007'),
    },
  ];
}

/** The condition of the second tranche. */
export function caseConditions(): NewRow<'caseConditions'>[] {
  return [
    {
      caseReference: 'BC-P01',
      reference: 'C1',
      condition: 'Transition to business as usual',
      due: '2025-03-31',
      met: null,
      source: cite('I2S-007'),
    },
  ];
}

/** What Circle to Success is to bring, with the measure of each. */
export function benefitMeasures(): NewRow<'benefitMeasures'>[] {
  const measure = (reference: string, name: string, more: Partial<NewRow<'benefitMeasures'>>) => ({
    ...{
      reference,
      name,
      projectReference: 'P01',
      class: 'quality' as const,
      route: 'quality only' as const,
      target: null,
    },
    ...{ unit: 'children', direction: 'high' as const, baseline: null, evidence: null, ownerRole: null },
    ...more,
  });
  return [
    measure('C2S-1', 'Children turned around to a placement that costs less', {
      class: 'cashable',
      route: 'saving',
      target: 'SAV-23-1',
      evidence: cite('SAV-003'),
    }),
    measure('C2S-2', 'Valuing Care assessments completed, to date', {
      unit: 'assessments',
      evidence: `${cite('ACT-001')}: 2 cohorts, 13 domains of need; ${cite('ACT-002')}`,
    }),
  ];
}

/** Quarters as far as the papers go: a year's figure stands in the quarter at whose end it was stated. */
export function benefitQuarters(): NewRow<'benefitQuarters'>[] {
  const quarter = (
    benefitReference: string,
    year: string,
    number: number,
    more: Partial<NewRow<'benefitQuarters'>>,
  ): NewRow<'benefitQuarters'> => ({
    ...{ benefitReference, year, quarter: number, planned: null, lower: null, upper: null, actual: null },
    ...{ forecast: null, plannedPence: null, realisedPence: null, forecastPence: null, children: null, evidence: null },
    ...more,
  });
  const halfYear = figure('ACT-002', 'savings_ytd_just_under');
  return [
    quarter('C2S-1', '2023/24', 4, {
      actual: figure('SAV-003', 'children'),
      children: figure('SAV-003', 'children'),
      plannedPence: millions(figure('SAV-002', 'target')),
      realisedPence: millions(figure('SAV-003', 'savings')),
      evidence: `Of the whole year: ${cite('SAV-002')}, ${cite('SAV-003')}`,
    }),
    quarter('C2S-1', '2024/25', 2, {
      actual: figure('ACT-002', 'children_worked_with'),
      children: figure('ACT-002', 'children_worked_with'),
      realisedPence: millions(halfYear),
      evidence: `“Just under £2m” of the half year, ${cite('ACT-002')}`,
    }),
    quarter('C2S-1', '2024/25', 4, {
      plannedPence: millions(figure('SAV-004', 'in_contract_sum')),
      forecastPence: millions(figure('SAV-004', 'forecast')) - millions(halfYear),
      evidence: `Plan: what the contract sum takes out; forecast of the year 8.072, ${cite('SAV-004')} (T11)`,
    }),
    quarter('C2S-2', '2023/24', 4, { actual: figure('ACT-001', 'assessments'), evidence: cite('ACT-001') }),
    quarter('C2S-2', '2024/25', 2, {
      actual: figure('ACT-002', 'assessments_over'),
      evidence: `“Over 550”, ${cite('ACT-002')}`,
    }),
  ];
}
