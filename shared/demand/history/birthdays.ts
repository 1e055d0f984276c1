import { adultMonth } from '../../model/bands.ts';
import { dateOfDay } from '../../model/calendar.ts';
import { monthIndexDay } from './month-index.ts';

/** When a child turns 18, in days since 1970, and how birthdays fall within their month. */
export type Birthday = {
  /** The day the child leaves care as an adult: the day itself where it is known, else the middle of its month. */
  adult: number;
  /** First day on which an end is taken for the 18th birthday. */
  grown: number;
  /** Part of its birthday month for which the child is still as old as before: (day − 1) ÷ days, ½ where only the month is known. */
  younger: number;
};

/** Days of a month before its middle. */
const middle = 15;

/**
 * The 18th birthday of a child (docs/model.md §14): on the day where the whole date is held, else in the middle of
 * the month, which is where it falls on average. One born on 29 February comes of age on 1 March.
 * @param birth month index (year × 12 + month − 1)
 * @param day the day of the month 1…31, null where only the month is held
 */
export function birthdayOf(birth: number, day: number | null): Birthday {
  const first = monthIndexDay(birth + adultMonth);
  if (day === null) return { adult: first + middle, grown: first, younger: 0.5 };
  const length = monthIndexDay(birth + adultMonth + 1) - first;
  return { adult: first + day - 1, grown: first + day - 1, younger: Math.min(1, (day - 1) / length) };
}

/** Day of the month of a birth: null where only the month is held. */
export function birthDayOf(row: { birthMonth: string; birthDate: string | null }): number | null {
  // A date that contradicts its month is the checks' to name; the month stands.
  if (row.birthDate === null || row.birthDate.slice(0, 7) !== row.birthMonth.slice(0, 7)) return null;
  return Number(row.birthDate.slice(8, 10));
}

/**
 * Adds a child to a population of age in months × groups, at the age it has in the month that `age` is reached in: the part
 * of it that is still younger a month below. None of a part that is 18 or more.
 */
export function addByAge(
  population: Float64Array,
  size: number,
  age: number,
  group: number,
  younger: number,
  weight: number,
): void {
  for (const [months, part] of agesOf(age, younger)) {
    if (months >= adultMonth) continue;
    const cell = months * size + group;
    population[cell] = population[cell]! + part * weight;
  }
}

/** A child's age in whole months at the start of a month, with the part of it that is that old; 216 = an adult. */
export function agesOf(age: number, younger: number): readonly [number, number][] {
  if (age <= 0 || younger === 0) return [[Math.max(0, age), 1]];
  if (younger === 1) return [[age - 1, 1]];
  return [
    [age, 1 - younger],
    [age - 1, younger],
  ];
}

/** The 18th birthday as a date. */
export function adultDate(row: { birthMonth: string; birthDate: string | null }): string {
  const birth = Number(row.birthMonth.slice(0, 4)) * 12 + Number(row.birthMonth.slice(5, 7)) - 1;
  return dateOfDay(birthdayOf(birth, birthDayOf(row)).adult);
}
