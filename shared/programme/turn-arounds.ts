import { addDays, addMonths, daysBetween, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { TurnAround } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A step-down in a year. Pence; the child is left out of it. */
export type TurnAroundRow = Pick<
  TurnAround,
  'reference' | 'projectReference' | 'savingReference' | 'fromGroup' | 'toGroup' | 'movedOn' | 'at3' | 'at6' | 'at12'
> & {
  weekly: Pence;
  /** First day on which it no longer saves: the first check at which it was not in place; null = it lasts. */
  until: string | null;
  days: number;
  inYear: Pence;
  fullYear: Pence;
};

/** The same day some months on; where that month is shorter, its last day. */
export function sameDayLater(date: string, months: number): string {
  const first = addMonths(date, months);
  const last = addDays(addMonths(first, 1), -1);
  const wanted = `${first.slice(0, 8)}${date.slice(8)}`;
  return wanted > last ? last : wanted;
}

/** First check that found the child elsewhere: from then on nothing is saved. A check not made yet takes nothing off. */
function endOfTurnAround(row: Pick<TurnAround, 'movedOn' | 'at3' | 'at6' | 'at12'>): string | null {
  if (row.at3 === 0) return sameDayLater(row.movedOn, 3);
  if (row.at6 === 0) return sameDayLater(row.movedOn, 6);
  if (row.at12 === 0) return sameDayLater(row.movedOn, 12);
  return null;
}

/**
 * What a step-down saves in a year: the fall of the weekly price by days, at a seventh a day (docs/model.md §7), from the
 * day of the move to the end of the year, to the day before it was a year old, or to the check that found it ended. What
 * it saves beyond twelve months is no longer the programme's. Pence.
 */
export function turnAroundRow(row: TurnAround, year: string): TurnAroundRow {
  const weekly = row.weeklyBeforePence - row.weeklyAfterPence;
  const until = endOfTurnAround(row);
  const aYear = sameDayLater(row.movedOn, 12);
  const from = [row.movedOn, yearStart(year)].sort()[1] ?? row.movedOn;
  const ends = [addMonths(yearStart(year), 12), aYear, ...(until === null ? [] : [until])].sort();
  const days = Math.max(0, daysBetween(from, ends[0] ?? from));
  const whole = daysBetween(row.movedOn, aYear);
  return {
    ...{ reference: row.reference, projectReference: row.projectReference, savingReference: row.savingReference },
    ...{ fromGroup: row.fromGroup, toGroup: row.toGroup, movedOn: row.movedOn },
    ...{ at3: row.at3, at6: row.at6, at12: row.at12, weekly, until, days },
    inYear: roundHalfAway((weekly * days) / 7),
    fullYear: roundHalfAway((weekly * whole) / 7),
  };
}

/** The turn-arounds of a saving against what it says was delivered. Pence. */
export type TurnAroundCheck = {
  savingReference: string;
  year: string;
  turnArounds: number;
  inYear: Pence;
  fullYear: Pence;
  /** What the saving says was delivered; null where nothing is measured. */
  delivered: Pence | null;
  /** Delivered less the sum of the turn-arounds; nought = they explain all of it. */
  difference: Pence | null;
};

/**
 * Step-downs of a year summed by saving and set against what the saving’s latest measurement says was delivered, as far
 * as that period. Source: docs/model.md §17.
 */
export function turnAroundChecks(
  { turnArounds, savingRatings }: Pick<Snapshot, 'turnArounds' | 'savingRatings'>,
  year: string,
): TurnAroundCheck[] {
  const references = [...new Set(turnArounds.flatMap((row) => row.savingReference ?? []))].sort();
  return references.flatMap((savingReference) => {
    const rows = turnArounds
      .filter((row) => row.savingReference === savingReference && row.movedOn <= yearEnd(year))
      .map((row) => turnAroundRow(row, year));
    const counted = rows.filter((row) => row.days > 0 || yearOf(row.movedOn) === year);
    if (counted.length === 0) return [];
    const measured = savingRatings
      .filter((row) => row.year === year && row.savingReference === savingReference && row.deliveredPence !== null)
      .sort((a, b) => a.period - b.period)
      .at(-1);
    const inYear = sum(counted.map((row) => row.inYear));
    const delivered = measured?.deliveredPence ?? null;
    return [
      {
        ...{ savingReference, year, turnArounds: counted.length, inYear, delivered },
        fullYear: sum(counted.map((row) => row.fullYear)),
        difference: delivered === null ? null : delivered - inYear,
      },
    ];
  });
}
