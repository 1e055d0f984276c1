import { readAmount } from '../../../../shared/cells/amount.ts';
import { isBlank } from '../../../../shared/cells/blank.ts';
import { normalHeader } from '../../../../shared/import-mapping/header.ts';
import { yearOf } from '../../../../shared/model/calendar.ts';
import type { Placed } from '../place-columns.ts';
import type { Aside, SourceTable } from '../source-table.ts';
import { lineOf } from '../source-table.ts';
import { findTotals } from '../totals.ts';
import { type PeriodHeader, periodHeader } from './period-header.ts';
import { yearStated } from './year-stated.ts';

type Across = { index: number; header: string } & PeriodHeader;

const fewest = 3;
const rowsSearched = 20;
const measureOfActuals = /^(actuals?|spend|expenditure|actual (spend|expenditure|cost)|posted|ledger|amount)?$/;
const totalHeader = /^((year|ytd|grand|full|annual)[ -]*)*(totals?|outturn)( for (the )?year)?$|^ytd$|^cumulative$/;

/**
 * A table with a column for every period turned into a row for every line and period: `Year`, `Period`, `Month` and the
 * figure (`Expenditure` and `Value`) stand in place of the columns. Totals within it are found while it is whole, and a
 * row whose own total is not the sum of its periods is set aside. Null where no row of the first 20 has three such headers.
 */
export function periodsAcross(table: SourceTable): SourceTable | null {
  for (let at = 0; at < Math.min(rowsSearched, table.rows.length); at += 1) {
    const across = columnsAcross(table.rows[at] ?? []);
    if (across.length >= fewest) return turned(table, at, across);
  }
  return null;
}

/** The columns of periods that are read: each period once, of actuals where several measures stand beside each other. */
function columnsAcross(headers: readonly string[]): Across[] {
  const all = headers.flatMap((header, index) => {
    const found = periodHeader(header);
    return found ? [{ index, header: header.trim(), ...found }] : [];
  });
  const own = all.filter(({ measure }) => measureOfActuals.test(measure));
  const names = new Set(own.map(({ period, month }) => month ?? period));
  // One month twice: which of the two is meant cannot be told.
  return names.size === own.length ? own : [];
}

function turned(table: SourceTable, headerRow: number, across: readonly Across[]): SourceTable {
  const headers = table.rows[headerRow] ?? [];
  const periods = new Set(across.map(({ index }) => index));
  const others = headers.flatMap((header, index) =>
    header.trim() === '' || periods.has(index) || periodHeader(header) ? [] : [index],
  );
  const sumsUp = others.filter((index) => totalHeader.test(normalHeader(headers[index] ?? '')));
  const kept = others.filter((index) => !sumsUp.includes(index));
  const asides: Aside[] = [...(table.asides ?? [])];
  const body = table.rows.flatMap((cells, at) =>
    at > headerRow && across.some(({ index }) => (cells[index] ?? '').trim() !== '') ? [at] : [],
  );
  const wanted = withoutTotals(table, headerRow, across, kept, body, asides).filter((at) =>
    castsAcross(table, at, across, sumsUp, asides),
  );
  const stated = yearStated(table, headerRow);
  const yearColumn = kept.some((index) => /^(financial |fiscal )?year$/.test(normalHeader(headers[index] ?? '')));
  const rows: string[][] = [
    [
      ...kept.map((index) => headers[index] ?? ''),
      ...(yearColumn ? [] : ['Year']),
      'Period',
      'Month',
      'Expenditure',
      'Value',
    ],
  ];
  const lines: number[] = [lineOf(table, headerRow)];
  // Period by period, so that what belongs together in time stays together.
  for (const { index, period, month } of across) {
    for (const at of wanted) {
      const cells = table.rows[at] ?? [];
      const figure = cells[index] ?? '';
      // A month that is blank says nothing; nought is said by a nought.
      if (isBlank(figure.trim())) continue;
      const year = month === null ? (stated ?? '') : yearOf(month);
      rows.push([
        ...kept.map((column) => cells[column] ?? ''),
        ...(yearColumn ? [] : [year]),
        String(period),
        month ?? '',
        figure,
        figure,
      ]);
      lines.push(lineOf(table, at));
    }
  }
  const unread = headers.filter((header) => {
    const found = periodHeader(header);
    return found !== null && !measureOfActuals.test(found.measure);
  });
  return {
    ...table,
    rows,
    lines,
    asides,
    around: [
      ...(table.around ?? []),
      ...table.rows.slice(0, headerRow).map((cells) => cells.filter((cell) => cell.trim() !== '').join(' ')),
    ].filter((text) => text !== ''),
    shaped: [
      ...(table.shaped ?? []),
      `${across.length} columns of periods (${across[0]?.header} to ${across.at(-1)?.header}) were turned into rows`,
      ...(unread.length > 0 ? [`${unread.length} columns of periods are no actuals and were not read`] : []),
    ],
  };
}

/** Rows that are no totals of others; those that are, and those that only claim it, are told. */
function withoutTotals(
  table: SourceTable,
  headerRow: number,
  across: readonly Across[],
  kept: readonly number[],
  body: readonly number[],
  asides: Aside[],
): number[] {
  const placed: Placed[] = [
    ...kept
      .filter((index) =>
        /^(line|line code|budget line|cost cent(re|er)|code)$/.test(normalHeader(table.rows[headerRow]?.[index] ?? '')),
      )
      .map((index) => ({ index, header: table.rows[headerRow]?.[index] ?? '', column: 'lineCode', unit: null })),
    ...across.map(({ index, header }) => ({ index, header, column: 'expenditurePence', unit: null })),
  ];
  const totals = findTotals(table, { register: 'actuals', headerRow, placed, unused: [], ignored: [] }, body);
  for (const problem of [...totals.leftOut.values(), ...totals.setAside.values()])
    asides.push({
      line: problem.row,
      code: problem.code,
      message: problem.message,
      rejects: problem.rejects,
      // A row that is called a total and is not one holds the pounds of nobody knows what: they are counted as set aside.
      pence: rowSum(table, body.find((at) => lineOf(table, at) === problem.row) ?? -1, across) ?? 0,
    });
  return body.filter((at) => !totals.leftOut.has(at) && !totals.setAside.has(at));
}

/** True where a row's own total, if it has one, is the sum of its periods: within half of what each is rounded to. */
function castsAcross(
  table: SourceTable,
  at: number,
  across: readonly Across[],
  sumsUp: readonly number[],
  asides: Aside[],
): boolean {
  const cells = table.rows[at] ?? [];
  const sum = rowSum(table, at, across);
  if (sum === null) return true;
  const [total] = sumsUp.filter((index) => (cells[index] ?? '').trim() !== '').map((index) => penceOf(cells[index]));
  // The first total beside the months is theirs; a year to date of part of them is another figure.
  if (total === undefined || total === null || Math.abs(total - sum) <= 100 * across.length) return true;
  const line = lineOf(table, at);
  asides.push({
    line,
    code: 'total-differs',
    message: `Row ${line}: its total is £${(total / 100).toFixed(2)} and its periods come to £${(sum / 100).toFixed(2)}. Neither was taken: correct one of them.`,
    rejects: true,
    pence: sum,
  });
  return false;
}

function penceOf(cell: string | undefined): number | null {
  const text = (cell ?? '').trim();
  if (isBlank(text)) return 0;
  const read = readAmount(text, null);
  return 'pence' in read ? read.pence : null;
}

/** What a row's periods come to; null where one of them cannot be read. */
function rowSum(table: SourceTable, at: number, across: readonly Across[]): number | null {
  const parts = across.map(({ index }) => penceOf(table.rows[at]?.[index]));
  return parts.some((part) => part === null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}
