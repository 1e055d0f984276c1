import type { JobProgress } from '../../shared/api.ts';
import { followJob } from './follow-job.ts';
import { notify, useStore } from './store.ts';

/** Waits for a job, showing how far it is beside what is busy; null when it failed, which is shown. */
export async function jobResult<T>(id: string, describe: (progress: JobProgress) => string): Promise<T | null> {
  const result = await followJob<T>(id, (progress) => useStore.setState({ busy: describe(progress) }));
  if (result?.ok) return result.value;
  if (result && result.error.code !== 'cancelled') notify(result.error.message, 'bad');
  return null;
}
