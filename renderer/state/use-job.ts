import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../shared/api.ts';
import type { Failure } from '../../shared/model/problem.ts';
import { call } from './bridge.ts';
import { followJob } from './follow-job.ts';

export type JobView<V> = {
  value: V | null;
  /** Set while it runs; `total` null until it is known. */
  running: { done: number; total: number | null } | null;
  failure: Failure | null;
  /** It was stopped by hand: `start` begins it again. */
  stopped: boolean;
  stop: () => void;
  start: () => void;
};
type CachedAnswer = { of: object; key: string; value: unknown };

/** The last answer of each kind of job: a view that is opened again with nothing changed shows it at once. */
const last = new Map<string, CachedAnswer>();

/**
 * The result of a job of the application, such as a comparison of methods: begun when the view opens, again when `of`
 * (by identity) or `key` changes, and ended when the view closes or the officer stops it. `kind` names the job.
 */
export function useJob<V>(
  kind: string,
  of: object,
  key: string,
  begin: () => Promise<Answer<{ job: string }>>,
): JobView<V> {
  const cached = last.get(kind);
  const known = cached?.of === of && cached.key === key ? (cached.value as V) : null;
  const [state, setState] = useState<Pick<JobView<V>, 'running' | 'failure' | 'stopped'>>({
    running: null,
    failure: null,
    stopped: false,
  });
  const [turn, setTurn] = useState(0);
  const asked = useRef(begin);
  asked.current = begin;
  const stopping = useRef(() => {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `turn` begins it again
  useEffect(() => {
    if (known !== null) return;
    let [wanted, job] = [true, null as string | null];
    const end = (next: Pick<JobView<V>, 'failure' | 'stopped'>) => wanted && setState({ running: null, ...next });
    stopping.current = () => {
      end({ failure: null, stopped: true });
      wanted = false;
      if (job !== null) void call('jobCancel', { id: job });
    };
    const follow = async () => {
      const started = await asked.current();
      if (!started.ok) return end({ failure: started.error, stopped: false });
      job = started.value.job;
      if (!wanted) return void call('jobCancel', { id: job });
      const result = await followJob<V>(
        job,
        ({ done, total }) => setState({ running: { done, total }, failure: null, stopped: false }),
        () => wanted,
      );
      if (result === null) return;
      if (result.ok) last.set(kind, { of, key, value: result.value });
      end({ failure: result.ok ? null : result.error, stopped: false });
    };
    setState({ running: { done: 0, total: null }, failure: null, stopped: false });
    void follow();
    return () => {
      wanted = false;
      if (job !== null) void call('jobCancel', { id: job });
    };
  }, [kind, of, key, known === null, turn]);
  return {
    ...state,
    value: known,
    stop: useCallback(() => stopping.current(), []),
    start: useCallback(() => setTurn((before) => before + 1), []),
  };
}
