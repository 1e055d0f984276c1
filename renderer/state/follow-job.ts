import type { Answer, JobProgress } from '../../shared/api.ts';
import { call } from './bridge.ts';

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Follows a job of the application to its end, asking less often the longer it takes: its result, or why there is none.
 * `running` is told of each answer on the way. Null as soon as `wanted` is false: nobody waits for it any more.
 */
export async function followJob<T>(
  id: string,
  running: (progress: JobProgress) => void,
  wanted: () => boolean = () => true,
): Promise<Answer<T> | null> {
  for (let wait = 60; wanted(); wait = Math.min(300, wait * 1.4)) {
    await pause(wait);
    if (!wanted()) break;
    const answer = await call('job', { id });
    if (!wanted()) break;
    if (!answer.ok) return answer;
    if (answer.value.state === 'running') {
      running(answer.value);
      continue;
    }
    const result = await call('jobResult', { id });
    return wanted() ? (result as Answer<T>) : null;
  }
  return null;
}
