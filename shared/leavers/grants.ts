/** Grants for unaccompanied children and for care leavers who were: rates by date, income, and what an arrival costs net (docs/model.md §21). */
import type { CivilDate } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { GrantRate } from '../model/registers.ts';

const weeks = 365.25 / 7;

/** The rate a week of a grant for an age on a day; null where none is in force. */
export function grantRate(
  rates: readonly GrantRate[],
  grant: GrantRate['grant'],
  age: number,
  on: CivilDate,
): GrantRate | null {
  return rates
    .filter((row) => row.grant === grant && row.fromAge <= age && age <= row.toAge && row.from <= on)
    .reduce<GrantRate | null>((best, row) => (best === null || row.from > best.from ? row : best), null);
}

/** Grant of a group of young people of one age: what is paid, a week and a year; `unfunded` have no rate. */
export type GrantOfAge = { age: number; people: number; weekly: Pence; unfunded: number };
export type GrantIncome = {
  grant: GrantRate['grant'];
  ages: GrantOfAge[];
  people: number;
  unfunded: number;
  weekly: Pence;
  yearly: Pence;
};

/** Income of a grant from people by age on a day. */
export function grantIncome(
  rates: readonly GrantRate[],
  grant: GrantRate['grant'],
  people: Readonly<Record<number, number>>,
  on: CivilDate,
): GrantIncome {
  const ages = Object.entries(people)
    .map(([text, count]): GrantOfAge => {
      const rate = grantRate(rates, grant, Number(text), on);
      return {
        ...{ age: Number(text), people: count, weekly: count * (rate?.weeklyPence ?? 0) },
        unfunded: rate === null ? count : 0,
      };
    })
    .sort((a, b) => a.age - b.age);
  const weekly = ages.reduce((sum, row) => sum + row.weekly, 0);
  return {
    ...{ grant, ages, weekly, yearly: Math.round(weekly * weeks) },
    people: ages.reduce((sum, row) => sum + row.people, 0),
    unfunded: ages.reduce((sum, row) => sum + row.unfunded, 0),
  };
}

/** What one more arrival costs: its placement less its grant, a week, a year, and until 18 from its age. */
export type ArrivalCost = { placement: Pence; grant: Pence; net: Pence; netYear: Pence; untilAdult: Pence };

export function arrivalCost(weeklyPlacement: Pence, weeklyGrant: Pence, age: number): ArrivalCost {
  const net = weeklyPlacement - weeklyGrant;
  return {
    ...{ placement: weeklyPlacement, grant: weeklyGrant, net, netYear: Math.round(net * weeks) },
    untilAdult: Math.round(net * weeks * Math.max(0, 18 - age)),
  };
}
