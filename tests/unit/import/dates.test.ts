import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpenEnd, parseDate, readDate } from '../../../shared/cells/date.ts';
import { dateColumn, dateRules, dateUnder } from '../../../shared/cells/date-column.ts';

/** Tries a property on many drawn values. */
function property<T extends [unknown, ...unknown[]]>(...of: Parameters<typeof fc.property<T>>): void {
  fc.assert(fc.property(...of));
}

const day = fc.integer({ min: 0, max: 9000 }).map((days) => new Date(Date.UTC(2004, 0, 1) + days * 86_400_000));
const iso = (date: Date) => date.toISOString().slice(0, 10);
const parts = (date: Date) => iso(date).split('-') as [string, string, string];
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const serialOf = (date: Date) => date.getTime() / 86_400_000 + 25_569;

/** Every way in which systems and spreadsheets write one day. */
const forms: readonly ((date: Date) => string)[] = [
  (date) => parts(date).reverse().join('/'),
  (date) => `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`,
  (date) => parts(date).reverse().join('.'),
  (date) => parts(date).reverse().join('-'),
  (date) => parts(date).reverse().join(' / '),
  (date) => `${parts(date).reverse().join('/')} 00:00`,
  (date) => `${parts(date).reverse().join('/')} 12:00:00 AM`,
  (date) => iso(date),
  (date) => `${iso(date)}T00:00:00`,
  (date) => `${iso(date)} 00:00:00.000`,
  (date) => `${iso(date)}Z`,
  (date) => `${iso(date)}+01:00`,
  (date) => parts(date).join('/'),
  (date) => parts(date).join(''),
  (date) => `${parts(date).join('')}T000000`,
  (date) => `${date.getUTCDate()} ${names[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
  (date) => `${parts(date)[2]}-${names[date.getUTCMonth()]?.toUpperCase()}-${date.getUTCFullYear()}`,
  (date) => `${date.getUTCFullYear()}-${names[date.getUTCMonth()]}-${parts(date)[2]}`,
  (date) => `${names[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
  (date) => `${date.getUTCDate()}\u00a0${names[date.getUTCMonth()]}\u00a0${date.getUTCFullYear()}`,
  (date) => `'${parts(date).reverse().join('/')}`,
  (date) => String(serialOf(date)),
  (date) => `${serialOf(date)}.5`,
];

test('one day is one date in every form', () => {
  property(day, fc.constantFrom(...forms), (date, form) => {
    expect([form(date), parseDate(form(date))]).toEqual([form(date), iso(date)]);
  });
});

test('an instant is the day it is in London', () => {
  property(day, fc.constantFrom('Z', '+00:00', '+0000', '+00'), (date, zone) => {
    // British Summer Time by the rule: from the last Sunday of March to that of October, one hour.
    const lastSunday = (month: number) => {
      const end = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0, 1));
      return end.getTime() - end.getUTCDay() * 86_400_000;
    };
    const at = date.getTime() + 23 * 3_600_000;
    const summer = at >= lastSunday(2) && at < lastSunday(9);
    const expected = iso(new Date(date.getTime() + (summer ? 86_400_000 : 0)));
    expect(parseDate(`${iso(date)}T23:00${zone}`)).toBe(expected);
  });
});

const american = (date: Date) => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
const british = (date: Date) => parts(date).reverse().join('/');

test('a column that one cell proves to be month first is read wrongly in no cell', () => {
  property(fc.array(day, { minLength: 3, maxLength: 40 }), (dates) => {
    const texts = dates.map(american);
    fc.pre(dates.some((date) => date.getUTCDate() > 12));
    const rules = dateRules(dateColumn(texts));
    for (const [index, text] of texts.entries()) {
      const taken = rules.problem(text) === null ? dateUnder(rules, text) : null;
      if (taken !== null) expect(taken).toBe(iso(dates[index] as Date));
    }
    // Where a person says so, every cell is read.
    const said = dateRules(dateColumn(texts), [], 'month-first');
    expect(texts.map((text) => dateUnder(said, text))).toEqual(dates.map(iso));
  });
});

/** What Excel under American settings makes of a British text on opening a CSV: a date where month and day can be changed about. */
const half = (show: (date: Date) => string) => (date: Date) => {
  if (date.getUTCDate() > 12) return british(date);
  return show(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCDate() - 1, date.getUTCMonth() + 1)));
};

test('a column half changed about by a spreadsheet is read wrongly in no cell', () => {
  const shows = [
    iso,
    (date: Date) => String(serialOf(date)),
    (date: Date) => `${date.getUTCDate()}-${names[date.getUTCMonth()]}-${date.getUTCFullYear()}`,
  ];
  property(fc.array(day, { minLength: 3, maxLength: 40 }), fc.constantFrom(...shows), (dates, show) => {
    fc.pre(dates.some((date) => date.getUTCDate() > 12) && dates.some((date) => date.getUTCDate() <= 12));
    const texts = dates.map(half(show));
    const rules = dateRules(dateColumn(texts));
    for (const [index, text] of texts.entries())
      if (rules.problem(text) === null) expect(dateUnder(rules, text)).toBe(iso(dates[index] as Date));
  });
});

test('a British column, or one of real dates, is read whole', () => {
  property(fc.array(day, { minLength: 1, maxLength: 40 }), fc.constantFrom(british, iso), (dates, show) => {
    const texts = dates.map(show);
    const rules = dateRules(dateColumn(texts));
    expect(texts.map((text) => rules.problem(text) ?? dateUnder(rules, text))).toEqual(dates.map(iso));
  });
});

test('a year before a day before a month is no date, and puts the others of its column in doubt', () => {
  expect(readDate('2023-25-12')).toEqual({ kind: 'year-day-month', date: '2023-12-25' });
  const rules = dateRules(dateColumn(['2023-25-12', '2023-04-05']));
  expect(rules.problem('2023-04-05')).toMatchObject({ code: 'month-first' });
});

test('dates that mean no end', () => {
  for (const date of ['9999-12-31', '2999-12-31', '2099-12-31', '2199-12-31', '4712-12-31', '2079-06-06', '3000-01-01'])
    expect(isOpenEnd(date)).toBe(true);
  for (const date of ['2099-12-30', '2024-03-31', '1900-01-01']) expect(isOpenEnd(date)).toBe(false);
});
