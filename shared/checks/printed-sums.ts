import type { Finding } from '../model/problem.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Check, disputed, finding } from './finding.ts';
import { printedDispute } from './pair-dispute.ts';
import { type PrintedTable, printedTables, reachOf, sayFigure } from './printed.ts';

/** Printed parts foot to their printed total (T05, T08, T25, T47, T59, T60); what they leave is shown as unexplained. */
export const checkPrintedSums: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table) => footing(snapshot, table));

function footing(snapshot: Snapshot, table: PrintedTable): Finding[] {
  const parts = table.of('part');
  if (parts.length === 0) return [];
  return table.of('total').flatMap((total): Finding[] => {
    const rows = [total, ...parts];
    const bases = new Set(rows.flatMap((row) => row.basis ?? []));
    const ids = rows.map((row) => row.id);
    const sum = parts.reduce((total, row) => total + table.amount(row), 0);
    const difference = table.amount(total) - sum;
    const figures = { total: table.amount(total), parts: sum, unexplained: difference };
    const say = (value: number) => sayFigure(value, total.unit);
    const dispute = printedDispute(snapshot, table, total, sum, parts, `sum of ${parts.length} parts`);
    if (bases.size > 1) {
      return [
        disputed(
          finding(
            'basis-mixed',
            'warn',
            'statedFacts',
            ids,
            `“${table.name}” puts figures of different methods or scopes into one sum: ${[...bases].join('; ')}. Its parts come to ${say(sum)}, its total is ${say(table.amount(total))}.`,
            figures,
            'Use the parts and the total of one method',
          ),
          dispute,
        ),
      ];
    }
    if (Math.abs(difference) < 1e-9 * Math.max(1, Math.abs(sum))) return [];
    const rounding = table.counts ? Math.abs(difference) <= 1 : Math.abs(difference) <= reachOf(table, rows);
    return [
      disputed(
        finding(
          'foots',
          rounding ? 'inform' : 'warn',
          'statedFacts',
          ids,
          `The parts of “${table.name}” come to ${say(sum)}, but ${say(table.amount(total))} is printed: ${say(difference)} is ${rounding ? 'no more than rounding can make' : 'unexplained'}.`,
          figures,
          rounding ? 'Sum the unrounded figures' : `${say(sum)} is what the parts come to`,
        ),
        dispute,
      ),
    ];
  });
}

/** Shares of a whole total 100 % within a point of rounding (T01, T14, T61, T66, T68, T86). */
export const checkPrintedShares: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const rows = table.of('share');
    if (rows.length < 2) return [];
    const total = rows.reduce((total, row) => total + row.value, 0);
    const difference = total - 100;
    if (Math.abs(difference) <= Math.min(1, reachOf(table, rows))) return [];
    const last = rows.at(-1);
    const left = (last?.value ?? 0) - difference;
    const fits = rows.length === 2 && last && left >= 0 && left <= 100;
    return [
      finding(
        'shares-total',
        rows.length === 2 ? 'block' : 'warn',
        'statedFacts',
        rows.map((row) => row.id),
        `The shares of “${table.name}” total ${sayFigure(total, '%')}: ${sayFigure(Math.abs(difference), '%')} is ${difference > 0 ? 'too much' : 'not accounted for'}.`,
        { total, difference },
        fits ? `${last.fact} ${sayFigure(left, '%')} would make 100 %` : null,
      ),
    ];
  });

/** Opening + in − out = closing (T15, T16, T29, T37, T38). */
export const checkPrintedRolls: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const [opening, closing] = [table.one('opening'), table.one('closing')];
    if (!opening || !closing) return [];
    const [came, went] = [table.of('in'), table.of('out')];
    const total = (rows: typeof came) => rows.reduce((total, row) => total + Math.abs(table.amount(row)), 0);
    const expected = table.amount(opening) + total(came) - total(went);
    const residual = table.amount(closing) - expected;
    const rows = [opening, ...came, ...went, closing];
    if (Math.abs(residual) <= (table.counts ? 1e-9 : reachOf(table, rows))) return [];
    const say = (value: number) => sayFigure(value, closing.unit);
    return [
      disputed(
        finding(
          'roll-forward',
          'warn',
          'statedFacts',
          rows.map((row) => row.id),
          `“${table.name}”: ${say(table.amount(opening))} + ${say(total(came))} − ${say(total(went))} is ${say(expected)}, but ${say(table.amount(closing))} is printed: a residual of ${say(residual)}.`,
          {
            opening: table.amount(opening),
            in: total(came),
            out: total(went),
            closing: table.amount(closing),
            residual,
          },
          `${say(expected)} would reconcile`,
        ),
        printedDispute(snapshot, table, closing, expected, [opening, ...came, ...went], 'opening + in − out'),
      ),
    ];
  });
