import type { Snapshot } from '../../shared/model/snapshot.ts';
import { backgroundTasks, type Order, type Reply } from './background-tasks.ts';
import { asFailure } from './bridge.ts';

/** The page's second thread: holds the last snapshot it was sent, does one order at a time. */
let cached: Snapshot | null = null;

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  cached = data.snapshot ?? cached;
  let reply: Reply;
  try {
    if (!cached) throw new Error('no data was sent');
    const run = backgroundTasks[data.task] as (snapshot: Snapshot, input: unknown) => unknown;
    reply = { id: data.id, value: run(cached, data.input) };
  } catch (error) {
    reply = { id: data.id, failure: asFailure(error) };
  }
  postMessage(reply);
});
