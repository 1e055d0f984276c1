/** Registers of the transformation programme: projects, their milestones and links, business cases, benefits, turn-arounds. */
import { choice, code, date, flag, integer, money, note, number, optional, text, year } from './column.ts';
import { register } from './register.ts';

/** The five states of a plan, as the improvement plan defines them (004:9059–9063). */
const projectStates = ['not started', 'red', 'amber', 'green', 'completed'] as const;
/** The steps of a business case, in their order. */
const caseStates = [
  'drafted',
  'submitted',
  'reviewed',
  'approved',
  'approved with conditions',
  'rejected',
  'withdrawn',
] as const;
/** What a link of a project may lead to. */
const linkKinds = ['depends on', 'saving', 'scheme', 'proposal', 'measure', 'risk'] as const;

export const projects = register('projects', 'Projects', 'project', ['reference'], {
  reference: code('Project'),
  name: text('Project name'),
  theme: text('Theme'),
  objective: optional(note('Objective')),
  sponsorRole: optional(text('Sponsor role')),
  leadRole: optional(text('Lead role')),
  stage: choice('Stage', ['idea', 'business case', 'delivery', 'closing', 'closed', 'stopped']),
  start: optional(date('Project start')),
  end: optional(date('Project end')),
  source: optional(note('Source')),
});
/** How a project was rated, each time with its reason: the latest is its state, the rest its history. */
export const projectRatings = register(
  'projectRatings',
  'Project RAG',
  'rating of a project',
  ['projectReference', 'ratedOn'],
  {
    projectReference: code('Project'),
    ratedOn: date('Rated on'),
    state: choice('Project RAG', projectStates),
    reason: note('Reason'),
    source: optional(note('Source')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);
/** What a project depends on, and the money, measures and risks that are its. */
export const projectLinks = register(
  'projectLinks',
  'Project links',
  'link of a project',
  ['projectReference', 'kind', 'target'],
  {
    projectReference: code('Project'),
    kind: choice('Link', linkKinds, { help: 'A saving, a scheme or a proposal belongs to one project only' }),
    target: code('Linked to', {
      help: 'Its reference: of another project, a saving, scheme, proposal, measure or risk',
    }),
    year: optional(year('Year', { help: 'Of a saving; blank = every year of that reference' })),
    note: optional(note('Note')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);
export const milestones = register(
  'milestones',
  'Milestones',
  'milestone',
  ['projectReference', 'reference'],
  {
    projectReference: code('Project'),
    reference: code('Milestone'),
    name: text('Milestone name'),
    planned: date('Planned date'),
    forecast: optional(date('Forecast date', { help: 'Blank = as planned' })),
    actual: optional(date('Actual date')),
    ownerRole: optional(text('Owner role')),
    source: optional(note('Source')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);

/** A request for money. Its steps say how far it is and for how much. */
export const businessCases = register(
  'businessCases',
  'Business cases',
  'business case',
  ['reference'],
  {
    reference: code('Business case'),
    name: text('Business case name'),
    projectReference: code('Project'),
    year: year('Year'),
    block: optional(
      integer('Block', {
        help: 'Of the contract sum it is paid from; block 3 is released case by case; blank = outside the contract sum',
      }),
    ),
    source: optional(note('Source')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);
export const caseSteps = register(
  'caseSteps',
  'Steps of business cases',
  'step of a business case',
  ['caseReference', 'taken', 'state'],
  {
    caseReference: code('Business case'),
    taken: date('Step taken'),
    state: choice('Step', caseStates),
    byRole: text('By whom'),
    amountPence: optional(
      money('For how much', { help: 'Asked for, or approved; blank = not stated, which is not zero' }),
    ),
    source: optional(note('Source')),
  },
  [{ columns: ['caseReference'], register: 'businessCases' }],
);
export const caseConditions = register(
  'caseConditions',
  'Conditions of approval',
  'condition of approval',
  ['caseReference', 'reference'],
  {
    caseReference: code('Business case'),
    reference: code('Condition'),
    condition: note('What is asked'),
    due: date('Due'),
    met: optional(date('Met on')),
    source: optional(note('Source')),
  },
  [{ columns: ['caseReference'], register: 'businessCases' }],
);

/** A benefit a project is to bring, with the measure it is told by. It is realised through one route only. */
export const benefitMeasures = register(
  'benefitMeasures',
  'Benefit measures',
  'benefit measure',
  ['reference'],
  {
    reference: code('Benefit'),
    name: text('Benefit name'),
    projectReference: code('Project'),
    class: choice('Benefit class', ['cashable', 'cost avoidance', 'quality'], {
      help: 'Cost avoidance and quality are never summed with what is cashable',
    }),
    route: choice('Realised through', ['saving', 'scheme', 'demand', 'price', 'quality only'], {
      help: 'Exactly one: what carries the money in the forecast; quality only where it carries no money',
    }),
    target: optional(code('Carried by', { help: 'The saving or scheme that carries it' })),
    unit: text('Unit', { help: 'Of the measure: children, days, %' }),
    direction: choice('Good is', ['high', 'low']),
    baseline: optional(number('Baseline')),
    evidence: optional(note('Evidence')),
    ownerRole: optional(text('Owner role')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);
export const benefitQuarters = register(
  'benefitQuarters',
  'Benefits by quarter',
  'quarter of a benefit',
  ['benefitReference', 'year', 'quarter'],
  {
    benefitReference: code('Benefit'),
    year: year('Year'),
    quarter: integer('Quarter', { help: '1 = April to June' }),
    planned: optional(number('Planned')),
    lower: optional(number('Lower tolerance')),
    upper: optional(number('Upper tolerance')),
    actual: optional(number('Actual')),
    forecast: optional(number('Forecast', { help: 'Of the quarters still to come' })),
    plannedPence: optional(money('Planned money')),
    realisedPence: optional(money('Realised money')),
    forecastPence: optional(money('Forecast money', { help: 'Of what is still to come; zero once realised' })),
    children: optional(integer('Children', { help: 'Helped in the quarter' })),
    evidence: optional(note('Evidence')),
  },
  [{ columns: ['benefitReference'], register: 'benefitMeasures' }],
);

/** A child moved to a placement that costs less: what each step-down saves, and whether it lasts. */
export const turnArounds = register(
  'turnArounds',
  'Turn-arounds',
  'turn-around',
  ['reference'],
  {
    reference: code('Turn-around'),
    childKey: code('Child', { help: 'Becomes a keyed pseudonym on the way in' }),
    projectReference: code('Project'),
    savingReference: optional(code('Saving', { help: 'The saving it is part of' })),
    fromGroup: code('From group'),
    toGroup: code('To group'),
    movedOn: date('Moved on'),
    weeklyBeforePence: money('Weekly price before'),
    weeklyAfterPence: money('Weekly price after'),
    at3: optional(flag('In place at 3 months')),
    at6: optional(flag('In place at 6 months')),
    at12: optional(flag('In place at 12 months')),
    source: optional(note('Source')),
  },
  [
    { columns: ['projectReference'], register: 'projects' },
    { columns: ['fromGroup'], register: 'placementGroups' },
    { columns: ['toGroup'], register: 'placementGroups' },
  ],
);

/** Projects as a board saw them: what the next board is told has changed since. */
export const boardSnapshots = register(
  'boardSnapshots',
  'Boards',
  'project as a board saw it',
  ['board', 'metOn', 'projectReference'],
  {
    board: text('Board'),
    metOn: date('Board met on'),
    projectReference: code('Project'),
    stage: text('Stage'),
    state: optional(choice('Project RAG', projectStates)),
    end: optional(date('Project end')),
    released: optional(money('Released')),
    planned: optional(money('Planned money')),
    realised: optional(money('Realised money')),
    forecast: optional(money('Forecast money')),
    milestonesDue: integer('Milestones open'),
    latestMilestone: optional(date('Last milestone')),
  },
  [{ columns: ['projectReference'], register: 'projects' }],
);
