import { useEffect, useRef, useState } from 'react';
import { type Failure, OutturnError } from '../../shared/model/problem.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import type { Order, Reply, TaskInput, TaskName, TaskOutput } from './background-tasks.ts';
import { asFailure } from './bridge.ts';

/**
 * Runs heavy questions (orders of levers, tornado, goal seek) in a worker of the page, so that sliders stay
 * smooth. One worker a task, kept with the snapshot it was sent; asking again while it is busy ends it and starts anew.
 */
type Slot = { worker: Worker; snapshot: Snapshot; busy: boolean };
const slots = new Map<TaskName, Slot>();
let orders = 0;

function slotFor(task: TaskName, snapshot: Snapshot): { slot: Slot; send: Snapshot | null } {
  const idle = slots.get(task);
  if (idle && !idle.busy) {
    const send = idle.snapshot === snapshot ? null : snapshot;
    idle.snapshot = snapshot;
    return { slot: idle, send };
  }
  idle?.worker.terminate();
  const worker = new Worker(new URL('./background.worker.ts', import.meta.url), { type: 'module' });
  const slot = { worker, snapshot, busy: false };
  slots.set(task, slot);
  return { slot, send: snapshot };
}

/** Asks the worker of a task. The promise never settles for an order that a later one has replaced. */
export function inBackground<T extends TaskName>(
  task: T,
  snapshot: Snapshot,
  input: TaskInput<T>,
): Promise<TaskOutput<T>> {
  const { slot, send } = slotFor(task, snapshot);
  orders += 1;
  const order: Order = { id: orders, task, input, snapshot: send };
  slot.busy = true;
  return new Promise((resolve, reject) => {
    slot.worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.id !== order.id) return;
      slot.busy = false;
      if (data.failure) reject(new OutturnError(data.failure.code, data.failure.message));
      else resolve(data.value as TaskOutput<T>);
    };
    slot.worker.onerror = (event) => {
      slot.busy = false;
      slots.delete(task);
      slot.worker.terminate();
      reject(new Error(event.message || 'the background calculation could not start'));
    };
    slot.worker.postMessage(order);
  });
}

/** Ends what a task is doing. */
export function stopBackground(task: TaskName): void {
  const slot = slots.get(task);
  if (!slot?.busy) return;
  slot.worker.terminate();
  slots.delete(task);
}

/** `answered` is the input that `value` belongs to, which may be an earlier one than is asked now. */
export type Background<V, I = unknown> = {
  value: V | null;
  answered: I | null;
  running: boolean;
  failure: Failure | null;
  stop: () => void;
};

/**
 * The answer to a question; it is asked again when its input (or `own`, where the input is too large to compare)
 * changes, and not while the input is null. The last answer stays until the next is there. A rest of 200 ms goes before, so that a slider under the hand asks once.
 */
export function useBackground<T extends TaskName>(
  task: T,
  snapshot: Snapshot | null,
  input: TaskInput<T> | null,
  own?: string,
): Background<TaskOutput<T>, TaskInput<T>> {
  const [state, setState] = useState<Omit<Background<TaskOutput<T>, TaskInput<T>>, 'stop'>>({
    value: null,
    answered: null,
    running: false,
    failure: null,
  });
  const key = input === null ? null : (own ?? JSON.stringify(input));
  const given = useRef(input);
  given.current = input;
  useEffect(() => {
    if (key === null || !snapshot) return;
    let wanted = true;
    setState((before) => ({ ...before, running: true, failure: null }));
    const timer = setTimeout(() => {
      const asked = given.current;
      if (!asked) return;
      inBackground(task, snapshot, asked).then(
        (value) => wanted && setState({ value, answered: asked, running: false, failure: null }),
        (error) => wanted && setState({ value: null, answered: null, running: false, failure: asFailure(error) }),
      );
    }, 200);
    return () => {
      wanted = false;
      clearTimeout(timer);
      stopBackground(task);
    };
  }, [task, snapshot, key]);
  const stop = () => {
    stopBackground(task);
    setState((before) => ({ ...before, running: false }));
  };
  // What is asked no more runs no more.
  return { ...state, running: state.running && key !== null, stop };
}
