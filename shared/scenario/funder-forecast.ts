import { spreadPence } from '../finance/budget.ts';
import { checkShares, type Share, sharesOn, shiftShare, splitByFunder } from '../finance/shares.ts';
import { formatDate } from '../format/format.ts';
import { leversOn } from '../levers/definitions.ts';
import { daysBetween, periodEnd, periodStart } from '../model/calendar.ts';
import type { FunderForecast, OutturnLine } from '../model/forecast.ts';
import { splitPence, sum } from '../model/money.ts';
import { type Note, note, uniqueNotes } from '../model/note.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { strengthOn } from './finance-levers.ts';

/**
 * Splits variance, net variance, outturn and budget of the shared lines by funder (docs/model.md §11); passported lines
 * are left out. With the same shares all year the year's amount is split once; where shares change in the year, the
 * months of each set of shares (those in force on the month's first day) are split by it. Parts always sum to the
 * amount. Shares that do not total 100.00 % refuse the split: no funders, and a note with what is missing or too much.
 */
export function fundersForecast(
  snapshot: Snapshot,
  scenario: Scenario,
  lines: readonly OutturnLine[],
): { funders: FunderForecast[]; notes: Note[] } {
  if (snapshot.funders.length === 0) return { funders: [], notes: [] };
  const { months, notes } = leveredShares(snapshot, scenario);
  const refused = months.flatMap(({ parts }) => parts).find(({ shares }) => !checkShares(shares).valid);
  if (refused) {
    const { total, difference } = checkShares(refused.shares);
    const message = `${(Math.abs(difference) / 100).toFixed(2)} % is ${difference > 0 ? 'too much' : 'missing'}`;
    notes.push(
      note(
        'shares-refused',
        'warn',
        `Not split by funder: the shares in force on ${formatDate(refused.date)} total ${(total / 100).toFixed(2)} %; ${message}`,
      ),
    );
    return { funders: [], notes };
  }
  const byMonth = (pick: (line: OutturnLine) => readonly number[]) =>
    months.map((_, at) => sum(lines.map((line) => pick(line)[at] ?? 0)));
  const outturn = byMonth((line) => line.months);
  const budget = byMonth((line) => line.budgetMonths);
  const variance = outturn.map((amount, at) => amount - (budget[at] ?? 0));
  const investment = spreadPence(sum(lines.map((line) => line.agreedInvestment)), new Array<number>(12).fill(1));
  const netVariance = variance.map((amount, at) => amount - (investment[at] ?? 0));
  const split = (amounts: readonly number[]) => splitMonths(amounts, months);
  const parts = { outturn: split(outturn), budget: split(budget), variance: split(variance), net: split(netVariance) };
  const last = months.at(-1)?.shares ?? [];
  return {
    notes,
    funders: snapshot.funders.map(({ code, name }, index) => ({
      code,
      name,
      shareBasisPoints: last[index]?.basisPoints ?? 0,
      variance: parts.variance[index] ?? 0,
      netVariance: parts.net[index] ?? 0,
      outturn: parts.outturn[index] ?? 0,
      budget: parts.budget[index] ?? 0,
    })),
  };
}

type DatedShares = { date: string; shares: Share[] };
/** Shares of a month: those of its first day, and where they change within it, each with the days it holds. */
type MonthShares = DatedShares & { parts: (DatedShares & { days: number })[] };

/** Shares in force on the first day of each month of the scenario’s year, with its share levers, and what they could not do. */
export function leveredShares(snapshot: Snapshot, scenario: Scenario): { months: MonthShares[]; notes: Note[] } {
  const levers = leversOn(scenario.levers, 'share');
  const notes: Note[] = [];
  const sharesAt = (date: string): Share[] => {
    let shares = sharesOn(snapshot.funders, snapshot.funderShares, date);
    for (const lever of levers) {
      const code = lever.reference;
      const points = Math.round(lever.value * 100 * strengthOn(lever, date));
      if (code === null || points === 0) continue;
      const moved = shiftShare(shares, code, points);
      if (moved.applied !== points)
        notes.push(
          note(
            'lever-capped',
            'warn',
            `Lever “${lever.name}”: the share of ${code} can move by ${(moved.applied / 100).toFixed(2)} % points only`,
            { kind: 'lever', reference: lever.id },
          ),
        );
      shares = moved.shares;
    }
    return shares;
  };
  const turns = [
    ...snapshot.funderShares.map((row) => row.from),
    ...levers.flatMap((lever) => [lever.from, ...(lever.to === null ? [] : [lever.to])]),
  ];
  const months = Array.from({ length: 12 }, (_, index): MonthShares => {
    const [start, end] = [periodStart(scenario.year, index + 1), periodEnd(scenario.year, index + 1)];
    const dates = [...new Set([start, ...turns.filter((date) => date > start && date < end)])].sort();
    const parts = dates.map((date, at) => ({
      date,
      shares: sharesAt(date),
      days: daysBetween(date, dates[at + 1] ?? end),
    }));
    if (parts.length > 1)
      notes.push(
        note(
          'shares-within-month',
          'inform',
          `Funder shares change on ${dates.slice(1).map(formatDate).join(' and ')}, within a month: its amounts are split by days`,
        ),
      );
    return { date: start, shares: parts[0]?.shares ?? [], parts };
  });
  return { months, notes: uniqueNotes(notes) };
}

function splitMonths(amounts: readonly number[], months: readonly MonthShares[]): number[] {
  const sets = new Map<string, { amount: number; part: DatedShares }>();
  months.forEach(({ parts }, at) => {
    const pieces = splitPence(
      amounts[at] ?? 0,
      parts.map(({ days }) => days),
    );
    parts.forEach((part, index) => {
      const key = part.shares.map((share) => share.basisPoints).join(' ');
      const set = sets.get(key) ?? { amount: 0, part };
      set.amount += pieces[index] ?? 0;
      sets.set(key, set);
    });
  });
  const totals = new Array<number>(months[0]?.shares.length ?? 0).fill(0);
  for (const { amount, part } of sets.values()) {
    splitByFunder(amount, part.shares, part.date).forEach((share, index) => {
      totals[index] = (totals[index] ?? 0) + share;
    });
  }
  return totals;
}
