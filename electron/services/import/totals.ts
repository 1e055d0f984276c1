import { readAmount } from '../../../shared/cells/amount.ts';
import { isBlank } from '../../../shared/cells/blank.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { childRegisters } from './personal.ts';
import type { Detected, Placed } from './place-columns.ts';
import type { Problem } from './problem.ts';
import { lineOf, type SourceTable } from './source-table.ts';

/** What a row is that is no row of its own; `rows` are indexes. */
export type Totals = {
  /** Proven by their sums, or parts of the row above: left out, and nothing is lost by it. */
  leftOut: Map<number, Problem>;
  /** Called totals, but not the sum of anything; or the sum of others without being called one: set aside, and asked. */
  setAside: Map<number, Problem>;
  /** Taken, with a question. */
  questions: Problem[];
};

type Row = {
  at: number;
  label: string | null;
  exact: boolean;
  part: boolean;
  keyBlank: boolean;
  amounts: (number | null)[];
};

const totalText =
  /^(?:(?:grand|overall|net|gross|sub)[\s-]*)*totals?\b|\b(?:sub[\s-]*)?totals?\s*[:.]?$|^sum(?: of)?\b|^subtotal|^overall\b|^all (?:services|lines|budgets?|cost cent(?:re|er)s)\b/i;
const totalOnly = /^(?:(?:grand|overall|net|gross|sub|report|page)[\s-]*)*totals?(?:\s+(?:for|of)\b.*)?\s*[:.]?$/i;
const partText = /^(?:-\s*|–\s*)?(?:of which|o\/w|thereof)\b/i;
/** Tables in which a row that is the sum of others is doubtful without being called a total. */
const wholeSums: readonly RegisterName[] = ['budgetLines', 'contractBlocks'];
const most = 2000;

/**
 * Finds the total, subtotal and "of which" rows of a table by their sums: of the rows straight above or below, of all
 * above, or of the subtotals. Reads the texts, since a total often lacks what a row needs.
 */
export function findTotals(table: SourceTable, detected: Detected, rows: readonly number[]): Totals {
  const found: Totals = { leftOut: new Map(), setAside: new Map(), questions: [] };
  const columns = registers[detected.register].columns as Columns;
  const money = detected.placed.filter(({ column, index }) => index >= 0 && columns[column]?.kind === 'money');
  if (money.length === 0 || rows.length < 2) return found;
  const key = keyColumns(detected);
  // A note may speak of totals; a name says what the row is.
  const notes = detected.placed.filter(({ column }) => columns[column]?.kind === 'note').map(({ index }) => index);
  const labelled = rows.map((at) => labelOf(table, at, money, key, notes));
  const unlabelled = wholeSums.includes(detected.register) && rows.length <= most;
  if (!unlabelled && !labelled.some((row) => row.label !== null || row.part || row.keyBlank)) return found;
  const all: Row[] = labelled.map((row) => ({ ...row, amounts: amountsOf(table, row.at, money) }));
  const sums = new Sums(all, money);
  for (const [index, row] of all.entries()) {
    const nothing = row.amounts.every((amount) => amount === null || amount === 0);
    if (nothing && !row.exact) continue;
    const line = lineOf(table, row.at);
    const named =
      childRegisters.includes(detected.register) || row.label === null ? '' : ` (“${row.label.slice(0, 60)}”)`;
    const tell = (code: string, message: string, rejects: boolean): Problem => ({
      row: line,
      column: money[0]?.header ?? null,
      code,
      message: `Row ${line}${named} ${message}`,
      before: null,
      after: null,
      rejects,
    });
    if (nothing) {
      found.leftOut.set(row.at, tell('total-row', 'is called a total and holds nothing, so it was left out.', false));
      sums.leaveOut(index);
      continue;
    }
    if (row.part && sums.isPart(index)) {
      found.leftOut.set(row.at, tell('part-row', 'says what a row above it is made of, so it was left out.', false));
      sums.leaveOut(index);
      continue;
    }
    const called = row.label !== null || row.keyBlank;
    if (!called && !unlabelled) continue;
    const of = sums.match(index, called);
    if (of === null) {
      if (row.label !== null && (row.exact || row.keyBlank)) {
        found.setAside.set(
          row.at,
          tell(
            'total-differs',
            'is called a total, but its amounts are not the sum of the rows above or below it. It was set aside; if it is a row of its own, give it another name.',
            true,
          ),
        );
        sums.leaveOut(index);
      }
      continue;
    }
    const parts = `${of.count} rows ${lineOf(table, all[of.first]?.at ?? 0)} to ${lineOf(table, all[of.last]?.at ?? 0)}`;
    if (called) {
      found.leftOut.set(row.at, tell('total-row', `is the total of ${parts}, so it was left out.`, false));
      sums.leaveOut(index, of.above);
    } else if (of.sure) {
      found.setAside.set(
        row.at,
        tell(
          'total-asked',
          `is to the penny the sum of ${parts}, so it may be their total. It was set aside: call it a total, or change the row if it is one of its own.`,
          true,
        ),
      );
      sums.leaveOut(index, of.above);
    } else
      found.questions.push(
        tell('total-question', `is the sum of ${parts}: if it is their total, it is counted twice.`, false),
      );
  }
  return found;
}

const keyColumns = ({ register, placed }: Detected): Placed[] => {
  const columns = registers[register].columns as Columns;
  return placed.filter(
    ({ column, index }) =>
      index >= 0 &&
      registers[register].key.includes(column as never) &&
      ['code', 'text'].includes(columns[column]?.kind ?? ''),
  );
};

function labelOf(
  table: SourceTable,
  at: number,
  money: readonly Placed[],
  key: readonly Placed[],
  notes: readonly number[],
): Omit<Row, 'amounts'> {
  const cells = table.rows[at] ?? [];
  const figures = new Set([...money.map(({ index }) => index), ...notes]);
  let [label, part]: [string | null, boolean] = [null, false];
  for (let index = 0; index < cells.length; index += 1) {
    const text = cells[index] ?? '';
    if (text.length < 3 || text.length > 80 || figures.has(index)) continue;
    if (label === null && /total|sum|overall|^\s*all /i.test(text) && totalText.test(text.trim())) label = text.trim();
    if (!part && /of which|o\/w|thereof/i.test(text)) part = partText.test(text.trim());
  }
  const keyBlank = key.length > 0 && key.some(({ index }) => isBlank((cells[index] ?? '').trim()));
  return { at, label, exact: label !== null && totalOnly.test(label), part, keyBlank };
}

function amountsOf(table: SourceTable, at: number, money: readonly Placed[]): (number | null)[] {
  const cells = table.rows[at] ?? [];
  return money.map(({ index, unit }) => {
    const text = (cells[index] ?? '').trim();
    if (isBlank(text)) return null;
    const read = readAmount(text, unit);
    return 'pence' in read ? read.pence : null;
  });
}

type Match = { first: number; last: number; count: number; above: boolean; sure: boolean };

/** The rows of a table as sums may be made of them. */
class Sums {
  readonly #rows: readonly Row[];
  readonly #money: readonly Placed[];
  /** Rows that are parts of a sum that may still come: not totals, and not left out. */
  readonly #out = new Set<number>();
  /** Totals found so far that no larger total has taken. */
  #subtotals: number[] = [];

  constructor(rows: readonly Row[], money: readonly Placed[]) {
    this.#rows = rows;
    this.#money = money;
  }

  leaveOut(index: number, subtotal = false): void {
    this.#out.add(index);
    if (subtotal) this.#subtotals.push(index);
  }

  /** An "of which" row is no more than the row it belongs to. */
  isPart(index: number): boolean {
    for (let at = index - 1; at >= 0; at -= 1) {
      if (this.#rows[at]?.part) continue;
      return (this.#rows[index]?.amounts ?? []).every(
        (amount, column) => amount === null || Math.abs(amount) <= Math.abs(this.#rows[at]?.amounts[column] ?? 0),
      );
    }
    return false;
  }

  /** What a row is the sum of; null when of nothing. A row not called a total must be one beyond doubt to be taken so. */
  match(index: number, called: boolean): Match | null {
    const up: number[] = [];
    const above = this.#running(index);
    for (let at = index - 1; at >= 0; at -= 1) {
      if (this.#out.has(at)) continue;
      up.push(at);
      if (up.length > most) break;
      if (above(at) && this.#enough(index, up, called)) return this.#found(index, up, true);
    }
    const subtotals = this.#running(index);
    if (called && this.#subtotals.length > 1 && this.#subtotals.map(subtotals).at(-1)) {
      const match = this.#found(index, this.#subtotals, true);
      this.#subtotals = [];
      return match;
    }
    const down: number[] = [];
    const below = this.#running(index);
    for (let at = index + 1; at < this.#rows.length && down.length <= most; at += 1) {
      const row = this.#rows[at];
      if (!row || row.label !== null || row.part) {
        if (row?.part) continue;
        break;
      }
      down.push(at);
      if (below(at) && this.#enough(index, down, called) && (down.length > 1 || called))
        return this.#found(index, down, false);
    }
    return null;
  }

  #enough(index: number, parts: readonly number[], called: boolean): boolean {
    const some = parts.filter((at) => this.#rows[at]?.amounts.some((amount) => amount !== null && amount !== 0)).length;
    if (called) return some >= 2 || (some === 1 && this.#rows[index]?.exact === true);
    // The last row of a table that is the sum of all above it is more likely to be their total than by chance.
    return some >= 3 || (some === 2 && index === this.#rows.length - 1 && parts.length === index);
  }

  #found(index: number, parts: readonly number[], above: boolean): Match {
    const sorted = [...parts].sort((a, b) => a - b);
    const sums = this.#rows[index]?.amounts ?? [];
    // Round figures come to each other's sums by chance; to the penny they do not.
    const sure = sums.some((amount) => amount !== null && amount % 100_000 !== 0);
    return { first: sorted[0] ?? 0, last: sorted.at(-1) ?? 0, count: sorted.length, above, sure };
  }

  /** Adds one part after another; tells each time whether they come to the row at `index`. */
  #running(index: number): (part: number) => boolean {
    const total = this.#rows[index]?.amounts ?? [];
    const sums = total.map(() => 0);
    const some = total.some((amount) => amount !== null && amount !== 0);
    const named = this.#rows[index]?.label !== null;
    let parts = 0;
    return (part) => {
      parts += 1;
      const amounts = this.#rows[part]?.amounts ?? [];
      let same = some;
      for (let column = 0; column < total.length; column += 1) {
        sums[column] = (sums[column] ?? 0) + (amounts[column] ?? 0);
        const amount = total[column];
        if (amount === null || amount === undefined || !same) continue;
        // Printed parts are each rounded to the unit of the column.
        const unit = this.#money[column]?.unit ?? 1;
        const slack = named ? (unit > 1 ? unit * 50 : 1) * parts : 0;
        same = Math.abs((sums[column] ?? 0) - amount) <= slack;
      }
      return same;
    };
  }
}
