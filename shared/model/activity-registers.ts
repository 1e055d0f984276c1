/** Registers of what else drives the bill: care leavers, unaccompanied children, activity, staffing and partners' shares. */
import { choice, code, date, flag, integer, money, month, note, number, optional, percent, text } from './column.ts';
import { register } from './register.ts';

export const leaverCohort = register(
  'leaverCohort',
  'Care leavers by age',
  'age of the cohort',
  ['on', 'age', 'level', 'uasc', 'source'],
  {
    on: date('On'),
    age: integer('Age', { help: 'Single year, 16 to 25; 16 stands for 16 and 17 where they are counted together' }),
    level: text('Service level', { absent: '*', help: 'Such as in touch, supported, staying put; * = not told apart' }),
    uasc: choice('UASC', ['all', 'only', 'excluded'], { absent: 'all' }),
    people: optional(integer('Young people')),
    weeklyPence: optional(money('Cost a week', { help: 'Of one young person at this age and level' })),
    source: text('Source'),
  },
);

export const grantRates = register('grantRates', 'National grant rates', 'grant rate', ['grant', 'fromAge', 'from'], {
  grant: choice('Grant', ['child', 'child above threshold', 'care leaver'], {
    help: 'Child above threshold: where the council cares for its share of the transfer scheme or more',
  }),
  fromAge: integer('From age'),
  toAge: integer('To age', { help: 'The last age paid for' }),
  from: date('From', { help: 'First day of the rate; it holds until the next' }),
  weeklyPence: money('Rate a week'),
  source: text('Source'),
});

export const activities = register('activities', 'Activities', 'activity', ['code'], {
  code: code('Activity'),
  name: text('Activity name'),
  kind: choice('Kind', ['legal', 'transport', 'special needs', 'remand', 'staffing', 'other']),
  unit: text('Unit', { help: 'What is counted: matters, journeys, plans, nights, posts' }),
  parts: choice('Parts', ['kinds', 'components'], {
    absent: 'kinds',
    help: 'Kinds: each unit is of one part, so volumes add up; components: each unit has every part, such as time and disbursements',
  }),
  lineCode: optional(code('Line')),
  source: optional(note('Source')),
});
export const activityCounts = register(
  'activityCounts',
  'Activity by month',
  'count of an activity',
  ['activityCode', 'part', 'from', 'source'],
  {
    activityCode: code('Activity'),
    part: text('Part', { absent: '*', help: 'What is priced apart, such as time and disbursements; * = the whole' }),
    from: month('From', { help: 'First month counted' }),
    months: integer('Months', { absent: 1, help: '1 for a month, 12 for a year' }),
    volume: optional(number('Volume', { help: 'In the unit of the activity' })),
    amountPence: optional(money('Amount')),
    pricePence: optional(money('Price', { help: 'As printed, for one unit; blank = amount ÷ volume' })),
    index: flag('Index', { absent: 0, help: '1 = volume and price stand against 100 in the first row, not in units' }),
    source: text('Source'),
  },
  [{ columns: ['activityCode'], register: 'activities' }],
);
export const staffingPosts = register('staffingPosts', 'Posts', 'team', ['team', 'on', 'source'], {
  team: text('Team'),
  on: date('On'),
  managed: flag('Managed team', { absent: 0, help: '1 = bought as a team from a supplier' }),
  posts: number('Posts', { help: 'Established, full-time equivalents' }),
  vacant: number('Vacant', { help: 'Of the posts, those no employee fills' }),
  agency: number('Agency', { help: 'Of the vacant posts, those agency workers fill' }),
  costPence: optional(money('Cost of a post a year')),
  premiumPence: optional(money('Agency premium a year', { help: 'What an agency worker costs beyond an employee' })),
  turnoverPercent: optional(percent('Turnover %', { help: 'Leavers of the year ÷ mean employees' })),
  payAwardPercent: optional(percent('Pay award %', { help: 'Still to come on the cost of a post' })),
  lineCode: optional(code('Line')),
  source: text('Source'),
});

export const shareSteps = register(
  'shareSteps',
  'Steps of partners’ shares',
  'step of a share',
  ['partner', 'from', 'abovePence'],
  {
    partner: choice('Partner', ['education', 'health', 'other']),
    from: date('From'),
    abovePence: money('Above', { help: 'Gross cost of a package in a year above which this share is paid' }),
    sharePercent: percent('Share %', { help: 'Of the part of the cost above this amount, up to the next step' }),
    source: optional(note('Source')),
  },
);
