import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  ageInMonths,
  dateOfDay,
  dayNumber,
  isCivilDate,
  isYearLabel,
  overlapDays,
  periodEnd,
  periodOf,
  periodStart,
  yearEnd,
  yearOf,
  yearStart,
} from '../../../shared/model/calendar.ts';

/** Every day from 1 January 1800 to 31 December 2199, by the Gregorian rule and nothing else. */
function* everyDay(): Generator<string> {
  for (let year = 1800; year < 2200; year += 1) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const [month, length] of lengths.entries()) {
      for (let day = 1; day <= length; day += 1) {
        yield `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      }
    }
  }
}

test('each day of four centuries is one after the day before, there and back', () => {
  let before: number | null = null;
  let wrong = 0;
  for (const date of everyDay()) {
    const day = dayNumber(date);
    if ((before !== null && day !== before + 1) || dateOfDay(day) !== date) wrong += 1;
    before = day;
  }
  expect(wrong).toBe(0);
  expect(dayNumber('1970-01-01')).toBe(0);
});

test.each(['2023-02-29', '1900-02-29', '2024-04-31', '2024-13-01', '2024-00-10', '2024-1-1', '2024-01-01T00:00', ''])(
  '%s is no date',
  (text) => expect(isCivilDate(text)).toBe(false),
);

describe('the financial year', () => {
  test('begins on 1 April; its twelve periods touch and fill it', () => {
    for (const year of ['1999/00', '2023/24', '2024/25', '2099/00']) {
      expect(isYearLabel(year)).toBe(true);
      expect(periodStart(year, 1)).toBe(yearStart(year));
      expect(periodEnd(year, 12)).toBe(yearEnd(year));
      for (let period = 1; period <= 12; period += 1) {
        const start = periodStart(year, period);
        expect([yearOf(start), periodOf(start)]).toEqual([year, period]);
        const last = addDays(periodEnd(year, period), -1);
        expect([yearOf(last), periodOf(last)]).toEqual([year, period]);
      }
    }
    expect(isYearLabel('2023/25')).toBe(false);
  });

  test('a span is paid for on its first day and not on its last', () => {
    expect(overlapDays('2024-03-31', '2024-04-01', '2023-04-01', '2024-04-01')).toBe(1);
    expect(overlapDays('2024-04-01', '2024-04-02', '2023-04-01', '2024-04-01')).toBe(0);
    expect(overlapDays('2023-01-01', null, '2023-04-01', '2024-04-01')).toBe(366);
  });
});

test('a child born on the 31st is a month older on the 31st, and on no day before', () => {
  expect(ageInMonths('2020-01-31', '2020-02-29')).toBe(0);
  expect(ageInMonths('2020-01-31', '2020-03-01')).toBe(1);
  expect(ageInMonths('2020-01-31', '2020-03-30')).toBe(1);
  expect(ageInMonths('2020-01-31', '2020-03-31')).toBe(2);
  expect(addMonths('2024-01-31', 13)).toBe('2025-02-01');
});
