import { formatDate, formatNumber } from '../format/format.ts';
import { addMonths } from '../model/calendar.ts';
import type { DisputeSide } from '../model/dispute.ts';
import type { Finding } from '../model/problem.ts';
import type { StatedFact } from '../model/registers.ts';
import { sayValue } from './cells.ts';
import {
  amountOf,
  datesDispute,
  differs,
  disputeOf,
  kindOf,
  type OwnFigures,
  ownFigures,
  stepOf,
} from './fact-sides.ts';
import { type Check, disputed, finding, groupBy } from './finding.ts';
import { decimalsOf, moneyFactor } from './printed.ts';

/**
 * One fact that two sources state differently, or that the data in use or what Outturn works out state otherwise, is
 * shown side by side until it is settled with a reason (T07, T12, T36; docs/data.md §3).
 */
export const checkStatedFacts: Check = (snapshot) =>
  [
    ...groupBy(snapshot.statedFacts, (row) =>
      JSON.stringify([row.fact.trim().toLowerCase(), kindOf(row.unit)]),
    ).values(),
  ].flatMap((rows) => {
    const first = rows[0];
    if (!first) return [];
    if (kindOf(first.unit) === 'date') return datesDiffer(rows);
    const own = ownFigures(snapshot, rows);
    return [...own.faults, ...amountsDiffer(rows, own)];
  });

function amountsDiffer(rows: readonly StatedFact[], own: OwnFigures): Finding[] {
  const values = [...new Set(rows.map(amountOf))];
  if (values.length > 1) return [disputed(disagreement(rows, values, own), disputeOf(rows, own))];
  const apart = own.sides.filter((side) => differs(rows, side.value));
  if (apart.length > 0) return [disputed(otherwise(rows, apart), disputeOf(rows, own))];
  return rows.length < 2 ? [] : sameValueOtherDate(rows);
}

const said = (row: StatedFact) => `${sayValue(row.value, row.unit)} (${row.source})`;
const ids = (rows: readonly StatedFact[]) => rows.map((row) => row.id);

/** Every source states one figure, but the data in use, or what Outturn works out, are another. */
function otherwise(rows: readonly StatedFact[], apart: readonly DisputeSide[]): Finding {
  const first = rows[0] as StatedFact;
  const inUse = apart.find((side) => side.kind === 'held');
  return finding(
    inUse ? 'stated-not-used' : 'worked-out',
    'warn',
    'statedFacts',
    ids(rows),
    `“${first.fact}” is ${said(first)}, but ${apart.map((side) => `${side.words} ${side.kind === 'held' ? `is in use (${side.label.slice(8)})` : `is what Outturn works out from ${side.how}`}`).join(', and ')}.`,
    { stated: first.value, ...(inUse ? { used: inUse.value } : { workedOut: apart[0]?.value ?? null }) },
    'Settle which is used, with the reason',
  );
}

function disagreement(rows: readonly StatedFact[], values: number[], own: OwnFigures): Finding {
  const fact = rows[0]?.fact ?? '';
  const also = own.sides.map((side) => `; ${side.words} (${side.label})`).join('');
  const message = `Sources disagree on “${fact}”: ${rows.map(said).join('; ')}${also}.`;
  const figures = {
    lowest: Math.min(...rows.map((row) => row.value)),
    highest: Math.max(...rows.map((row) => row.value)),
  };
  const sizes = values.map(Math.abs);
  const ratio = Math.max(...sizes) / Math.min(...sizes);
  const power = [1000, 1_000_000].find((each) => Math.abs(ratio / each - 1) < 0.01);
  if (power && values.length === 2) {
    const times = power.toLocaleString('en-GB');
    return finding(
      'T03',
      'block',
      'statedFacts',
      ids(rows),
      `${message} One is ${times} times the other: a unit is wrong.`,
      figures,
      'Correct the unit of one of them',
    );
  }
  if (roundedForms(rows)) {
    const exact = mostPrecise(rows);
    return finding(
      'T02',
      'inform',
      'statedFacts',
      ids(rows),
      `${message} They are one figure printed to different places.`,
      figures,
      `Use ${said(exact)}`,
    );
  }
  const bases = new Set(rows.flatMap((row) => row.basis ?? []));
  if (bases.size > 1) {
    return finding(
      'basis-differs',
      'warn',
      'statedFacts',
      ids(rows),
      `${message} They are on different bases: ${[...bases].join('; ')}.`,
      figures,
      'Accept the one whose basis the forecast uses, or name the facts apart',
    );
  }
  return finding('T07', 'warn', 'statedFacts', ids(rows), message, figures, 'Accept one of them and give the reason');
}

const mostPrecise = (rows: readonly StatedFact[]) =>
  rows.reduce((best, row) => (stepOf(row) < stepOf(best) ? row : best));

/**
 * True when every value is what the most precise one rounds to at its own places. A figure says its places, or is whole:
 * 0.3 may be 0.300, so that without its places it is not taken for a rounding of 0.33.
 */
function roundedForms(rows: readonly StatedFact[]): boolean {
  const exact = mostPrecise(rows);
  return rows.every((row) => {
    if (amountOf(row) === amountOf(exact)) return true;
    const told = row.printedTo != null || decimalsOf(row.value) === 0;
    return told && stepOf(row) > stepOf(exact) && Math.abs(amountOf(row) - amountOf(exact)) <= stepOf(row) / 2 + 1e-9;
  });
}

/** The dates that facts bear, and a list of them with their sources. */
function datesOf(rows: readonly StatedFact[]): { dates: Set<string>; text: string } {
  const one = ({ asAt, source }: StatedFact) => `${asAt === null ? 'no date' : formatDate(asAt)} (${source})`;
  return { dates: new Set(rows.flatMap((row) => row.asAt ?? [])), text: rows.map(one).join('; ') };
}

/** Facts that are dates: unit `date`, the date in As at (T12, T13). */
function datesDiffer(rows: readonly StatedFact[]): Finding[] {
  const told = datesOf(rows);
  if (told.dates.size < 2) return [];
  const [earliest = '', latest = ''] = [[...told.dates].sort()[0], [...told.dates].sort().at(-1)];
  return [
    disputed(
      finding(
        'T12',
        'warn',
        'statedFacts',
        ids(rows),
        `Sources disagree on the date of “${rows[0]?.fact}”: ${told.text}.`,
        { earliest, latest },
        'Accept one of them and give the reason',
      ),
      datesDispute(rows),
    ),
  ];
}

/** The same figure under two dates: one of the dates is a slip (T46, T48, T64). */
function sameValueOtherDate(rows: readonly StatedFact[]): Finding[] {
  const told = datesOf(rows);
  if (told.dates.size < 2) return [];
  return [
    disputed(
      finding(
        'date-differs',
        'warn',
        'statedFacts',
        ids(rows),
        `“${rows[0]?.fact}” is ${said(rows[0] as StatedFact)} under different dates: ${told.text}.`,
        { value: rows[0]?.value ?? null },
        'Correct the date of one of them',
      ),
      datesDispute(rows),
    ),
  ];
}

/** Dates no paper could mean (T06), and pounds that must be millions: less than one pound (T17). */
export const checkFactsPlausible: Check = ({ statedFacts, dataDate }) => {
  const latest = addMonths(dataDate, 13);
  return statedFacts.flatMap((row): Finding[] => {
    const found: Finding[] = [];
    const ahead = row.role === 'forecast' || row.role === 'target' || row.role === 'low' || row.role === 'high';
    if (row.asAt !== null && (row.asAt < '1990-01-01' || (row.asAt >= latest && !ahead && dataDate > '1990'))) {
      found.push(
        finding(
          'T06',
          'block',
          'statedFacts',
          [row.id],
          `“${row.fact}” (${row.source}) is dated ${formatDate(row.asAt)}; the data end on ${formatDate(dataDate)}.`,
          { asAt: row.asAt },
          'Check the year',
        ),
      );
    }
    if (moneyFactor(row.unit) === 1 && row.value !== 0 && Math.abs(row.value) < 1) {
      found.push(
        finding(
          'T17',
          'block',
          'statedFacts',
          [row.id],
          `“${row.fact}” (${row.source}) is £${row.value}: less than one pound. The unit has been lost.`,
          { value: row.value },
          `£${row.value} m would be £${formatNumber(row.value * 1e6, 0)}`,
        ),
      );
    }
    return found;
  });
};
