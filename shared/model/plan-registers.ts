/** Registers of the medium-term plan: inflation, proposals, reserves and the tree of services that lines belong to. */
import { choice, code, flag, integer, money, note, number, optional, percent, period, text, year } from './column.ts';
import { register } from './register.ts';

/** Where a line belongs: services, their divisions and directorates, for subtotals. */
export const lineGroups = register('lineGroups', 'Services and divisions', 'service or division', ['code'], {
  code: code('Group of lines'),
  name: text('Group name'),
  level: choice('Level', ['directorate', 'division', 'service']),
  parentCode: optional(code('Belongs to', { help: 'The group above it; blank = the top' })),
  position: integer('Order'),
});
/** Which group a line belongs to; it holds for every year of the line. */
export const lineGroupMembers = register(
  'lineGroupMembers',
  'Lines of services',
  'line of a service',
  ['lineCode'],
  { lineCode: code('Line'), groupCode: code('Group of lines') },
  [{ columns: ['groupCode'], register: 'lineGroups' }],
);

/** Pay, price and income inflation by year: a table an officer sees and changes. */
export const inflationIndices = register('inflationIndices', 'Inflation', 'inflation rate', ['code', 'year'], {
  code: code('Index'),
  name: text('Index name', { help: 'Such as National pay award, CPI, Residential fees' }),
  kind: choice('Kind', ['pay', 'price', 'income']),
  year: year('Year'),
  increasePercent: percent('Increase %'),
  fromPeriod: period('From period', { help: 'First period at the new level: 1 = April' }),
  source: optional(note('Source')),
});
/** What an index acts on: part of a budget line, or the weekly prices of a placement group. */
export const inflationLinks = register(
  'inflationLinks',
  'What inflation acts on',
  'link to inflation',
  ['appliesTo', 'target', 'indexCode'],
  {
    appliesTo: choice('Applies to', ['line', 'placement group']),
    target: code('Line or group'),
    indexCode: code('Index'),
    sharePercent: percent('Share %', {
      help: 'Part of the line’s cost that moves with the index; 100 for a placement group',
    }),
  },
);

/** Growth and savings proposals of the plan. Amounts by year are in their own register. */
export const proposals = register('proposals', 'Proposals', 'proposal', ['reference'], {
  reference: code('Proposal'),
  title: text('Title'),
  lineCode: code('Line'),
  theme: optional(text('Theme')),
  kind: choice('Kind', ['growth', 'saving', 'income']),
  status: choice('Status', ['idea', 'proposed', 'agreed', 'rejected', 'withdrawn'], {
    help: 'Agreed proposals are in the plan; proposed ones are shown as what could close the gap',
  }),
  confidencePercent: percent('Confidence %', { help: 'How much of it is expected to be delivered' }),
  ownerRole: optional(text('Owner role')),
  businessCase: optional(code('Business case')),
  note: optional(note('Note')),
});
export const proposalAmounts = register(
  'proposalAmounts',
  'Amounts of proposals',
  'amount of a proposal',
  ['proposalReference', 'year'],
  {
    proposalReference: code('Proposal'),
    year: year('Year'),
    amountPence: money('Change', { help: 'Change of the year’s cost: growth above zero, savings and income below' }),
    recurring: flag('Recurring', { help: '0 = falls out the year after' }),
  },
  [{ columns: ['proposalReference'], register: 'proposals' }],
);

/** Reserves and what goes in and out of them, year by year. */
export const reserves = register('reserves', 'Reserves', 'reserve', ['code'], {
  code: code('Reserve'),
  name: text('Reserve name'),
  purpose: choice('Purpose', ['general', 'placements', 'transformation', 'other']),
  openingYear: year('Opening year'),
  openingPence: money('Opening balance', { help: 'On 1 April of the opening year' }),
  targetPercent: optional(number('Target %', { help: 'Of gross placement cost, for a placements reserve: 10 to 15' })),
  note: optional(note('Note')),
});
export const reserveMovements = register(
  'reserveMovements',
  'Reserve movements',
  'reserve movement',
  ['reserveCode', 'year', 'reference'],
  {
    reserveCode: code('Reserve'),
    year: year('Year'),
    reference: code('Reference'),
    amountPence: money('Amount', { help: 'Above zero: paid in; below: used towards the year' }),
    note: optional(note('Note')),
  },
  [{ columns: ['reserveCode'], register: 'reserves' }],
);
