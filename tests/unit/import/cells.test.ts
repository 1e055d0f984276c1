import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmount as parseAmount, readNumber } from '../../../shared/cells/amount.ts';
import { isProblem, cellParser as parserOf } from '../../../shared/cells/cell.ts';
import { parseDate, parseYear } from '../../../shared/cells/date.ts';
import { parsePeriod } from '../../../shared/cells/period.ts';
import { splitUnit } from '../../../shared/cells/unit.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registerNames, registers } from '../../../shared/model/registers.ts';

const window = { first: '2000-01-01', last: '2029-12-31' };
type Parameters_ = Parameters<typeof parserOf>;
const cellParser = (column: Parameters_[0], unit: Parameters_[1]['unit'], believed: typeof window) =>
  parserOf(column, { unit, window: believed });
const parseNumber = (text: string) => {
  const read = readNumber(text);
  return 'value' in read ? read.value : Number.NaN;
};

describe('amounts', () => {
  test.each([
    ['£1,234.50', null, 123_450],
    ['(1,234.50)', null, -123_450],
    ['£(1,234.50)', null, -123_450],
    ['(£1,234.50)', null, -123_450],
    ['-£5', null, -500],
    ['£-5', null, -500],
    ['−5', null, -500],
    ['1.2m', null, 120_000_000],
    ['£1.15', null, 115],
    ['£45k', null, 4_500_000],
    ['(0.5m)', null, -50_000_000],
    ['1234.56789', 1_000, 123_456_789],
    ['2.094', 1_000_000, 209_400_000],
    ['1.2m', 1_000_000, 120_000_000],
    ['0', null, 0],
    ['-0', null, 0],
    ['1.5e3', null, 150_000],
  ] as const)('%s in unit %s is %s pence', (text, unit, pence) => {
    const amount = parseAmount(text, unit);
    expect(amount).toEqual({ pence, rounded: false });
  });

  test('a fraction of a penny is rounded half away from zero and said', () => {
    expect(parseAmount('0.125', null)).toEqual({ pence: 13, rounded: true });
    expect(parseAmount('-0.125', null)).toEqual({ pence: -13, rounded: true });
  });

  test.each([
    'about 4m',
    '1,23',
    '12,50',
    '1 234',
    '1.2.3',
    '£',
    '()',
    '--5',
    '1.2mm',
    '=1+1',
    '5 %',
    'Infinity',
    '1e99',
  ])('%s is refused', (text) => expect(parseAmount(text, null)).toHaveProperty('reason'));

  test('a unit in the cell that is not the header’s is refused', () => {
    expect(parseAmount('1.2m', 1_000)).toHaveProperty('reason');
  });

  test.each([
    ['Gross budget (£000)', 'Gross budget', 1_000],
    ["Gross budget £'000", 'Gross budget', 1_000],
    ['Gross budget (£k)', 'Gross budget', 1_000],
    ['Gross budget (£m)', 'Gross budget', 1_000_000],
    ['Gross budget (£ millions)', 'Gross budget', 1_000_000],
    ['Gross budget (£)', 'Gross budget', 1],
    ['Gross budget', 'Gross budget', null],
    ['Programme', 'Programme', null],
  ] as const)('the header %s names %s in unit %s', (header, name, unit) => {
    expect(splitUnit(header)).toEqual({ name, unit });
  });

  test('any whole number of pence written in pounds comes back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (pence) => {
        const pounds = (pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        expect(parseAmount(`£${pounds}`.replace('£-', '-£'), null)).toEqual({
          pence: pence === 0 ? 0 : pence,
          rounded: false,
        });
        const bracketed = pence < 0 ? `(${pounds.slice(1)})` : pounds;
        expect(parseNumber(bracketed)).toBe(pence / 100 === 0 ? 0 : pence / 100);
      }),
    );
  });
});

describe('dates', () => {
  test.each([
    ['31/12/2023', '2023-12-31'],
    ['1/4/2023', '2023-04-01'],
    ['01-04-2023', '2023-04-01'],
    ['2023-04-01', '2023-04-01'],
    ['2023-04-01T00:00:00.000Z', '2023-04-01'],
    ['01/04/2023 00:00', '2023-04-01'],
    ['01/04/2023 9:15:30', '2023-04-01'],
    ['01-Apr-2023 00:00', '2023-04-01'],
    ['1 Apr 2023', '2023-04-01'],
    ['1 April 2023', '2023-04-01'],
    ['45017', '2023-04-01'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is %s', (text, date) => expect(parseDate(text)).toBe(date));

  test.each(['31/02/2023', '12/31/2023', '29/02/2023', '1/4/23', 'April', '2023', 'soon', '1 Maybe 2023', ''])(
    '%s is no date',
    (text) => expect(parseDate(text)).toBeNull(),
  );

  test('every day reads the same in both written forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const date = addDays('1990-01-01', days);
        expect(parseDate(date.split('-').reverse().join('/'))).toBe(date);
        expect(parseDate(date)).toBe(date);
      }),
    );
  });

  test('months, years and periods', () => {
    expect(['2023/24', '2023-24', '2023/2024', 'FY 2023/24', '1999/00'].map(parseYear)).toEqual([
      '2023/24',
      '2023/24',
      '2023/24',
      '2023/24',
      '1999/00',
    ]);
    expect(['2023', '2023/25', '2023/2025', '1999/2100', '23/25'].map(parseYear)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(['23/24', '23-24', 'FY23/24', '202324', '99/00'].map(parseYear)).toEqual([
      '2023/24',
      '2023/24',
      '2023/24',
      '2023/24',
      '1999/00',
    ]);
    expect(['Apr-23', 'Mar 2024', '2023-12-01', 'M01'].map(parsePeriod)).toEqual([1, 12, 9, 1]);
    expect(['9', 'P9', 'period 09', 'December', 'Apr', 'March', '0', '13', 'x'].map(parsePeriod)).toEqual([
      9, 9, 9, 9, 1, 12, 0, 0, 0,
    ]);
  });
});

describe('cells', () => {
  const all = registerNames.flatMap((name) => Object.values(registers[name].columns as Columns));
  const written = fc.oneof(
    fc.string({ maxLength: 90 }),
    fc.constantFrom(
      '',
      '-',
      'n/a',
      'tbc',
      '1',
      '0',
      'yes',
      'NO',
      '44.16',
      '44.16%',
      '100',
      '101',
      '2023/24',
      'P9',
      '01/04/2023',
      '01/04/2033',
    ),
    fc.constantFrom('Shared', 'in house', 'IN-HOUSE', '£1.2m', '(5)', '1e9', '99999999999999999', '-12.5%', '05/2012'),
    fc.double({ noNaN: true }).map(String),
    fc.integer().map(String),
  );

  test('whatever is accepted is what the column’s own schema accepts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(null, 1, 1_000, 1_000_000),
        written,
        (column, unit, text) => {
          const value = cellParser(column, unit, window)(text);
          if (!isProblem(value)) expect(column.schema.safeParse(value).success).toBe(true);
          else expect(value.message.length).toBeGreaterThan(5);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('blank is null where it may be and a problem where it may not', () => {
    for (const column of all) {
      for (const text of ['', ' ', '-', 'n/a', 'N/A', 'tbc', 'TB']) {
        const value = cellParser(column, null, window)(text);
        // A dash is how the accounting format writes nought; where blank is allowed it stays blank.
        if (column.kind === 'money' && text === '-' && !column.optional) expect(value).toBe(0);
        else expect(column.optional ? value === null : isProblem(value)).toBe(true);
      }
    }
  });

  test('shares take two places and no more than the whole', () => {
    const parse = cellParser(registers.funderShares.columns.shareBasisPoints, null, window);
    expect(['44.16', '44.16%', '44.1', '100', '0', '44.160'].map(parse)).toEqual([4416, 4416, 4410, 10_000, 0, 4416]);
    for (const text of ['44.165', '0.4416', '100.01', '-1', 'half']) expect(isProblem(parse(text))).toBe(true);
  });

  test('dates outside the believed window are questioned by T06', () => {
    const parse = cellParser(registers.placements.columns.start, null, window);
    expect(parse('31/12/1999')).toMatchObject({ code: 'T06' });
    expect(parse('01/01/2030')).toMatchObject({ code: 'T06', message: expect.stringContaining('2000 to 2029') });
    expect(parse('31/12/2029')).toBe('2029-12-31');
  });
});

describe('cells that hold no value', () => {
  const columns = { text: registers.placements.columns.provider, code: registers.placements.columns.reference };
  const money = registers.actuals.columns.expenditurePence;
  test.each(['#REF!', '#DIV/0!', '#NAME?', '#ERROR', '#NOT-CALCULATED', '########'])(
    '%s is refused everywhere',
    (text) => {
      for (const column of [columns.text, columns.code, money, registers.placements.columns.start]) {
        expect(cellParser(column, null, window)(text)).toMatchObject({ code: 'formula' });
      }
    },
  );
  test('a number sign in a name is no error', () => {
    expect(cellParser(columns.text, null, window)('#1 Home')).toBe('#1 Home');
    expect(cellParser(columns.code, null, window)('#12')).toBe('#12');
  });
  test('an identifier that a spreadsheet cut short is refused: many children would be one', () => {
    expect(cellParser(columns.code, null, window)('1.23457E+11')).toMatchObject({ code: 'shortened' });
    expect(cellParser(columns.code, null, window)('1E5')).toBe('1E5');
  });
  test('a year of two digits says so', () => {
    for (const text of ['04/05/23', '04-May-23', '4 May 23']) {
      expect(cellParser(registers.placements.columns.start, null, window)(text)).toMatchObject({ code: 'short-year' });
    }
  });
  test('a per cent sign is refused where the unit is another', () => {
    expect(cellParser(registers.kpiValues.columns.value, null, window)('94%')).toMatchObject({ code: 'number' });
  });
});
