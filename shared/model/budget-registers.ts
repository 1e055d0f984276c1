/** Registers of the budget: funders, lines, changes, actuals, forecast entries and the contract sum. */
import {
  choice,
  code,
  date,
  flag,
  integer,
  money,
  note,
  optional,
  percent,
  period,
  share,
  text,
  year,
} from './column.ts';
import { register } from './register.ts';

export const funders = register('funders', 'Funders', 'funder', ['code'], {
  code: code('Funder'),
  name: text('Funder name'),
});
export const funderShares = register(
  'funderShares',
  'Funder shares',
  'share',
  ['funderCode', 'from'],
  {
    funderCode: code('Funder'),
    from: date('From'),
    shareBasisPoints: share('Share %', {
      help: 'Per cent to two places; the shares in force on a date must total 100.00',
    }),
  },
  [{ columns: ['funderCode'], register: 'funders' }],
);

export const budgetLines = register('budgetLines', 'Budget lines', 'budget line', ['year', 'code'], {
  year: year('Year'),
  code: code('Line'),
  name: text('Line name', { aliases: ['description'] }),
  service: choice('Service', ['staffing', 'placements', 'other'], {
    help: 'Kind of spend, for the mix and the bridge',
  }),
  grossBudgetPence: money('Gross budget', { aliases: ['expenditure budget'] }),
  incomeBudgetPence: money('Income budget', { aliases: ['less income'], help: 'Negative' }),
  profile: optional(text('Profile', { help: 'Blank = even by days; or 12 weights separated by spaces' })),
  method: choice('Forecast method', ['placements', 'profile', 'run-rate', 'stated'], {
    help: 'placements: costed from the placements register; profile: rest of the budget; run-rate: actuals continue; stated: only actuals and entries',
  }),
  funding: choice('Funding', ['shared', 'passported'], { help: 'Passported grants are outside the split' }),
  block: optional(integer('Block', { help: 'Contract-sum block 1, 2 or 3' })),
  recurring: flag('Recurring'),
  position: integer('Order'),
});
export const budgetChanges = register(
  'budgetChanges',
  'Budget changes',
  'budget change',
  ['year', 'reference'],
  {
    year: year('Year'),
    reference: code('Reference'),
    lineCode: code('Line'),
    kind: choice('Kind', ['virement', 'growth', 'saving', 'investment'], {
      help: 'virement, growth and saving change the current budget; investment is agreed additional funding shown beside the variance',
    }),
    grossPence: money('Gross change'),
    incomePence: money('Income change'),
    effective: date('Effective'),
    approved: optional(date('Approved', { help: 'Blank = not approved: shown, not counted' })),
    recurring: flag('Recurring'),
    block: optional(integer('Block')),
    note: optional(note('Note')),
  },
  [{ columns: ['year', 'lineCode'], register: 'budgetLines' }],
);
/** Which line each cost centre of the ledger belongs to: a council’s own lookup table. */
export const costCentres = register('costCentres', 'Cost centres', 'cost centre', ['code'], {
  code: code('Cost centre', { aliases: ['cost center', 'cost centre code', 'cost center code', 'cc'] }),
  name: optional(text('Cost centre name', { aliases: ['cost centre description', 'cost center name'] })),
  lineCode: code('Line', {
    aliases: ['line code', 'budget line', 'budget line code', 'maps to'],
    help: 'The budget line its postings count in, of whatever year',
  }),
});
export const actuals = register(
  'actuals',
  'Actuals',
  'actual',
  ['year', 'period', 'lineCode', 'source'],
  {
    year: year('Year'),
    period: period('Period'),
    lineCode: code('Line', {
      aliases: ['line code', 'budget line', 'budget line code'],
      standIns: ['cost centre', 'cost center', 'cost centre code', 'cost center code', 'cc', 'cost centre no'],
    }),
    expenditurePence: money('Expenditure', { aliases: ['amount', 'actual', 'actuals', 'actual expenditure', 'spend'] }),
    incomePence: money('Income', { help: 'Negative', absent: 0 }),
    source: text('Source', { absent: 'Ledger' }),
  },
  [{ columns: ['year', 'lineCode'], register: 'budgetLines' }],
);
/** Forecast entries beyond the model: accruals, one-offs, and stated commitments of lines with no model of their own. */
export const forecastEntries = register(
  'forecastEntries',
  'Forecast entries',
  'forecast entry',
  ['year', 'reference'],
  {
    year: year('Year'),
    reference: code('Reference'),
    lineCode: code('Line'),
    kind: choice('Kind', ['committed', 'projected', 'accrual', 'one-off']),
    period: period('Period'),
    expenditurePence: money('Expenditure'),
    incomePence: money('Income'),
    note: optional(note('Note')),
  },
  [{ columns: ['year', 'lineCode'], register: 'budgetLines' }],
);
export const contractBlocks = register('contractBlocks', 'Contract sum', 'contract-sum item', ['year', 'reference'], {
  year: year('Year'),
  reference: code('Reference'),
  name: text('Item'),
  block: integer('Block'),
  amountPence: money('Amount'),
  recurring: flag('Recurring'),
  approved: optional(date('Approved', { help: 'Block 3 counts only once approved' })),
  note: optional(note('Note')),
});
/** Packages of care that partners share: what was agreed, invoiced and is disputed. Never a child's name. */
export const jointFunding = register(
  'jointFunding',
  'Joint funding',
  'jointly funded package',
  ['year', 'reference', 'partner'],
  {
    year: year('Year'),
    reference: code('Package'),
    name: text('Package name', { help: 'What is bought, never who for' }),
    lineCode: code('Line'),
    partner: choice('Partner', ['education', 'health', 'other']),
    grossPence: money('Gross cost', { help: 'Cost of the package in the year' }),
    agreedPercent: percent('Agreed %', { help: 'Share of the gross cost the partner has agreed to pay' }),
    invoicedPence: money('Invoiced', { help: 'Positive' }),
    disputedPence: money('Disputed', { help: 'Of what was invoiced; positive' }),
    receivedPence: optional(money('Received', { help: 'Positive; blank = not known' })),
    agreed: optional(date('Agreed on')),
    note: optional(note('Note')),
  },
  [{ columns: ['year', 'lineCode'], register: 'budgetLines' }],
);
