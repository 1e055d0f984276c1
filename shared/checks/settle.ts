import type { Edit } from '../api.ts';
import { isCivilDate } from '../model/calendar.ts';
import type { DisputeInput, DisputeSide } from '../model/dispute.ts';
import { OutturnError } from '../model/problem.ts';
import type { Settlement } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { cellValue, readCell } from './cells.ts';
import type { Contradiction } from './contradictions.ts';
import { runChecks } from './run-checks.ts';
import { sidesText } from './settlement-state.ts';

/** How an officer settles a contradiction. Values are in the unit of the dispute. */
export type SettleAnswer = {
  how:
    | { choice: 'a source'; label: string }
    | { choice: 'another value'; value: number | null; day: string | null }
    | { choice: 'left as stated' };
  reason: string;
  by: string;
  on: string;
};

/**
 * The edits that settle a contradiction, one undo step: the settlement itself, the stated facts marked, and the cell the
 * fact is an input of set to the value used. Throws `invalid-input` without a reason, a name or a day, with a value that
 * is none, and where the value used would make something that must be settled first (a check that blocks).
 */
export function settle(snapshot: Snapshot, contradiction: Contradiction, answer: SettleAnswer): Edit[] {
  const { dispute, settlement: earlier } = contradiction;
  if (!dispute) throw new OutturnError('invalid-input', `The sources of “${contradiction.title}” no longer disagree.`);
  const [reason, by] = [answer.reason.trim(), answer.by.trim()];
  if (reason === '') throw new OutturnError('invalid-input', 'Give the reason: it is kept with the settlement.');
  if (by === '') throw new OutturnError('invalid-input', 'Say who settles it: a name or a role.');
  if (!isCivilDate(answer.on)) throw new OutturnError('invalid-input', 'Give the day it is settled on.');
  const used = valueUsed(contradiction, answer);
  const { input } = dispute;
  const sets = input !== null && used.value !== null;
  const values: Omit<Settlement, 'id'> = {
    ...{ key: dispute.key, title: dispute.title, choice: answer.how.choice, unit: dispute.unit },
    ...{
      chosen: used.side?.label ?? null,
      value: used.value,
      day: used.day,
      sides: sidesText(dispute, answer.how.choice),
    },
    ...{ input: sets ? input.cell : null, valueBefore: sets ? (earlier?.valueBefore ?? input.value) : null },
    ...{ reason, settledBy: by, settledOn: answer.on },
  };
  const edits: Edit[] = [
    earlier
      ? { op: 'update', register: 'settlements', id: earlier.id, values }
      : { op: 'insert', register: 'settlements', values },
    ...marks(snapshot, contradiction, answer, used.side),
  ];
  if (sets) {
    const value = cellValue(input, used.value as number);
    edits.push({ op: 'update', register: input.register, id: input.row, values: { [input.column]: value } });
    refuseBlocked(snapshot, edits, contradiction);
  }
  return edits;
}

type Used = { side: DisputeSide | null; value: number | null; day: string | null };

function valueUsed({ dispute }: Contradiction, { how }: SettleAnswer): Used {
  if (how.choice === 'left as stated') return { side: null, value: null, day: null };
  const dates = dispute?.kind === 'date';
  if (how.choice === 'a source') {
    const side = dispute?.sides.find((each) => each.label === how.label);
    if (!side) throw new OutturnError('invalid-input', 'Choose which source is used.');
    return { side, value: dates ? null : side.value, day: dates ? side.day : null };
  }
  if (dates) {
    if (how.day === null || !isCivilDate(how.day)) throw new OutturnError('invalid-input', 'Give the date to be used.');
    return { side: null, value: null, day: how.day };
  }
  if (how.value === null || !Number.isFinite(how.value)) {
    throw new OutturnError('invalid-input', 'Give the value to be used, as a number.');
  }
  return { side: null, value: how.value, day: null };
}

/** Stated facts of one fact carry which of them is accepted. */
function marks(
  snapshot: Snapshot,
  { dispute }: Contradiction,
  answer: SettleAnswer,
  chosen: DisputeSide | null,
): Edit[] {
  if (!dispute?.key.startsWith('fact ·') || answer.how.choice === 'left as stated') return [];
  return dispute.sides.flatMap((side): Edit[] => {
    const row = side.register === 'statedFacts' ? snapshot.statedFacts.find((each) => each.id === side.rows[0]) : null;
    if (!row) return [];
    const accepted = side === chosen ? 1 : 0;
    const reason = accepted === 1 && (row.reason ?? '').trim() === '' ? { reason: answer.reason.trim() } : {};
    if (row.accepted === accepted && !('reason' in reason)) return [];
    return [{ op: 'update', register: 'statedFacts', id: row.id, values: { accepted, ...reason } }];
  });
}

/** A value that would break a rule that blocks (shares of 101 %) is not written. */
function refuseBlocked(snapshot: Snapshot, edits: readonly Edit[], { title }: Contradiction): void {
  const blocked = (data: Snapshot) => runChecks(data).filter((finding) => finding.severity === 'block');
  const known = new Set(blocked(snapshot).map((finding) => finding.message));
  const raised = blocked(withUpdates(snapshot, edits)).find((finding) => !known.has(finding.message));
  if (!raised) return;
  throw new OutturnError(
    'invalid-input',
    `“${title}” was not settled so: ${raised.message} Correct that first, or use another value.`,
    { code: raised.code },
  );
}

/** A snapshot with the updates among some edits: what the data would be. */
export function withUpdates(snapshot: Snapshot, edits: readonly Edit[]): Snapshot {
  const next = { ...snapshot } as unknown as Record<string, { id: number }[]>;
  for (const edit of edits) {
    if (edit.op !== 'update') continue;
    next[edit.register] = (next[edit.register] ?? []).map((row) =>
      row.id === edit.id ? { ...row, ...edit.values } : row,
    );
  }
  return next as unknown as Snapshot;
}

/** The cell a settlement set, where the sources agree since and there is no dispute to name it. */
function inputAgain(snapshot: Snapshot, settlement: Settlement | null): DisputeInput | null {
  if (!settlement?.input) return null;
  const found = readCell(snapshot, settlement.input, settlement.unit);
  return typeof found === 'string' ? null : found;
}

/**
 * The edits that open a settled contradiction again, one undo step: the settlement goes (the change log keeps it), no
 * source is accepted, and the cell it set holds what it held before, unless it has been changed since.
 */
export function reopen(snapshot: Snapshot, { dispute, settlement }: Contradiction): Edit[] {
  const edits: Edit[] = settlement ? [{ op: 'delete', register: 'settlements', id: settlement.id }] : [];
  for (const side of dispute?.key.startsWith('fact ·') ? dispute.sides : []) {
    const row = side.register === 'statedFacts' ? snapshot.statedFacts.find((each) => each.id === side.rows[0]) : null;
    if (row?.accepted === 1) edits.push({ op: 'update', register: 'statedFacts', id: row.id, values: { accepted: 0 } });
  }
  const input = dispute?.input ?? inputAgain(snapshot, settlement);
  if (input && settlement?.input === input.cell && settlement.valueBefore !== null && settlement.value !== null) {
    const now = cellValue(input, input.value);
    const before = cellValue(input, settlement.valueBefore);
    if (now === cellValue(input, settlement.value) && now !== before) {
      edits.push({ op: 'update', register: input.register, id: input.row, values: { [input.column]: before } });
    }
  }
  return edits;
}
