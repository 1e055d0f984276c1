import type { JobProgress } from '../../shared/api.ts';
import { call } from './bridge.ts';
import { notify, useStore } from './store.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits for a job, showing how far it is in the words of what is busy; null when it failed, which is shown. */
export async function jobResult<T>(id: string, describe: (progress: JobProgress) => string): Promise<T | null> {
  for (let wait = 80; ; wait = Math.min(400, wait * 1.4)) {
    await pause(wait);
    const answer = await call('job', { id });
    if (!answer.ok) {
      notify(answer.error.message, 'bad');
      return null;
    }
    if (answer.value.state === 'running') {
      useStore.setState({ busy: describe(answer.value) });
      continue;
    }
    const result = await call('jobResult', { id });
    if (result.ok) return result.value as T;
    if (result.error.code !== 'cancelled') notify(result.error.message, 'bad');
    return null;
  }
}
