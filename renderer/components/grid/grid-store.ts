import { create } from 'zustand';
import type { RegisterName } from '../../../shared/model/registers.ts';
import { applyEdits } from '../../state/edits.ts';
import { notify } from '../../state/store.ts';
import { type GridRow, type Mark, markKey, missingOf, type Plan } from './grid-edits.ts';

/** Text waiting to be put right and rows waiting to be complete: kept by register, so that no screen loses them. */
type Waiting = { marks: Record<string, Map<string, Mark>>; drafts: Record<string, GridRow[]> };

export const useWaiting = create<Waiting>()(() => ({ marks: {}, drafts: {} }));
const noMarks = new Map<string, Mark>();
const noDrafts: GridRow[] = [];

export const useMarks = (register: RegisterName) => useWaiting((state) => state.marks[register] ?? noMarks);
export const useDrafts = (register: RegisterName) => useWaiting((state) => state.drafts[register] ?? noDrafts);

export function setMarks(register: RegisterName, change: (marks: Map<string, Mark>) => void): void {
  useWaiting.setState((state) => {
    const marks = new Map(state.marks[register] ?? []);
    change(marks);
    return { marks: { ...state.marks, [register]: marks } };
  });
}

export function setDrafts(register: RegisterName, change: (drafts: readonly GridRow[]) => GridRow[]): void {
  useWaiting.setState((state) => ({ drafts: { ...state.drafts, [register]: change(state.drafts[register] ?? []) } }));
}

/**
 * Carries out a plan: edits in one call, complete new rows kept, incomplete ones held as drafts, unreadable text kept in
 * its cell. When the application refuses the edits nothing is changed, and the text stays in the cells with its reason.
 */
export async function carryOut(
  register: RegisterName,
  plan: Plan,
  texts: () => readonly Mark[],
  label?: string,
): Promise<boolean> {
  const whole = (row: GridRow) =>
    missingOf(register, row).length === 0 && !plan.marks.some((mark) => mark.id === row.id);
  const waiting = plan.drafts.filter((row) => !whole(row));
  const failure = await applyEdits(plan.edits, null, label);
  const wholeIds = new Set(plan.drafts.filter(whole).map((row) => row.id));
  if (plan.drafts.length > 0)
    setDrafts(register, (drafts) => {
      const replaced = new Map(plan.drafts.map((row) => [row.id, row]));
      const kept = drafts
        .map((row) => replaced.get(row.id) ?? row)
        .filter((row) => failure !== null || !wholeIds.has(row.id));
      const known = new Set(drafts.map((row) => row.id));
      const added = (failure ? plan.drafts : waiting).filter((row) => !known.has(row.id));
      return [...kept, ...added];
    });
  const marked = useWaiting.getState().marks[register]?.size ?? 0;
  if (marked > 0 || plan.marks.length > 0 || failure)
    setMarks(register, (marks) => {
      for (const key of plan.cleared) marks.delete(key);
      for (const mark of plan.marks) marks.set(markKey(mark.id, mark.column), mark);
      if (failure)
        for (const mark of texts()) marks.set(markKey(mark.id, mark.column), { ...mark, reason: failure.message });
    });
  if (failure) notify(failure.message, 'bad');
  else if (plan.marks.length > 0) {
    notify(
      plan.marks.length === 1
        ? `Kept as typed: ${plan.marks[0]?.reason.replace(/\.$/, '')}.`
        : `${plan.marks.length} cells kept as typed: they are marked with the reason.`,
      'bad',
    );
  }
  return failure === null;
}
