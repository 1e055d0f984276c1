import type { Answer, InputOf, OutputOf, PageMethodName } from '../../shared/api.ts';
import { unpackSnapshot } from '../../shared/model/packed-snapshot.ts';
import { type Failure, OutturnError } from '../../shared/model/problem.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';

/** Calls one method of the application. Never throws: a broken bridge is an `internal` failure like any other. */
export async function call<M extends PageMethodName>(method: M, input: InputOf<M>): Promise<Answer<OutputOf<M>>> {
  try {
    const run = window.outturn[method] as unknown as (given: InputOf<M>) => Promise<Answer<OutputOf<M>>>;
    return await run(input);
  } catch (error) {
    return { ok: false, error: asFailure(error) };
  }
}

/** Every row of the copy the open scenario stands on. */
export async function callSnapshot(): Promise<Answer<Snapshot>> {
  const answer = await call('packedSnapshot', {});
  return answer.ok ? { ok: true, value: unpackSnapshot(answer.value) } : answer;
}

/** A thrown value as a failure the window can show. */
export function asFailure(error: unknown): Failure {
  if (error instanceof OutturnError) return { code: error.code, message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong inside Outturn: ${reason}. Nothing was changed.` };
}
