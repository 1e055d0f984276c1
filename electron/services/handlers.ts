import { methodNames } from '../../shared/api.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import type { HandlerContext, Handlers } from './handler-context.ts';

export type { HandlerContext, HandlerPaths, Handlers } from './handler-context.ts';

/**
 * Everything the window can ask for, by method name; `electron/shell` decodes the input and calls one of these. Close
 * it before the process ends: it writes the working copy and leaves the local copy as one file.
 */
export function createHandlers(_context: HandlerContext): { handlers: Handlers; close(): Promise<void> } {
  const entries = methodNames.map((name) => [
    name,
    async () => {
      throw new OutturnError('unknown-method', `${name} is not connected yet.`);
    },
  ]);
  return { handlers: Object.fromEntries(entries) as Handlers, close: async () => {} };
}
