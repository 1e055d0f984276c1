import { call } from './bridge.ts';
import { refreshStatus, takeTurn } from './edits.ts';
import { placeScenario } from './scenario.ts';
import { get, notify, type State, set } from './store.ts';

/** Words of the step that undo would take back; null when there is none. Steps of an earlier session come from main. */
export function undoLabel(state: State): string | null {
  return state.past.at(-1)?.label ?? state.status?.undo ?? null;
}

export function redoLabel(state: State): string | null {
  return state.future.at(-1)?.label ?? state.status?.redo ?? null;
}

/** Takes back the last step, of the data or of the scenario, whichever came last. */
export async function undo(): Promise<void> {
  const state = get();
  const step = state.past.at(-1);
  if (step?.kind === 'scenario') {
    set({ past: state.past.slice(0, -1), future: [...state.future, step] });
    placeScenario(step.before);
    notify(`Undone: ${step.label}`);
    return;
  }
  if (!step && !state.status?.undo) {
    notify('Nothing to undo.');
    return;
  }
  await undoData(false);
}

/** Takes a step of the data back; an import only once the officer has been told what goes and said yes. */
async function undoData(imports: boolean): Promise<void> {
  const answer = await call('undo', { imports });
  if (!answer.ok) {
    if (answer.error.code === 'undo-takes-import')
      set({
        question: {
          title: 'Undo the whole import?',
          text: answer.error.message,
          yes: 'Undo the import',
          run: () => void undoData(true),
        },
      });
    else notify(answer.error.message, 'bad');
    return;
  }
  await takeTurn(answer.value);
  set((now) => ({
    past: now.past.slice(0, -1),
    future: [...now.future, { kind: 'data' as const, label: answer.value.label }],
  }));
  notify(`Undone: ${answer.value.label}`);
  await refreshStatus();
}

/** Does again what was last undone. */
export async function redo(): Promise<void> {
  const state = get();
  const step = state.future.at(-1);
  if (step?.kind === 'scenario') {
    set({ future: state.future.slice(0, -1), past: [...state.past, step] });
    placeScenario(step.after);
    notify(`Redone: ${step.label}`);
    return;
  }
  if (!step && !state.status?.redo) {
    notify('Nothing to redo.');
    return;
  }
  const answer = await call('redo', {});
  if (!answer.ok) {
    notify(answer.error.message, 'bad');
    return;
  }
  await takeTurn(answer.value);
  set((now) => ({
    future: now.future.slice(0, -1),
    past: [...now.past, { kind: 'data' as const, label: answer.value.label }],
  }));
  notify(`Redone: ${answer.value.label}`);
  await refreshStatus();
}
