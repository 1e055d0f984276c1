import { pressureValue } from '../finance/pressures.ts';
import type { YearLabel } from '../model/calendar.ts';
import { roundHalfAway } from '../model/money.ts';
import type { Pressure } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { leveredPressure } from '../scenario/pressures-forecast.ts';

/** A pressure over the years of the plan: its expected value in each, whole pence, and its worst where it is stated. */
export type PressureYears = {
  reference: string;
  name: string;
  lineCode: string;
  counted: boolean;
  recurring: boolean;
  expected: number[];
  worst: number[];
};

/**
 * Pressures over the plan (docs/model.md §9): the row of a year states that year; a recurring pressure that a later year
 * does not restate goes on at its full-year value, the year's amount × 12 ÷ the months it ran; a one-off ends.
 */
export function pressureYears(snapshot: Snapshot, scenario: Scenario, years: readonly YearLabel[]): PressureYears[] {
  const open = snapshot.pressures.filter((row) => row.status !== 'closed' && years.includes(row.year));
  const references = [...new Set(open.map((row) => row.reference))];
  return references.flatMap((reference) => {
    const rows = open.filter((row) => row.reference === reference);
    const latest = rows[0];
    if (!latest) return [];
    const expected: number[] = [];
    const worst: number[] = [];
    let [carried, carriedWorst] = [0, 0];
    let named: Pressure = latest;
    for (const year of years) {
      const row = rows.find((each) => each.year === year);
      if (row) {
        const value = pressureValue(row, snapshot.mitigations, leveredPressure(row, scenario.levers));
        const full = row.recurring === 1 ? 12 / (13 - row.startPeriod) : 0;
        expected.push(roundHalfAway(value.expected));
        worst.push(roundHalfAway(value.worst));
        [carried, carriedWorst] = [roundHalfAway(value.expected * full), roundHalfAway(value.worst * full)];
        named = row;
      } else {
        expected.push(carried);
        worst.push(carriedWorst);
      }
    }
    const { name, lineCode } = named;
    return [
      { reference, name, lineCode, counted: named.counted === 1, recurring: named.recurring === 1, expected, worst },
    ];
  });
}
