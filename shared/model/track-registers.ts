/** Register of the track record: outturns that were forecast elsewhere, scored beside Outturn's own. Of children: `publishedForecasts`. */
import { code, date, money, note, optional, text, year } from './column.ts';
import { register } from './register.ts';

/** Stands for all lines. */
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
