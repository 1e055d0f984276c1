import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthOfPeriod, parsePeriod, yearOfPeriod } from '../../../shared/cells/period.ts';

/** Tries a property on many drawn values. */
function property<T extends [unknown, ...unknown[]]>(...of: Parameters<typeof fc.property<T>>): void {
  fc.assert(fc.property(...of));
}

const months = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
const full = ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'January'];

test('a period is one number, however it is written', () => {
  property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2010, max: 2030 }), (period, start) => {
    const [two, next] = [String(period).padStart(2, '0'), (start + 1) % 100];
    const end = String(next).padStart(2, '0');
    const month = months[period - 1] ?? '';
    const calendar = period > 9 ? start + 1 : start;
    const number = String(((period + 2) % 12) + 1).padStart(2, '0');
    const first = `${calendar}-${number}-01`;
    for (const text of [
      `${period}`,
      two,
      `P${period}`,
      `P${two}`,
      `Period ${period}`,
      `M${two}`,
      `Month ${period}`,
      month,
    ])
      expect([text, parsePeriod(text), monthOfPeriod(text)]).toEqual([text, period, null]);
    for (const text of [
      `${month}-${String(calendar).slice(2)}`,
      `${month} ${calendar}`,
      `01/${number}/${calendar}`,
      first,
      `P${two} ${start}/${end}`,
      `Period ${period} ${start}-${end}`,
      `${start}/${end} P${period}`,
      `${start}/${start + 1} Period ${period}`,
      `${start}${end}P${two}`,
      `${start}/${end} ${month}`,
      `${month}-${String(calendar).slice(2)} (P${period})`,
    ])
      expect([text, parsePeriod(text), monthOfPeriod(text)]).toEqual([text, period, first]);
    expect(yearOfPeriod(`P${two} ${start}/${end}`)).toBe(`${start}/${end}`);
    for (const text of [`P${two} (${month})`, `${two} - ${month}`, `P${period}-${month}`])
      expect([text, parsePeriod(text)]).toEqual([text, period]);
  });
  expect(full.map(parsePeriod)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a period that contradicts itself, or is none, is none', () => {
  property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (period, other) => {
    fc.pre(period !== other);
    expect(parsePeriod(`P${period} (${months[other - 1]})`)).toBe(0);
  });
  for (const text of [
    '0',
    '13',
    'P00',
    'P13',
    'Q3',
    '9,10',
    '9-10',
    'YTD',
    'Apr-Dec',
    '202309',
    '2023009',
    'FY24 P09',
    'Dec 22/24',
  ])
    expect([text, parsePeriod(text)]).toEqual([text, 0]);
});
