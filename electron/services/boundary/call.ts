import { type Answer, type Api, api, type InputOf, type MethodName, type OutputOf } from '../../../shared/api.ts';
import { type Failure, type FailureCode, OutturnError } from '../../../shared/model/problem.ts';
import { createAllowance } from './allowance.ts';
import { withinBounds } from './bounds.ts';
import { withoutPaths } from './without-paths.ts';

export type AllHandlers = { [M in MethodName]: (input: InputOf<M>) => Promise<OutputOf<M>> };

export type CallBoundary = {
  handlers: AllHandlers;
  /** Told the method and the error that no service expected; keep it on this machine. */
  unexpected: (method: string, error: unknown) => void;
  /** Milliseconds that only grow, for how often a method may be called. */
  clock?: () => number;
};

/**
 * The one place where the page's calls come in, once the shell has seen who is calling: checks that the method exists,
 * that the payload is of bearable size and decodes by the method's schema, then calls one handler. Never throws, and
 * never tells the page a stack or a folder.
 */
export function createCall({ handlers, unexpected, clock = () => performance.now() }: CallBoundary) {
  const allowed = createAllowance(clock);
  return async (method: unknown, input: unknown): Promise<Answer<unknown>> => {
    if (typeof method !== 'string' || !Object.hasOwn(api, method)) {
      return failure('unknown-method', 'Outturn does not know this action. Restart it to finish an update.');
    }
    const name = method as MethodName;
    if (!withinBounds(input)) {
      return failure('invalid-input', 'This is more than Outturn can take in one step. Do it in smaller parts.');
    }
    const decoded = (api as Api)[name].input.safeParse(input);
    if (!decoded.success) {
      const issue = decoded.error.issues[0];
      const place = issue?.path.map(String).join('.').slice(0, 200) ?? '';
      return failure('invalid-input', `Outturn could not take this value: ${issue?.message ?? 'not understood'}.`, {
        place,
      });
    }
    if (!allowed(name)) {
      return failure(
        'too-often',
        'This was asked for too many times within a minute, so it was not done again. Wait a minute, then try again; what was answered is kept.',
      );
    }
    try {
      const handle = handlers[name] as (input: unknown) => Promise<unknown>;
      return { ok: true, value: await handle(decoded.data) };
    } catch (error) {
      if (error instanceof OutturnError) return { ok: false, error: plain(error) };
      unexpected(name, error);
      return failure(
        'internal',
        'Something went wrong inside Outturn and this step was not finished. Try it again; if it happens again, restart Outturn. Your work so far is kept.',
      );
    }
  };
}

function failure(code: FailureCode, message: string, details?: Failure['details']): Answer<never> {
  return { ok: false, error: details ? { code, message, details } : { code, message } };
}

function plain(error: OutturnError): Failure {
  const details = Object.fromEntries(
    Object.entries(error.details).map(([key, value]) => [key, typeof value === 'string' ? withoutPaths(value) : value]),
  );
  return { code: error.code, message: withoutPaths(error.message), details };
}
