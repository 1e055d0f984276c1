import type { Finding } from '../model/problem.ts';
import type { StatedFact } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Check, disputed, finding } from './finding.ts';
import { printedDispute } from './pair-dispute.ts';
import { type PrintedTable, printedTables, sayFigure } from './printed.ts';

const exactly = 1e-9;

/** A stated average times its count is its total (T26, T34, T40). */
export const checkPrintedAverages: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const [average, volume, total] = [table.one('average'), table.one('volume'), table.one('total')];
    if (!average || !volume || !total || volume.value === 0) return [];
    const expected = table.amount(average) * volume.value;
    const difference = Math.abs(expected - table.amount(total));
    const own = table.step(total) / 2 + exactly;
    if (difference <= own) return [];
    const rounding = own + (volume.value * table.step(average)) / 2;
    const implied = table.amount(total) / volume.value;
    return [
      disputed(
        finding(
          'T26',
          difference <= rounding ? 'inform' : 'block',
          'statedFacts',
          [average.id, volume.id, total.id],
          `“${table.name}”: ${sayFigure(table.amount(average), average.unit)} × ${volume.value.toLocaleString('en-GB')} ${volume.unit} is ${sayFigure(expected, total.unit)}, but the total is ${sayFigure(table.amount(total), total.unit)}${difference <= rounding ? ': no more than rounding of the average can make' : ''}.`,
          { average: table.amount(average), volume: volume.value, total: table.amount(total), impliedAverage: implied },
          `Total ÷ count is ${sayFigure(implied, average.unit)}; total ÷ average is ${(table.amount(total) / table.amount(average)).toLocaleString('en-GB', { maximumFractionDigits: 0 })}`,
        ),
        printedDispute(snapshot, table, average, implied, [volume, total], 'total ÷ count'),
      ),
    ];
  });

/** A stated ratio or per cent is numerator ÷ denominator (T58, T74, T77, T84). */
export const checkPrintedRatios: Check = (snapshot) =>
  printedTables(snapshot).flatMap((table): Finding[] => {
    const [top, base, ratio] = [table.one('numerator'), table.one('denominator'), table.one('ratio')];
    if (!top || !base || !ratio || base.value === 0) return [];
    const expected = (table.amount(top) / table.amount(base)) * (ratio.unit.includes('%') ? 100 : 1);
    if (Math.abs(expected - ratio.value) <= table.step(ratio) / 2 + exactly) return [];
    return [
      disputed(
        finding(
          'ratio',
          'warn',
          'statedFacts',
          [top.id, base.id, ratio.id],
          `“${table.name}”: ${sayFigure(table.amount(top), top.unit)} of ${sayFigure(table.amount(base), base.unit)} is ${sayFigure(expected, ratio.unit)}, but ${sayFigure(ratio.value, ratio.unit)} is printed. The base may be another one.`,
          { numerator: top.value, denominator: base.value, printed: ratio.value, recomputed: expected },
          sayFigure(expected, ratio.unit),
        ),
        printedDispute(snapshot, table, ratio, expected, [top, base], 'numerator ÷ denominator'),
      ),
    ];
  });

/** A stated change is after − before, and a stated per cent change is that over before (T35, T41, T42, T44, T78). */
export const checkPrintedChanges: Check = (snapshot) => {
  const tables = printedTables(snapshot);
  return tables.flatMap((table): Finding[] => {
    const [before, after] = [table.one('before'), table.one('after')];
    if (!before || !after) return [];
    return [
      ...table.of('change').flatMap((row) => changeFinding(snapshot, table, tables, before, after, row)),
      ...table.of('change-percent').flatMap((row) => percentFinding(snapshot, table, before, after, row)),
    ];
  });
};

function changeFinding(
  snapshot: Snapshot,
  table: PrintedTable,
  tables: readonly PrintedTable[],
  before: StatedFact,
  after: StatedFact,
  row: StatedFact,
): Finding[] {
  const real = table.amount(after) - table.amount(before);
  if (Math.abs(real - table.amount(row)) <= table.step(row) / 2 + exactly) return [];
  const same = tables.find((other) => {
    const [from, to] = [other.one('before'), other.one('after')];
    return other !== table && from && to && other.amount(to) - other.amount(from) === table.amount(row);
  });
  const message = `“${table.name}” went from ${sayFigure(table.amount(before), before.unit)} to ${sayFigure(table.amount(after), after.unit)}, a change of ${sayFigure(real, after.unit)}, but ${sayFigure(table.amount(row), row.unit)} is printed`;
  const wrongWay = real * table.amount(row) < 0;
  return [
    disputed(
      finding(
        'change',
        same || wrongWay ? 'block' : 'warn',
        'statedFacts',
        [before.id, after.id, row.id],
        `${message}${same ? `, which is the change of “${same.name}”` : ''}.`,
        { before: before.value, after: after.value, printed: row.value, recomputed: real },
        same ? `It is the change of “${same.name}”` : sayFigure(real, row.unit),
      ),
      printedDispute(snapshot, table, row, real, [before, after], 'after − before'),
    ),
  ];
}

function percentFinding(
  snapshot: Snapshot,
  table: PrintedTable,
  before: StatedFact,
  after: StatedFact,
  row: StatedFact,
): Finding[] {
  if (before.value === 0) return [];
  const change = (from: number, to: number) => ((to - from) / from) * 100;
  // Papers print a fall as "decreased 11%" as well as "-11 %".
  const agrees = (percent: number) =>
    Math.min(Math.abs(percent - row.value), Math.abs(-percent - row.value)) <= table.step(row) / 2 + exactly;
  const real = change(before.value, after.value);
  if (agrees(real)) return [];
  const slip =
    variants(after.value).find((value) => agrees(change(before.value, value))) ??
    variants(before.value).find((value) => agrees(change(value, after.value)));
  return [
    disputed(
      finding(
        'change-percent',
        slip === undefined ? 'warn' : 'block',
        'statedFacts',
        [before.id, after.id, row.id],
        `“${table.name}”: from ${sayFigure(table.amount(before), before.unit)} to ${sayFigure(table.amount(after), after.unit)} is ${sayFigure(real, '%')}, but ${sayFigure(row.value, '%')} is printed${slip === undefined ? '' : `; ${slip.toLocaleString('en-GB')} in place of one of the figures would agree`}.`,
        { before: before.value, after: after.value, printedPercent: row.value, recomputedPercent: real },
        slip === undefined ? sayFigure(real, '%') : slip.toLocaleString('en-GB'),
      ),
      printedDispute(snapshot, table, row, real, [before, after], 'change over before'),
    ),
  ];
}

/** Whole numbers that differ from a figure in one digit: what a slip of the keyboard makes. Small figures have none. */
function variants(value: number): number[] {
  const text = String(value);
  if (!Number.isInteger(value) || text.length < 4) return [];
  return [...text].flatMap((digit, at) =>
    Array.from({ length: 10 }, (_, next) => next)
      .filter((next) => String(next) !== digit && !(at === 0 && next === 0))
      .map((next) => Number(text.slice(0, at) + next + text.slice(at + 1))),
  );
}
