/** Registers of the track record: forecasts that were published elsewhere, scored beside Outturn's own. */
import { code, date, money, note, number, optional, text, year } from './column.ts';
import { register } from './register.ts';

/** Stands for all lines, or all groups. */
export const wholeOf = '*';

/** Outturns that papers forecast, in pounds: one row a paper, year and line. */
export const publishedOutturns = register(
  'publishedOutturns',
  'Published outturns',
  'published outturn',
  ['source', 'madeOn', 'year', 'lineCode'],
  {
    source: text('Source', { help: 'The paper or tool that said so' }),
    madeOn: date('Said on', { help: 'The date its figures stand on' }),
    year: year('Year'),
    lineCode: code('Line', { help: '* = all lines together' }),
    forecastPence: money('Forecast outturn'),
    lowPence: optional(money('Low', { help: 'Of an 80 % range, where it had one' })),
    highPence: optional(money('High', { help: 'Of an 80 % range, where it had one' })),
    note: optional(note('Note')),
  },
);
/** Children that papers or other tools forecast for a day. */
export const publishedChildren = register(
  'publishedChildren',
  'Published children',
  'published forecast of children',
  ['source', 'madeOn', 'dueOn', 'groupCode'],
  {
    source: text('Source', { help: 'The paper or tool that said so' }),
    madeOn: date('Said on', { help: 'The date its data run to' }),
    dueOn: date('For', { help: 'The day it speaks of: the end of a month' }),
    groupCode: code('Group', { help: '* = all children' }),
    forecast: number('Forecast children'),
    low: optional(number('Low', { help: 'Of an 80 % range, where it had one' })),
    high: optional(number('High', { help: 'Of an 80 % range, where it had one' })),
    note: optional(note('Note')),
  },
);
