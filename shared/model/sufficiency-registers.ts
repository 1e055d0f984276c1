/** Registers of enough places: requests, places by state, the capacity programme, contracts, the fostering pipeline, forecasts made elsewhere. */
import { choice, code, date, integer, money, note, number, optional, percent, text } from './column.ts';
import { register } from './register.ts';

const careTypes = ['fostering', 'residential', 'supported', 'other'] as const;

export const placementRequests = register('placementRequests', 'Placement requests', 'request', ['reference'], {
  reference: code('Request'),
  requestedOn: date('Requested on', {
    aliases: ['request date', 'referral date', 'date of request'],
    help: 'Of a published count: the last day counted',
  }),
  count: integer('Requests', { absent: 1, help: 'How many requests the row stands for: 1, or a published count' }),
  askedType: choice('Type asked for', careTypes, { aliases: ['type requested'] }),
  askedGroup: optional(code('Group asked for')),
  band: optional(text('Band', { help: 'Age band of the child; blank = not stated' })),
  urgency: choice('Urgency', ['crisis', 'emergency', 'short notice', 'planned', 'not stated'], {
    absent: 'not stated',
    help: 'Crisis: the same day; emergency: 2 to 3 days; short notice: 4 to 13 days; planned: 14 days or more',
  }),
  offers: optional(integer('Offers', { help: 'Offers received from homes and carers' })),
  outcome: choice('Outcome', ['placed', 'withdrawn', 'waiting']),
  givenType: optional(choice('Type given', careTypes, { aliases: ['type secured'], help: 'Blank unless placed' })),
  givenGroup: optional(code('Group given')),
  placedOn: optional(date('Placed on', { aliases: ['placement date'] })),
  miles: optional(number('Miles from home', { aliases: ['distance'] })),
  source: optional(note('Source')),
});

export const placeCounts = register(
  'placeCounts',
  'Places by state',
  'count of places',
  ['on', 'groupCode', 'state', 'reason', 'source'],
  {
    on: date('On', { help: 'Counted at the end of this day' }),
    groupCode: code('Group'),
    state: choice('State', ['approved', 'filled', 'unavailable', 'vacant']),
    reason: text('Reason', { absent: '*', help: 'Why places cannot be used; * = not told apart' }),
    places: integer('Places'),
    source: text('Source'),
  },
  [{ columns: ['groupCode'], register: 'placementGroups' }],
);

export const capacityProgramme = register(
  'capacityProgramme',
  'Capacity programme',
  'project',
  ['reference'],
  {
    reference: code('Project'),
    name: text('Project name'),
    groupCode: code('Group'),
    band: optional(text('Band', { help: 'Age band it is for; blank = any' })),
    site: optional(text('Site')),
    kind: choice('Kind', ['opening', 'closure', 'works'], {
      help: 'Closures and works take places away; works give them back on the day they end',
    }),
    stage: choice('Stage', ['idea', 'approved', 'building', 'registering', 'open', 'cancelled'], {
      help: 'Open: the places stand in Capacity and count no more here',
    }),
    places: integer('Places'),
    plannedOn: optional(date('Planned on', { help: 'First day with, or without, the places; blank = not said' })),
    endsOn: optional(date('Works end', { help: 'First day on which places under works can be used again' })),
    registeredOn: optional(date('Registration expected')),
    delayMonths: integer('Delay', { absent: 0, help: 'Months later than planned' }),
    probabilityPercent: percent('Probability %', { absent: 100, help: 'Chance that it happens at all' }),
    capitalPence: optional(money('Capital', { help: 'Before grants' })),
    grantPence: optional(money('Capital grant', { help: 'Not borrowed: only the rest is financed' })),
    termYears: optional(integer('Term', { help: 'Years over which the capital is repaid' })),
    ratePercent: optional(percent('Rate %', { help: 'Of the loan, a year' })),
    revenuePence: optional(money('Running cost a year')),
    lineCode: optional(code('Line', { help: 'The budget line that running and financing cost fall on' })),
    source: optional(note('Source')),
  },
  [{ columns: ['groupCode'], register: 'placementGroups' }],
);

export const supplierContracts = register('supplierContracts', 'Contracts', 'contract', ['reference'], {
  reference: code('Contract'),
  supplier: text('Supplier'),
  service: text('Service'),
  route: choice('Route', ['block', 'framework', 'spot', 'service']),
  groupCode: optional(code('Group')),
  unitCode: optional(code('Unit', { help: 'The unit of Capacity whose places it buys' })),
  lineCode: optional(code('Line')),
  annualPence: money('Annual value'),
  places: optional(integer('Places', { help: 'Places it buys; blank = none, or as the unit' })),
  from: date('From'),
  to: optional(date('To', { help: 'First day after it; blank = open' })),
  optionYears: integer('Option years', { absent: 0, help: 'Years it may be extended by' }),
  noticeMonths: optional(integer('Notice', { help: 'Months of notice before it ends' })),
  uplift: optional(text('Uplift', { help: 'How its price moves, such as CPI from April' })),
  source: optional(note('Source')),
});

export const fosteringPipeline = register(
  'fosteringPipeline',
  'Fostering pipeline',
  'stage of the pipeline',
  ['stage', 'from', 'months', 'reason', 'source'],
  {
    stage: choice('Stage', ['enquiry', 'visit', 'application', 'approval', 'de-registration', 'target']),
    from: date('From', { help: 'First day of the month or year counted' }),
    months: integer('Months', { absent: 1, help: '1 for a month, 12 for a year' }),
    reason: text('Reason', { absent: '*', help: 'Of a de-registration; * = not told apart' }),
    households: optional(integer('Households')),
    places: optional(integer('Places', { help: 'Places approved, or lost' })),
    days: optional(number('Days in stage', { help: 'Mean days from this stage to the next' })),
    source: text('Source'),
  },
);

export const publishedForecasts = register(
  'publishedForecasts',
  'Published forecasts',
  'published figure',
  ['vintage', 'figure', 'on', 'uasc'],
  {
    vintage: code('Forecast', { help: 'Names the forecast as a whole: one run of one tool' }),
    method: text('Method'),
    madeFrom: date('Made from', { help: 'Last day of the data it was made from' }),
    figure: choice('Figure', [
      'all',
      'modelled',
      'fostering',
      'residential',
      'supported',
      'under 1',
      '1-4',
      '5-9',
      '10-15',
      '16-17',
      'care leavers',
    ]),
    on: date('On'),
    uasc: choice('UASC', ['all', 'only', 'excluded']),
    value: number('Value'),
    low: optional(number('Low', { aliases: ['lci'], help: 'As printed; bounds of parts are never added' })),
    high: optional(number('High', { aliases: ['uci'], help: 'As printed' })),
    actual: optional(number('Actual', { help: 'What its own source says it came to; blank = as the data say' })),
    source: text('Source'),
  },
);
