import type { Answer, Edit, EditResult } from '../../shared/api.ts';
import { changedByPacked, packEdits } from '../../shared/model/packed-edits.ts';
import { patchSnapshot } from '../../shared/model/patch-snapshot.ts';
import type { Failure } from '../../shared/model/problem.ts';
import { call, callSnapshot } from './bridge.ts';
import { followOthers } from './commands.ts';
import { requestForecastAfterPaint } from './recompute.ts';
import { refuseWhileLeaving } from './scenario.ts';
import { get, set } from './store.ts';

/** Shows what an edit, undo or redo has changed, and reads all again where that is more than rows. */
export async function takeTurn({ changed, beyond, dataDate }: EditResult): Promise<void> {
  const read = beyond ? await callSnapshot() : null;
  const { snapshot } = get();
  if (read?.ok) set({ snapshot: read.value });
  else if (snapshot) {
    const patched = patchSnapshot(snapshot, changed);
    set({ snapshot: dataDate ? { ...patched, dataDate } : patched });
  }
  requestForecastAfterPaint();
}

/** Applies edits as one undo step, called `label` or what main makes of them. Gives the failure when they were refused: then nothing has changed anywhere. */
export async function applyEdits(edits: Edit[], why: string | null = null, label?: string): Promise<Failure | null> {
  if (edits.length === 0) return null;
  if (refuseWhileLeaving()) return { code: 'cancelled', message: 'Another scenario is being opened.' };
  const answer = await sendEdits(edits, why, label);
  if (!answer.ok) return answer.error;
  await takeTurn(answer.value);
  set((state) => ({
    past: [...state.past, { kind: 'data' as const, label: answer.value.label }].slice(-500),
    future: [],
  }));
  void refreshStatus();
  return null;
}

/** From so many edits on they are packed: carrying and checking a long paste cell by cell would take longer than keeping it. */
const many = 200;

async function sendEdits(edits: Edit[], why: string | null, label: string | undefined): Promise<Answer<EditResult>> {
  const given = { why, ...(label ? { label } : {}) };
  const packed = edits.length < many ? null : packEdits(edits);
  if (!packed) return call('applyEdits', { edits, ...given });
  const answer = await call('applyPackedEdits', { packed, ...given });
  if (!answer.ok) return answer;
  return { ok: true, value: { ...answer.value, changed: changedByPacked(edits, answer.value) } };
}

/** Asks main for what it alone knows: counts, findings, what it would undo. */
export async function refreshStatus(): Promise<void> {
  const [status, findings] = await Promise.all([call('storeStatus', {}), call('findings', {})]);
  if (status.ok && status.value.others !== get().status?.others) return followOthers();
  if (status.ok) set({ status: status.value });
  if (findings.ok) set({ findings: findings.value });
}
