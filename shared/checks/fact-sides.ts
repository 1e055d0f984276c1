import { formatDate } from '../format/format.ts';
import type { Dispute, DisputeInput, DisputeSide } from '../model/dispute.ts';
import type { Finding } from '../model/problem.ts';
import type { StatedFact } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { partsOf, readCell, sayValue } from './cells.ts';
import { disputeKey, finding } from './finding.ts';
import { decimalsOf, moneyFactor } from './printed.ts';
import { workOut } from './worked-out.ts';

/** Facts of one kind can be compared: all money is one kind. */
export const kindOf = (unit: string) => (moneyFactor(unit) === null ? unit.trim().toLowerCase() : 'money');
/** A stated value in pounds, or in its unit. */
export const amountOf = (row: StatedFact) => row.value * (moneyFactor(row.unit) ?? 1);
/** The step a value was rounded to, in the same terms. */
export const stepOf = (row: StatedFact) =>
  (row.printedTo ?? 10 ** -decimalsOf(row.value)) * (moneyFactor(row.unit) ?? 1);

/** What the data in use hold of a fact, and what Outturn works out of it, in the unit of its first source. */
export type OwnFigures = { sides: DisputeSide[]; input: DisputeInput | null; faults: Finding[] };

/** Reads what `standsFor` of the rows names; a name that leads nowhere becomes a finding. */
export function ownFigures(snapshot: Snapshot, rows: readonly StatedFact[]): OwnFigures {
  const own: OwnFigures = { sides: [], input: null, faults: [] };
  const unit = rows[0]?.unit ?? '';
  for (const cellText of new Set(rows.flatMap((row) => row.standsFor?.trim() || []))) {
    const row = rows.find((each) => each.standsFor?.trim() === cellText) as StatedFact;
    const [first = '', ...rest] = partsOf(cellText);
    const answer =
      first.toLowerCase() === 'worked out'
        ? workedSide(snapshot, rest.join(' > '), row.asAt, unit)
        : readCell(snapshot, cellText, unit);
    if (answer === null) continue;
    if (typeof answer === 'string') {
      own.faults.push(
        finding(
          'stands-for',
          'warn',
          'statedFacts',
          [row.id],
          `“${row.fact}” is said to stand for “${cellText}”, but ${answer}.`,
          { standsFor: cellText },
          'Correct what it stands for, or leave it blank',
        ),
      );
    } else if ('kind' in answer) own.sides.push(answer);
    else if (own.input === null) {
      own.input = answer;
      own.sides.push({
        ...{ label: `In use: ${answer.cell}`, kind: 'held', value: answer.value, day: null },
        ...{ words: sayValue(answer.value, unit), register: answer.register, rows: [answer.row], how: null },
      });
    }
  }
  return own;
}

function workedSide(snapshot: Snapshot, name: string, asAt: string | null, unit: string): DisputeSide | string | null {
  const worked = workOut(snapshot, name, asAt);
  if (worked === null || typeof worked === 'string') return worked;
  const factor = moneyFactor(unit);
  if (worked.money !== (factor !== null)) return `“${name}” is not worked out in ${unit}`;
  const value = worked.value / (factor ?? 1);
  return {
    ...{ label: `Worked out by Outturn: ${name}`, kind: 'worked out', value, day: null, words: sayValue(value, unit) },
    ...{ register: worked.register, rows: worked.rows, how: worked.how },
  };
}

/** Whether a figure is none of those stated, nor what one of them rounds. */
export function differs(rows: readonly StatedFact[], value: number): boolean {
  const factor = moneyFactor(rows[0]?.unit ?? '') ?? 1;
  return rows.every((row) => Math.abs(value * factor - amountOf(row)) > stepOf(row) / 2 + 1e-9);
}

/** The contradiction of the sources of one fact. */
export function disputeOf(rows: readonly StatedFact[], own: OwnFigures): Dispute {
  const unit = rows[0]?.unit ?? '';
  const kept = rows.find((row) => row.accepted === 1 && (row.reason ?? '').trim() !== '');
  // What is accepted must also be what is used.
  const used = kept && own.sides.every((side) => side.kind !== 'held' || !differs([kept], side.value));
  return {
    ...{ key: factKey(rows), title: rows[0]?.fact ?? '', kind: 'amount', unit, input: own.input },
    sides: [
      ...rows.map(
        (row): DisputeSide => ({
          ...{ label: row.source, kind: 'stated', value: amountOf(row) / (moneyFactor(unit) ?? 1), day: row.asAt },
          ...{ words: sayValue(row.value, row.unit), register: 'statedFacts', rows: [row.id], how: row.basis ?? null },
        }),
      ),
      ...own.sides,
    ],
    accepted: kept && used ? { label: kept.source, reason: kept.reason ?? '' } : null,
  };
}

const factKey = (rows: readonly StatedFact[]) => disputeKey('fact', rows[0]?.fact ?? '', kindOf(rows[0]?.unit ?? ''));

/** The contradiction of the dates of one fact. */
export function datesDispute(rows: readonly StatedFact[]): Dispute {
  const kept = rows.find((row) => row.accepted === 1 && (row.reason ?? '').trim() !== '');
  return {
    ...{ key: factKey(rows), title: rows[0]?.fact ?? '', kind: 'date', unit: 'date', input: null },
    sides: rows.map((row) => ({
      ...{ label: row.source, kind: 'stated', value: 0, day: row.asAt, how: row.basis ?? null },
      ...{ words: row.asAt === null ? 'no date' : formatDate(row.asAt), register: 'statedFacts', rows: [row.id] },
    })),
    accepted: kept ? { label: kept.source, reason: kept.reason ?? '' } : null,
  };
}
