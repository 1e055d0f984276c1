import type { Cells } from '../../../db/tables.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import type { Incoming } from './incoming.ts';
import type { SourceProblem } from './problem.ts';
import type { SourceTable } from './source-table.ts';

/** How alike postings of one file are taken, where a person says it; otherwise they are asked about. */
export type AlikePostings = 'add' | 'once';

/** One posting of a ledger, as it is kept beside the total it went into: no description, which may name a child. */
export type Posting = {
  row: number;
  costCentre: string | null;
  document: string | null;
  posted: string | null;
  kind: string | null;
  expenditurePence: number;
  incomePence: number;
};

const headers = {
  document:
    /^(document|doc|voucher|transaction|trans|txn|journal|invoice|posting|jnl)( (no|number|num|id|ref|reference|code|#))?$|^(doc|jnl|inv|trans|txn)\.? ?(no|num|id|ref)\.?$|^reference( no| number)?$/,
  item: /^(document |journal |invoice |transaction )?(line|item|seq|sequence)( (no|number|id))?$/,
  posted: /^(posting|posted|transaction|trans|gl|document|doc|journal|invoice|effective|entry)? ?date( posted)?$/,
  kind: /^(transaction |trans |document |doc |journal |posting )(type|kind|class|category)$|^(jnl|doc) type$|^type$/,
} as const;
type Role = keyof typeof headers;

/** What is said of a column that actuals do not have: one that tells postings apart is kept with each of them. */
export function ofPosting(why: string): string {
  const header = why.slice(0, why.lastIndexOf(': '));
  const kept = [headers.document, headers.posted, headers.kind].some((pattern) => pattern.test(normalHeader(header)));
  return kept ? `${header}: kept with each posting, and no column of the ledger’s totals` : why;
}

/** Which columns of a table tell one posting from another; -1 where it has none. */
function roles(table: SourceTable, headerRow: number): Record<Role, number> {
  const cells = (table.rows[headerRow] ?? []).map(normalHeader);
  const find = (role: Role) => cells.findIndex((header) => headers[role].test(header));
  return { document: find('document'), item: find('item'), posted: find('posted'), kind: find('kind') };
}

const cellsOf = (table: SourceTable, row: Incoming): readonly string[] => table.rows[row.at ?? -1] ?? [];

/** All that a row says, as one text. */
function wholeOf(cells: readonly string[]): string {
  let whole = '';
  for (const cell of cells) whole += `${cell.trim()}\u0001`;
  return whole;
}

/** How many rows differ in more than their amounts. */
const othersOf = (table: SourceTable, rows: readonly Incoming[], amounts: ReadonlySet<number>): number =>
  new Set(rows.map((row) => wholeOf(cellsOf(table, row).filter((_, index) => !amounts.has(index))))).size;

const documentOf = (table: SourceTable, at: Record<Role, number>, row: Incoming): string =>
  at.document < 0 ? '' : (cellsOf(table, row)[at.document] ?? '').trim();

type Group = { first: Incoming; rows: Incoming[] };
export type SummedPostings = { rows: Incoming[]; problems: SourceProblem[]; postings: Map<Incoming, Posting[]> };

/**
 * Brings the rows of one file that share a line and period to one total. Rows that differ in more than their amounts are
 * postings and are added. Of rows alike in every cell, a document number shows the second to be a copy; without one
 * nothing tells a copy from a second payment, so they are asked about unless `alike` says it.
 */
export function sumPostings(
  table: SourceTable,
  headerRow: number,
  amounts: ReadonlySet<number>,
  rows: readonly Incoming[],
  alike: AlikePostings | null,
): SummedPostings {
  const result: SummedPostings = { rows: [], problems: [], postings: new Map() };
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group) group.rows.push(row);
    else groups.set(row.key, { first: row, rows: [row] });
  }
  const at = roles(table, headerRow);
  const numbered = at.document >= 0;
  for (const { first, rows: own } of groups.values()) {
    if (own.length === 1 && !numbered) {
      result.rows.push(first);
      continue;
    }
    const texts = new Map<string, Incoming[]>();
    for (const row of own) {
      const whole = wholeOf(cellsOf(table, row));
      const same = texts.get(whole);
      if (same) same.push(row);
      else texts.set(whole, [row]);
    }
    const kept = settleAlike(table, at, texts, alike, result);
    if (kept === null) continue;
    // Only the amounts differ: two totals for one period, of which one is wrong, not two postings. Lines of one document
    // may well differ in their amounts alone.
    const documents = numbered && kept.every((row) => documentOf(table, at, row) !== '');
    if (kept.length > 1 && alike !== 'add' && !documents && othersOf(table, own, amounts) < kept.length) {
      result.rows.push(...kept);
      continue;
    }
    const sum = { ...first, cells: { ...first.cells } };
    sum.cells.expenditurePence = kept.reduce((total, row) => total + Number(row.cells.expenditurePence ?? 0), 0);
    sum.cells.incomePence = kept.reduce((total, row) => total + Number(row.cells.incomePence ?? 0), 0);
    result.rows.push(sum);
    if (kept.length > 1 || numbered)
      result.postings.set(
        sum,
        kept.map((row) => postingOf(table, at, row)),
      );
  }
  return result;
}

/** The rows that count of one line and period; null where they are all asked about. */
function settleAlike(
  table: SourceTable,
  at: Record<Role, number>,
  texts: ReadonlyMap<string, Incoming[]>,
  alike: AlikePostings | null,
  result: SummedPostings,
): Incoming[] | null {
  const kept: Incoming[] = [];
  let asked = false;
  for (const same of texts.values()) {
    const [first, ...copies] = same;
    if (!first) continue;
    const document = documentOf(table, at, first);
    if (copies.length === 0 || alike === 'add') kept.push(...same);
    else if (alike === 'once' || document !== '') {
      kept.push(first);
      for (const copy of copies) {
        const which = document === '' ? '' : ` of document ${document.slice(0, 40)}`;
        result.problems.push(
          problem(
            copy,
            'repeated-posting',
            `repeats row ${first.row}${which} in every cell, so it counts once and was set aside.`,
          ),
        );
      }
    } else asked = true;
  }
  if (!asked) return kept;
  const all = [...texts.values()].flat().sort((a, b) => a.row - b.row);
  for (const row of all) {
    const same = [...texts.values()].find((each) => each.includes(row)) ?? [];
    const message =
      same.length > 1
        ? `is alike in every cell to row ${same.find((other) => other !== row)?.row}, and nothing tells whether they are separate postings to be added (${pounds(same)} together) or one posting listed ${same.length} times. Say which: import with --postings add or --postings once, or bring the document number with the extract.`
        : 'is posted to a line and period of which other rows are alike, so none of them was taken until it is said how those count.';
    result.problems.push(problem(row, 'postings-asked', message));
  }
  return null;
}

const pounds = (rows: readonly Incoming[]) =>
  `£${(rows.reduce((sum, { cells }) => sum + Number(cells.expenditurePence ?? 0) + Number(cells.incomePence ?? 0), 0) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;

const problem = (row: Incoming, code: string, message: string): SourceProblem => ({
  source: row.source,
  row: row.row,
  column: null,
  code,
  message: `Row ${row.row} ${message}`,
  before: null,
  after: null,
  rejects: true,
});

function postingOf(table: SourceTable, at: Record<Role, number>, row: Incoming): Posting {
  const cells = cellsOf(table, row);
  const of = (role: Role) => (at[role] < 0 ? null : (cells[at[role]] ?? '').trim().slice(0, 80) || null);
  const amounts: Cells = row.cells;
  return {
    row: row.row,
    costCentre: row.costCentre ?? null,
    document: of('document'),
    posted: of('posted'),
    kind: of('kind'),
    expenditurePence: Number(amounts.expenditurePence ?? 0),
    incomePence: Number(amounts.incomePence ?? 0),
  };
}
