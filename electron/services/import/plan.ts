import type { Store } from '../../../db/store.ts';
import { type Cells, type StoredRow, tables } from '../../../db/tables.ts';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { byLine, costCentreLines } from './cost-centres.ts';
import { setFrozenAside } from './frozen-rows.ts';
import type { Plan, PlanOptions, RegisterPlan, Source } from './import-plan.ts';
import type { Incoming } from './incoming.ts';
import { childRegisters, mayNamePerson } from './personal.ts';
import { sumPostings } from './postings.ts';
import type { SourceProblem } from './problem.ts';
import { outOfReturn, planEpisodes, type ReturnImport } from './returns.ts';
import { questionTexts, withoutPersons } from './text-questions.ts';
import { questionUnits } from './unit-questions.ts';

const separator = '\u0001';
const keyText = (columns: readonly string[], cells: Cells) => columns.map((column) => cells[column]).join(separator);

/**
 * Compares what files hold with what the copy holds, register by register in the order in which references resolve, so
 * that a row may name another that comes in the same import. Reads the store; writes nothing.
 */
export function makePlan(
  store: Store,
  files: readonly Source[],
  returns: ReturnImport | null,
  options: PlanOptions,
): Plan {
  // A plan may be made again from the same files: what it changes of them is its own.
  const sources = [...files.map((source) => ({ ...source })), ...(returns?.sources ?? [])];
  const plan: Plan = {
    registers: [],
    episodes: planEpisodes(store, returns?.episodes ?? []),
    problems: [...(returns?.problems ?? [])],
    refused: new Map(),
    postings: new Map(),
  };
  const keys = new Map<RegisterName, Set<string>>();
  const keysOf = (name: RegisterName): Set<string> => {
    let known = keys.get(name);
    if (!known) {
      const coming = plan.registers.find((one) => one.register === name)?.add ?? [];
      const rows = [...(store.statement(name, 'all').all() as Cells[]), ...coming.map((row) => row.cells)];
      known = new Set(rows.map((row) => keyText(tables[name].key, row)));
      keys.set(name, known);
    }
    return known;
  };
  for (const register of registerNames) {
    const own = sources.filter((source) => source.detected.register === register);
    if (own.length === 0) continue;
    for (const source of own) {
      for (const problem of source.read.problems) plan.problems.push({ ...problem, source: source.index });
    }
    const stored = new Map(
      (store.statement(register, 'all').all() as StoredRow[]).map((row) => [keyText(tables[register].key, row), row]),
    );
    if (register === 'actuals') {
      const lines = costCentreLines(
        store,
        plan.registers.find((one) => one.register === 'costCentres'),
      );
      const isLine = (cells: Cells) => keysOf('budgetLines').has(keyText(['year', 'lineCode'], cells));
      for (const source of own) addPostings(source, plan, options, (rows) => byLine(rows, lines, isLine));
    }
    const accepted = resolved(register, withoutConflicts(register, own, plan), own, plan, keysOf);
    for (const source of own) {
      const rows = source.read.rows;
      for (const problem of questionTexts(source.detected, rows))
        plan.problems.push({ ...problem, source: source.index });
      const question = questionUnits(source.detected, rows, (cells) =>
        stored.get(keyText(tables[register].key, cells)),
      );
      for (const problem of question) plan.problems.push({ ...problem, source: source.index });
    }
    const diff = setFrozenAside(store, plan, compare(register, accepted, own, stored));
    if (register === 'placements' && returns) Object.assign(diff, outOfReturn(store, diff.gone));
    // A return says nothing of other counts or groups than its own.
    else if (own.every((source) => returns?.sources.includes(source))) diff.gone = [];
    plan.registers.push(diff);
  }
  plan.problems = plan.problems.map(withoutPersons);
  return plan;
}

/** Postings of a ledger that share a line and period become their total, once for a source. */
function addPostings(
  source: Source,
  plan: Plan,
  { alike }: PlanOptions,
  placed: (rows: readonly Incoming[]) => Incoming[],
): void {
  const { table, detected, read } = source;
  const rows = placed(read.rows);
  for (const row of rows) row.key = keyText(tables.actuals.key, row.cells);
  const amounts = detected.placed.filter(({ column }) => column.endsWith('Pence')).map(({ index }) => index);
  const summed = sumPostings(table, detected.headerRow, new Set(amounts), rows, alike);
  plan.problems.push(...summed.problems);
  for (const [row, postings] of summed.postings) plan.postings.set(row, postings);
  source.read = { ...read, rows: summed.rows };
}

function headerOf(source: Source | undefined, column: string): string {
  return source?.detected.placed.find((placed) => placed.column === column)?.header ?? column;
}

/** Rows of the same key: alike ones count once, ones that differ are all refused, for none can be known to be right. */
function withoutConflicts(register: RegisterName, own: readonly Source[], plan: Plan): Incoming[] {
  const { key, columns } = tables[register];
  const firsts = new Map<string, Incoming>();
  const repeats = new Map<string, Incoming[]>();
  for (const source of own) {
    for (const row of source.read.rows) {
      row.key = keyText(key, row.cells);
      if (!firsts.has(row.key)) firsts.set(row.key, row);
      else repeats.set(row.key, [...(repeats.get(row.key) ?? []), row]);
    }
  }
  const kept: Incoming[] = [];
  for (const [text, first] of firsts) {
    const others = repeats.get(text);
    if (!others) {
      kept.push(first);
      continue;
    }
    const same = [first, ...others];
    const compared = columns.filter((column) => column !== 'position');
    const alike = others.every((row) => compared.every((column) => row.cells[column] === first.cells[column]));
    if (alike) kept.push(first);
    const header = headerOf(
      own.find((source) => source.index === first.source),
      key.at(-1) ?? '',
    );
    for (const row of alike ? others : same) {
      const other = row === first ? others[0] : first;
      const where = `row ${other?.row}${other?.source === row.source ? '' : ' of another file'}`;
      plan.problems.push({
        source: row.source,
        row: row.row,
        column: header,
        code: alike ? 'repeated' : 'duplicate',
        message: alike
          ? `Row ${row.row} repeats ${where}; it counts once.`
          : `Row ${row.row}, ${header}: has the same key as ${where} but other values, so neither was taken. Keep the right one.`,
        before: null,
        after: null,
        rejects: !alike,
      });
    }
  }
  return kept;
}

/** Refuses rows that name something that is neither held nor in this import. */
function resolved(
  register: RegisterName,
  rows: readonly Incoming[],
  own: readonly Source[],
  plan: Plan,
  keysOf: (name: RegisterName) => Set<string>,
): Incoming[] {
  const references = tables[register].references;
  if (references.length === 0) return [...rows];
  const unmapped = new Map<string, { rows: number; pence: number; source: number }>();
  const kept = rows.filter((row) => {
    for (const reference of references) {
      if (keysOf(reference.register).has(keyText(reference.columns, row.cells))) continue;
      const column = reference.columns.at(-1) ?? '';
      const header = headerOf(
        own.find((source) => source.index === row.source),
        column,
      );
      const key = reference.columns.map((name) => String(row.cells[name])).join(' · ');
      const withheld = childRegisters.includes(register) && mayNamePerson(key);
      const named = withheld ? 'what it says (not repeated, for it may name a person)' : key;
      plan.problems.push({
        source: row.source,
        row: row.row,
        column: header,
        code: 'reference',
        message: `Row ${row.row}, ${header}: ${named} is not in ${registers[reference.register].label}. ${withheld ? '' : alikeKey(keysOf(reference.register), keyText(reference.columns, row.cells))}Import or add it there first.`,
        before: withheld ? null : String(row.cells[column]),
        after: null,
        rejects: true,
      });
      if (register === 'actuals') {
        const line = String(row.cells.lineCode);
        const known = unmapped.get(line) ?? { rows: 0, pence: 0, source: row.source };
        const pence = Number(row.cells.expenditurePence ?? 0) + Number(row.cells.incomePence ?? 0);
        unmapped.set(line, { ...known, rows: known.rows + 1, pence: known.pence + pence });
      }
      return false;
    }
    return true;
  });
  plan.problems.push(...unmappedProblem(unmapped));
  return kept;
}

const loosely = (key: string) =>
  key
    .toLowerCase()
    .split(separator)
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join(separator);

/** A sentence that names the one key that differs only in leading zeros or capitals, as a spreadsheet may have left it. */
function alikeKey(known: ReadonlySet<string>, key: string): string {
  if (known.size > 20_000) return '';
  const wanted = loosely(key);
  const found = [...known].filter((one) => loosely(one) === wanted);
  const [only] = found;
  if (only === undefined || found.length > 1) return '';
  return `${only.split(separator).at(-1)} is: the two differ in leading zeros or capitals only. `;
}

/** What of a ledger names no line, by what it names, in pounds and the largest first: the list that a mapping is made from. */
function unmappedProblem(
  unmapped: ReadonlyMap<string, { rows: number; pence: number; source: number }>,
): SourceProblem[] {
  const all = [...unmapped].sort(([, a], [, b]) => Math.abs(b.pence) - Math.abs(a.pence));
  const [first] = all;
  if (!first) return [];
  const pounds = (pence: number) =>
    `${pence < 0 ? '-' : ''}£${(Math.abs(pence) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
  const total = all.reduce((sum, [, { pence }]) => sum + pence, 0);
  const list = all.slice(0, 20).map(([name, { pence }]) => `${name} ${pounds(pence)}`);
  return [
    {
      source: first[1].source,
      row: 0,
      column: null,
      code: 'unmapped',
      message: `${pounds(total)} is posted to what is no budget line: ${list.join(', ')}${all.length > 20 ? ` and ${all.length - 20} more` : ''}. Add the lines, or say which line each stands for: in the register of cost centres (its template is cost-centres.csv), or in a mapping.`,
      before: null,
      after: null,
      rejects: false,
    },
  ];
}

function compare(
  register: RegisterName,
  rows: readonly Incoming[],
  own: readonly Source[],
  stored: ReadonlyMap<string, StoredRow>,
): RegisterPlan {
  const { key, columns } = tables[register];
  const present = new Map(own.map((source) => [source.index, source.read.present]));
  const result: RegisterPlan = { register, add: [], change: [], unchanged: [], gone: [], remove: [] };
  const seen = new Set<string>();
  for (const row of rows) {
    const now = stored.get(row.key);
    if (!now) {
      result.add.push(row);
      continue;
    }
    const spoken = present.get(row.source) ?? [];
    if (spoken.every((column) => row.cells[column] === now[column])) {
      result.unchanged.push(row);
      continue;
    }
    const before: Cells = {};
    for (const column of columns) before[column] = now[column] ?? null;
    const after: Cells = { ...before };
    for (const column of spoken) after[column] = row.cells[column] ?? null;
    result.change.push({ id: now.id, source: row.source, row: row.row, before, after });
  }
  const years = key.includes('year') ? new Set<unknown>() : null;
  for (const { read } of stored.size > 0 ? own : []) {
    for (const row of read.rows) seen.add(row.key);
    for (const cells of read.refused) seen.add(keyText(key, cells));
    for (const row of read.rows) years?.add(row.cells.year);
    for (const cells of read.refused) years?.add(cells.year);
  }
  for (const [text, row] of stored) {
    if (!seen.has(text) && (!years || years.has(row.year ?? null))) result.gone.push(row);
  }
  return result;
}
