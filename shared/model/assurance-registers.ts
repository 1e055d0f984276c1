/** Registers of assurance: measures, risks, assumptions and stated facts. */
import { choice, code, date, flag, integer, month, note, number, optional, text } from './column.ts';
import { register } from './register.ts';

export const kpis = register('kpis', 'KPIs', 'measure', ['code'], {
  code: code('Measure'),
  name: text('Measure name'),
  direction: choice('Good is', ['high', 'low', 'neutral'], { absent: 'neutral' }),
  target: optional(number('Target')),
  tolerance: optional(number('Tolerance', { help: 'Worst acceptable value' })),
  statisticalNeighbours: optional(number('Statistical neighbours')),
  england: optional(number('England')),
  position: integer('Order'),
  kind: optional(
    choice('Kind of measure', ['contract', 'management', 'support service'], {
      help: 'Contract indicators carry the failure rule; support-service indicators are kept apart; blank = management',
    }),
  ),
  indicator: optional(integer('Indicator', { help: 'Its number in the contract' })),
  frequency: optional(
    choice('Measured', ['monthly', 'quarterly'], {
      help: 'Three months running outside tolerance are a failure, two quarters of a quarterly measure; blank = monthly',
    }),
  ),
  toleranceSource: optional(note('Tolerance from', { help: 'The paper or contract that states it; never invented' })),
});
export const kpiValues = register(
  'kpiValues',
  'KPI values',
  'KPI value',
  ['kpiCode', 'month'],
  {
    kpiCode: code('Measure'),
    month: month('Month'),
    value: optional(number('Value')),
  },
  [{ columns: ['kpiCode'], register: 'kpis' }],
);
export const risks = register('risks', 'Risks', 'risk', ['reference'], {
  reference: code('Risk'),
  name: text('Risk name'),
  ownerRole: optional(text('Owner role')),
  initialProbability: integer('Initial P'),
  initialImpact: integer('Initial I'),
  initialScore: optional(integer('Initial score')),
  currentProbability: integer('Current P'),
  currentImpact: integer('Current I'),
  currentScore: optional(integer('Current score')),
  residualProbability: optional(integer('Residual P')),
  residualImpact: optional(integer('Residual I')),
  residualScore: optional(integer('Residual score')),
  pressureReference: optional(code('Pressure')),
  note: optional(note('Note')),
  category: optional(text('Category')),
  raised: optional(date('Date raised')),
  event: optional(note('Event', { help: 'What may happen' })),
  impact: optional(note('Impact', { help: 'What it would mean' })),
});
export const assumptions = register('assumptions', 'Assumptions', 'assumption', ['key'], {
  key: code('Key'),
  value: number('Value'),
  unit: text('Unit'),
  source: optional(note('Source')),
  ownerRole: optional(text('Owner role')),
  confidence: choice('Confidence', ['high', 'medium', 'low']),
  review: optional(date('Review date')),
});
/** What a printed figure is within its table: the checks recompute each kind from the others (shared/checks/printed-*.ts). */
export const factRoles = [
  'part',
  'total',
  'share',
  'average',
  'volume',
  'numerator',
  'denominator',
  'ratio',
  'before',
  'after',
  'change',
  'change-percent',
  'opening',
  'in',
  'out',
  'closing',
  'forecast',
  'actual',
  'low',
  'high',
  'target',
  'delivered',
] as const;

/** Stated facts from papers: one fact, one source. Two that disagree are shown side by side until one is accepted. */
export const statedFacts = register('statedFacts', 'Stated facts', 'stated fact', ['fact', 'source'], {
  fact: text('Fact'),
  source: text('Source'),
  value: number('Value'),
  unit: text('Unit'),
  asAt: optional(date('As at')),
  accepted: flag('Accepted'),
  reason: optional(note('Reason')),
  tableName: optional(
    text('Table', { help: 'The printed table, row or sum it belongs to; figures of one table are checked together' }),
  ),
  role: optional(choice('Role', factRoles, { help: 'What the figure is within its table' })),
  basis: optional(text('Basis', { help: 'Definition, method, scope or edition, where papers differ in it' })),
  printedTo: optional(
    number('Printed to', { help: 'Step the figure was rounded to, such as 0.1; blank = its last decimal' }),
  ),
  standsFor: optional(
    text('Stands for', {
      help: 'The cell of Outturn it states, such as “Funder shares > WNC > 2021-04-01 > Share %”, or what Outturn works out, such as “Worked out > Children in care”',
    }),
  ),
});

/**
 * Two sources of one fact, settled by a person: which is used, or another value, or that the paper's statement is left
 * as it is; with the reason, the name and the day. `sides` is what each source said then: when that changes, the
 * settlement no longer holds. `valueBefore` is what the cell it is an input of held, for reopening.
 */
export const settlements = register('settlements', 'Settled contradictions', 'settled contradiction', ['key'], {
  key: text('Contradiction', { help: 'Which contradiction; Outturn writes it' }),
  title: text('What differs'),
  choice: choice('Settled by', ['a source', 'another value', 'left as stated']),
  chosen: optional(text('Source used')),
  value: optional(number('Value used')),
  unit: text('Unit'),
  day: optional(date('Date used', { help: 'Where the fact is a date' })),
  sides: note('What each said'),
  input: optional(text('Cell it set')),
  valueBefore: optional(number('Value before')),
  reason: note('Reason'),
  settledBy: text('Settled by whom'),
  settledOn: date('Settled on'),
});
