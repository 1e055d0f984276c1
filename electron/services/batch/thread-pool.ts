import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { type FailureCode, OutturnError } from '../../../shared/model/problem.ts';
import type { WorkerOrder } from '../jobs/worker-messages.ts';
import type { ThreadAnswer, ThreadMessage, ThreadOrder } from './thread-jobs.ts';

/** Threads that answer the orders of a batch, each one order at a time. */
export type ThreadPool = {
  /** Answers an order; its own failure is thrown, `internal` where threads died over it time after time. */
  ask(order: ThreadOrder): Promise<Answered>;
  /** Orders that were given to another thread because the one that had them died. */
  repeated(): number;
  /** Ends every thread; what waits is answered `cancelled`. */
  close(): Promise<void>;
};
export type Answered = { value: ThreadAnswer; milliseconds: number };
export type StartThread = (order: WorkerOrder, given: MessagePort[]) => Worker;

type Asked = {
  order: ThreadOrder;
  attempts: number;
  resolve: (answer: Answered) => void;
  reject: (error: Error) => void;
};

/** An order over which so many threads have died is the cause itself: fewer may die over one on a machine that ends them at random. */
const mostAttempts = 25;

/**
 * A pool of `count` threads that run the file `worker`. A thread that dies is replaced and its order given to another: what
 * it computes depends on the order alone, so a repeat gives the same bytes.
 */
export function createThreadPool(
  worker: string | URL,
  count: number,
  start: StartThread = (order, given) => new Worker(worker, { workerData: order, transferList: given }),
): ThreadPool {
  const waiting: Asked[] = [];
  const threads = new Set<{ thread: Worker; port: MessagePort; now: Asked | null }>();
  let [closed, repeated] = [false, 0];

  const begin = () => {
    const { port1, port2 } = new MessageChannel();
    const thread = start({ job: 'batch', input: { port: port2 } }, [port2]);
    const entry: { thread: Worker; port: MessagePort; now: Asked | null } = { thread, port: port1, now: null };
    threads.add(entry);
    port1.on('message', (message: ThreadMessage) => {
      const { now } = entry;
      entry.now = null;
      if (now && 'error' in message) {
        const { code, message: text } = message.error;
        now.reject(new OutturnError(code as FailureCode, text));
      } else if (now && 'value' in message) now.resolve(message);
      next();
    });
    thread.on('error', () => {});
    thread.once('exit', () => {
      port1.close();
      threads.delete(entry);
      const { now } = entry;
      if (closed) return;
      if (now) {
        now.attempts += 1;
        repeated += 1;
        // Behind the others: threads that die one after the other, whatever they do, are not all counted against one order.
        if (now.attempts < mostAttempts) waiting.push(now);
        else now.reject(new OutturnError('internal', `A calculation of the batch ended ${mostAttempts} threads.`));
      }
      // Each death makes the next beginning later, so that a machine out of memory is not kept busy with starting.
      const beginning = setTimeout(() => !closed && begin(), Math.min(1000, 10 * repeated));
      beginning.unref();
      if (threads.size === 0) beginning.ref();
    });
    next();
  };
  const next = () => {
    for (const entry of threads) {
      if (entry.now || waiting.length === 0) continue;
      entry.now = waiting.shift() ?? null;
      if (entry.now) entry.port.postMessage(entry.now.order);
    }
  };
  for (let at = 0; at < count; at += 1) begin();
  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(stopped());
        waiting.push({ order, attempts: 0, resolve, reject });
        next();
      }),
    repeated: () => repeated,
    async close() {
      closed = true;
      const open = [...threads].flatMap(({ now }) => (now ? [now] : []));
      for (const asked of [...waiting.splice(0), ...open]) asked.reject(stopped());
      await Promise.all([...threads].map(({ thread }) => thread.terminate()));
    },
  };
}

const stopped = () =>
  new OutturnError('cancelled', 'The batch was cancelled. What is done is kept; the same command goes on from there.');
