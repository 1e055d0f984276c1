import type { InputOf, OutputOf, PageMethodName } from '../../shared/api.ts';
import { call } from './bridge.ts';
import { notify } from './store.ts';

/** Calls a method and shows its failure to the officer; null when it failed. A cancelled dialog is not a failure. */
export async function ask<M extends PageMethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M> | null> {
  const answer = await call(method, input);
  if (answer.ok) return answer.value;
  if (answer.error.code !== 'cancelled') notify(answer.error.message, 'bad');
  return null;
}
