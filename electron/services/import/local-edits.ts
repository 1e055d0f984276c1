import { type EditedRow, editedRows } from '../../../db/imported-values.ts';
import { headerOf, rowKeyText } from '../../../db/references.ts';
import type { Store } from '../../../db/store.ts';
import { type Cells, type StoredRow, tables } from '../../../db/tables.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import type { RefreshQuestion } from '../../../shared/model/source.ts';
import {
  type CellOutcome,
  type CellState,
  type CellValue,
  decideCell,
  type RefreshAnswer,
  type RefreshRule,
  type RefreshRules,
  ruleFor,
  settledValue,
} from '../../../shared/refresh/decide-cell.ts';
import type { Change, Plan, RegisterPlan } from './import-plan.ts';
import type { Incoming } from './incoming.ts';
import { isSensitive } from './personal.ts';
import type { SourceProblem } from './problem.ts';
import { checkRow } from './row-checks.ts';

/** What a source said of a cell that stays as edited here: remembered, so that it is settled once. */
export type SourceNote = { register: string; sourceRowId: number; columnKey: string; value: string };
export type Settled = { plan: Plan; questions: RefreshQuestion[]; notes: SourceNote[] };
export type RefreshAnswers = Readonly<Record<string, RefreshAnswer>>;

const together = 'One was edited here and the other changed at the source: the row stays as it is until they fit.';

/** The column that stands for a whole row. */
const wholeRow = '*';
const separator = '\u0001';
/** What became of a cell, and why; of an edit that gives way its value too, since nothing else shows it. */
function said(outcome: Exclude<CellOutcome, 'same' | 'take'>, rule: RefreshRule, edit: string | null): string {
  if (outcome === 'keep') return 'was edited here and the source says what it said before; the edit stays.';
  const both = 'was edited here and changed at the source';
  if (outcome === 'ask') return `${both}; it stays as it is until you choose.`;
  const why = rule === 'ask' ? 'as was chosen' : 'by the rule for it';
  if (outcome === 'local-wins') return `${both}; the edit stays, ${why}.`;
  return `${both}; the source is taken, ${why}${edit === null ? '' : `, in place of ${edit}`}.`;
}

/**
 * Holds a plan against what was edited here: every cell and row that both sides changed is settled by its rule, asked
 * about or left alone, and listed among the problems; nothing is merged unseen. Reads the store; writes nothing.
 */
export function settleLocalEdits(store: Store, plan: Plan, rules: RefreshRules, answers: RefreshAnswers): Settled {
  const settled: Settled = { plan: { ...plan, registers: [], problems: [...plan.problems] }, questions: [], notes: [] };
  for (const one of plan.registers) {
    const edited = editedRows(store, one.register);
    settled.plan.registers.push(
      edited.size === 0 ? one : new RegisterSettler(one, edited, rules, answers, settled).run(),
    );
  }
  return settled;
}

class RegisterSettler {
  readonly #plan: RegisterPlan;
  readonly #edited: ReadonlyMap<number, EditedRow>;
  readonly #rules: RefreshRules;
  readonly #answers: RefreshAnswers;
  readonly #settled: Settled;

  constructor(
    plan: RegisterPlan,
    edited: ReadonlyMap<number, EditedRow>,
    rules: RefreshRules,
    answers: RefreshAnswers,
    settled: Settled,
  ) {
    this.#plan = plan;
    this.#edited = edited;
    this.#rules = rules;
    this.#answers = answers;
    this.#settled = settled;
  }

  run(): RegisterPlan {
    const { add, change, remove } = this.#plan;
    const former = this.#formerKeys();
    const result: RegisterPlan = {
      ...this.#plan,
      add: [],
      change: [],
      remove: [],
      unchanged: [...this.#plan.unchanged],
    };
    for (const row of add) {
      const gone = former.get(row.key);
      if (!gone || this.#bringBack(row, gone)) result.add.push(row);
    }
    for (const one of change) {
      const after = this.#cells(one);
      const same = Object.keys(after).every((column) => after[column] === one.before[column]);
      if (same || this.#contradicts(one, after))
        result.unchanged.push({ row: one.row, source: one.source, key: '', cells: after });
      else result.change.push({ ...one, after });
    }
    for (const row of remove) if (this.#takeAway(row)) result.remove.push(row);
    return result;
  }

  /** True when what was edited here and what the source says cannot stand in one row: it is left as it is, and listed. */
  #contradicts({ id, source, row, after: coming }: Change, after: Cells): boolean {
    if (!this.#edited.has(id)) return false;
    const { register } = this.#plan;
    const wrong = checkRow(register, after, row).filter((problem) => problem.rejects);
    if (checkRow(register, coming, row).some((problem) => problem.rejects)) return false;
    for (const problem of wrong)
      this.#settled.plan.problems.push({ ...problem, source, message: `${problem.message} ${together}` });
    return wrong.length > 0;
  }

  /** Keys under which a source knows rows that were deleted, or given another key, here. */
  #formerKeys(): Map<string, EditedRow> {
    const { key } = tables[this.#plan.register];
    const textOf = (cells: Cells) => key.map((column) => cells[column]).join(separator);
    const former = new Map<string, EditedRow>();
    for (const row of this.#edited.values()) {
      if (key.some((column) => row.imported[column] === undefined)) continue;
      const text = textOf(row.imported);
      if (row.stored === null || textOf(row.stored) !== text) former.set(text, row);
    }
    return former;
  }

  #cells({ id, source, row, before, after: coming }: Change): Cells {
    const edited = this.#edited.get(id);
    if (!edited) return coming;
    const after = { ...before };
    for (const column of Object.keys(coming)) {
      const cell = {
        stored: before[column] ?? null,
        incoming: coming[column] ?? null,
        imported: edited.imported[column],
      };
      const outcome = this.#decide(cell, id, column, before, source, row);
      after[column] = settledValue(cell, outcome);
    }
    return after;
  }

  /** True when a row that was deleted or renamed here comes back all the same. */
  #bringBack(row: Incoming, edited: EditedRow): boolean {
    const columns = Object.keys(row.cells).filter(
      (column) => edited.imported[column] !== undefined || row.cells[column] !== null,
    );
    const noted = edited.imported[wholeRow];
    const now = textOf(row.cells, columns);
    const before = columns.every((column) => edited.imported[column] !== undefined)
      ? textOf(edited.imported, columns)
      : undefined;
    const imported = noted === now || before === now ? now : before;
    const cell = { stored: null, incoming: now, imported };
    const outcome = this.#decide(cell, edited.id, wholeRow, row.cells, row.source, row.row);
    return settledValue(cell, outcome) !== null;
  }

  /** True when a row that a later return no longer holds goes, edited here or not. */
  #takeAway(row: StoredRow): boolean {
    const edited = this.#edited.get(row.id);
    if (!edited) return true;
    const columns = Object.keys(edited.imported).filter((column) => column !== wholeRow);
    const cell: CellState = {
      stored: textOf(row, columns),
      incoming: null,
      imported:
        edited.imported[wholeRow] === null ? null : columns.length > 0 ? textOf(edited.imported, columns) : undefined,
    };
    const source = this.#plan.add[0]?.source ?? this.#plan.change[0]?.source ?? this.#plan.unchanged[0]?.source ?? 0;
    return settledValue(cell, this.#decide(cell, row.id, wholeRow, row, source, 0)) === null;
  }

  #decide(cell: CellState, id: number, column: string, row: Cells, source: number, line: number): CellOutcome {
    const { register } = this.#plan;
    const rule = ruleFor(this.#rules, register, column);
    const name = `${register}:${id}:${column}`;
    const answer = this.#answers[name] ?? null;
    const outcome = decideCell(cell, rule, answer);
    if (outcome === 'same' || outcome === 'take') return outcome;
    const conflict = outcome !== 'keep';
    const hidden = column === wholeRow || isSensitive(register, column);
    const shown = (value: string | number | null | undefined) => (hidden ? null : (value ?? null));
    const header = column === wholeRow ? null : headerOf(register, column);
    const key = isSensitive(register, 'childKey') ? '' : rowKeyText(register, row);
    if (conflict && rule === 'ask')
      this.#settled.questions.push({
        id: name,
        register,
        row: rowKeyText(register, row),
        column: header,
        rule,
        held: shown(cell.stored),
        incoming: shown(cell.incoming),
        imported: shown(cell.imported),
      });
    if (outcome === 'local-wins')
      this.#settled.notes.push({ register, sourceRowId: id, columnKey: column, value: JSON.stringify(cell.incoming) });
    const text = (value: CellValue | undefined) => (hidden ? null : textOfCell(register, column, value ?? null));
    const problem: SourceProblem = {
      source,
      row: line,
      column: header,
      code: outcome === 'ask' ? 'question' : outcome,
      message: `${[key, header ?? (cell.stored === null ? 'the row deleted or renamed here' : 'the whole row')].filter(Boolean).join(', ')}: ${said(outcome, rule, text(cell.stored))}`,
      before: text(cell.incoming),
      after: text(settledValue(cell, outcome)),
      rejects: false,
    };
    this.#settled.plan.problems.push(problem);
    return outcome;
  }
}

const textOf = (cells: Cells, columns: readonly string[]) =>
  JSON.stringify(columns.map((column) => [column, cells[column] ?? null]));

/** A cell as an extract would write it: pounds and per cent rather than how they are held. */
function textOfCell(register: RegisterName, column: string, value: CellValue): string | null {
  if (value === null) return null;
  const kind = (registers[register].columns as Columns)[column]?.kind;
  const hundredths = typeof value === 'number' && (kind === 'money' || kind === 'share');
  return hundredths ? (value / 100).toFixed(2) : String(value).slice(0, 200);
}
