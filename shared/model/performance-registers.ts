/** Registers of performance: years of measures, rectification, actions on risks, commentary, activity that drives demand. */
import { choice, code, date, flag, integer, month, note, number, optional, period, text, year } from './column.ts';
import { register } from './register.ts';

/** A measure over a whole year: year to date, or an earlier year. */
export const kpiYears = register(
  'kpiYears',
  'KPI years',
  'year of a measure',
  ['kpiCode', 'year'],
  {
    kpiCode: code('Measure'),
    year: year('Year'),
    yearValue: optional(number('Year value', { help: 'Year to date for the year that runs' })),
    source: optional(note('Source')),
  },
  [{ columns: ['kpiCode'], register: 'kpis' }],
);
/** A performance failure under the contract and the plan to put it right. */
export const rectificationPlans = register(
  'rectificationPlans',
  'Rectification plans',
  'rectification plan',
  ['kpiCode', 'reference'],
  {
    kpiCode: code('Measure'),
    reference: code('Rectification plan'),
    raised: optional(date('Failure raised')),
    statedPeriods: optional(
      integer('Stated months outside', {
        help: 'Months (quarters of a quarterly measure) outside tolerance, as the paper states them',
      }),
    ),
    plan: optional(note('Plan')),
    due: optional(date('Rectified by')),
    closed: optional(date('Rectified on')),
    ownerRole: optional(text('Owner role')),
    source: optional(note('Source')),
  },
  [{ columns: ['kpiCode'], register: 'kpis' }],
);
/** What is done about a risk, by whom and until when. */
export const riskActions = register(
  'riskActions',
  'Risk actions',
  'risk action',
  ['riskReference', 'reference'],
  {
    riskReference: code('Risk'),
    reference: code('Action'),
    action: note('Mitigating action'),
    ownerRole: optional(text('Owner role')),
    due: optional(date('Due')),
    done: optional(date('Done on')),
    source: optional(note('Source')),
  },
  [{ columns: ['riskReference'], register: 'risks' }],
);

/** What an officer says of a line, a saving, a project or a measure at a period, with the figures it spoke of. */
export const commentaries = register(
  'commentaries',
  'Commentary',
  'commentary',
  ['subject', 'subjectReference', 'year', 'period'],
  {
    subject: choice('About', ['line', 'saving', 'project', 'measure']),
    subjectReference: code('About which'),
    year: year('Year'),
    period: period('Period'),
    commentary: note('Commentary'),
    figures: optional(
      note('Figures spoken of', { help: 'Written by Outturn: name = value; … as they stood when it was written' }),
    ),
    byRole: text('By whom'),
    writtenOn: date('Written on'),
    public: flag('May be published', { help: '1 = also in packs for the public' }),
  },
);

const activityKinds = [
  'children in need',
  'child protection plans',
  'weeks of a child in need',
  'weeks of a child protection plan',
  'children avoided',
  'special guardianship',
  'reunification',
  'foster carers',
  'block beds',
] as const;

/** How an activity moves children in care: stated, editable, and tested on the months held. */
export const activityRelations = register(
  'activityRelations',
  'Activity and demand',
  'relationship of activity and demand',
  ['code'],
  {
    code: code('Relationship'),
    name: text('Relationship name'),
    activity: choice('Activity', activityKinds),
    kpiCode: optional(code('Measure', { help: 'The monthly measure it is tested on' })),
    perUnit: number('Children per unit', {
      help: 'Children entering care per unit of activity: per child in need a month, per plan, per week',
    }),
    lagMonths: integer('Lag (months)'),
    source: note('Source'),
  },
);
/** What a programme is to change, in the units papers state it. */
export const activityChanges = register(
  'activityChanges',
  'Activity planned',
  'change of activity',
  ['reference'],
  {
    reference: code('Change'),
    name: text('Change name'),
    projectReference: optional(code('Project')),
    activity: choice('Activity', activityKinds),
    amount: number('Amount', { help: 'Below zero = fewer or shorter; a year for children and carers' }),
    from: month('From month'),
    source: optional(note('Source')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);

/** What officers write in a board's paper: recommendations, background, choices, next steps, implications, appendices. */
export const packTexts = register(
  'packTexts',
  'Texts of packs',
  'text of a pack',
  ['audience', 'part', 'year', 'period', 'position'],
  {
    audience: choice('Pack for', ['all', 'operational', 'strategic', 'transformation', 'joint-committee', 'scrutiny']),
    part: choice('Part of the paper', [
      'recommendations',
      'background',
      'issues and choices',
      'next steps',
      'financial',
      'legal',
      'risk',
      'equality',
      'climate',
      'appendices',
    ]),
    year: year('Year'),
    period: period('Period'),
    position: integer('Order'),
    text: note('Paragraph'),
    exempt: flag('Exempt', {
      help: '1 = never in a public paper: its twin says that a paragraph is exempt',
      absent: 0,
    }),
  },
);
