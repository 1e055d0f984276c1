import { describe, expect, test } from 'vitest';
import {
  type Adapter,
  DeliveryProblem,
  type Destination,
  type OutgoingExport,
} from '../../../electron/services/sync/destination.ts';
import { createOutbox, type DeliveryRepository, type DeliveryRow } from '../../../electron/services/sync/outbox.ts';

function memory(): DeliveryRepository & { rows: DeliveryRow[] } {
  const rows: DeliveryRow[] = [];
  return {
    rows,
    add: (exportId, destination) =>
      rows.push({
        id: rows.length + 1,
        exportId,
        destination,
        state: 'waiting',
        attempts: 0,
        nextAt: null,
        lastError: null,
        receipt: null,
        claimedBy: null,
        claimedUntil: null,
        updatedAt: '',
      }),
    all: () => rows.map((row) => ({ ...row })),
    claim(id, { by, until }, free) {
      const row = rows.find((one) => one.id === id);
      if (!row || !free(row)) return null;
      const taken = { state: 'sending' as const, attempts: row.attempts + 1, nextAt: null };
      return { ...Object.assign(row, { ...taken, claimedBy: by, claimedUntil: until }) };
    },
    change(id, change, by) {
      const row = rows.find((one) => one.id === id);
      if (by !== undefined && row?.claimedBy !== by) return;
      Object.assign(row ?? {}, { ...change, claimedBy: null, claimedUntil: null });
    },
  };
}
const there: Destination = { id: 'a', name: 'A', kind: 'folder', folder: '/a', template: '{name}', enabled: true };
const outgoing: OutgoingExport = {
  exportId: 1,
  name: 'x',
  sha256: 'h',
  bytes: new Uint8Array(1000),
  forecast: null,
  fields: { name: 'x' },
};

function outboxWith(deliver: Adapter['deliver'], destination = there, repository = memory()) {
  let now = Date.parse('2024-01-01T00:00:00Z');
  const outbox = createOutbox({
    repository,
    destinations: async () => [destination],
    allowedHosts: async () => [],
    adapterFor: async () => ({ deliver }),
    outgoing: async () => outgoing,
    clock: () => new Date(now),
    random: () => 0,
    timeout: 60_000,
  });
  return { outbox, repository, pass: (milliseconds: number) => (now += milliseconds) };
}
/** An adapter that sends half and then waits until it is stopped. */
const stuck = () => {
  let reached: () => void = () => {};
  const half = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const deliver: Adapter['deliver'] = (_outgoing, _path, signal, sent) =>
    new Promise((_, reject) => {
      sent?.(500);
      signal.addEventListener('abort', () => reject(new Error('stopped')));
      reached();
    });
  return { deliver, half };
};

describe('the outbox', () => {
  test('tells how far a delivery is, and stops it when it is cancelled', async () => {
    const { deliver, half } = stuck();
    const { outbox, repository } = outboxWith(deliver);
    outbox.enqueue(1, ['a']);
    const run = outbox.deliverDue();
    await half;
    expect(outbox.progress()).toEqual({ id: 1, sent: 500, total: 1000 });
    expect(repository.rows[0]?.state).toBe('sending');
    outbox.cancel(1);
    await run;
    expect(repository.rows[0]).toMatchObject({ state: 'cancelled', nextAt: null });
    expect(outbox.progress()).toBeNull();
    await outbox.deliverDue({ atOnce: true });
    expect(repository.rows[0]?.state).toBe('cancelled');
    outbox.retry(1);
    expect(repository.rows[0]?.state).toBe('waiting');
  });

  test('two outboxes on one local copy send each export once; a failure of one that lost its turn changes nothing', async () => {
    const { deliver, half } = stuck();
    const late = outboxWith(deliver);
    const { repository } = late;
    let sent = 0;
    const other = outboxWith(async () => `sent ${++sent}`, there, repository);
    late.outbox.enqueue(1, ['a']);
    const stop = new AbortController();
    const run = late.outbox.deliverDue({ signal: stop.signal });
    await half;
    expect(await other.outbox.deliverDue({ atOnce: true })).toMatchObject({ delivered: 0, waiting: 1 });
    // It stalls for longer than any delivery may take: the other takes over.
    other.pass(120_000);
    expect(await other.outbox.deliverDue()).toMatchObject({ delivered: 1, waiting: 0 });
    stop.abort();
    await run;
    expect(repository.rows[0]).toMatchObject({ state: 'delivered', attempts: 2, receipt: 'sent 1', claimedBy: null });
  });

  test('closing the application in the middle costs no attempt and leaves it waiting', async () => {
    const { deliver, half } = stuck();
    const { outbox, repository } = outboxWith(deliver);
    outbox.enqueue(1, ['a']);
    const stop = new AbortController();
    const run = outbox.deliverDue({ signal: stop.signal });
    await half;
    stop.abort();
    await run;
    expect(repository.rows[0]).toMatchObject({ state: 'waiting', attempts: 0, nextAt: null });
  });

  test('what arrived before it was cancelled stays delivered', async () => {
    const { outbox, repository } = outboxWith(async () => 'there');
    outbox.enqueue(1, ['a']);
    await outbox.deliverDue();
    outbox.cancel(1);
    outbox.retry(1);
    expect(repository.rows[0]).toMatchObject({ state: 'delivered', receipt: 'there' });
  });

  test('waits longer after each failure, and not at all when an officer asks', async () => {
    let attempts = 0;
    const { outbox, repository, pass } = outboxWith(async () => {
      attempts += 1;
      throw new DeliveryProblem('retry', 'no network');
    });
    outbox.enqueue(1, ['a']);
    await outbox.deliverDue();
    expect(repository.rows[0]).toMatchObject({ state: 'waiting', nextAt: '2024-01-01T00:00:05.000Z' });
    await outbox.deliverDue();
    expect(attempts).toBe(1);
    pass(5_000);
    await outbox.deliverDue();
    expect(attempts).toBe(2);
    await outbox.deliverDue({ atOnce: true });
    expect(attempts).toBe(3);
  });

  test('takes up what is queued while it runs', async () => {
    let queued = false;
    const { outbox, repository } = outboxWith(async () => {
      if (!queued) outbox.enqueue(2, ['a']);
      queued = true;
      return 'there';
    });
    outbox.enqueue(1, ['a']);
    expect(await outbox.deliverDue()).toMatchObject({ delivered: 2, waiting: 0 });
    expect(repository.rows.map((row) => row.state)).toEqual(['delivered', 'delivered']);
  });

  test('a destination that is switched off asks someone to act', async () => {
    const { outbox, repository } = outboxWith(async () => 'there', { ...there, enabled: false });
    outbox.enqueue(1, ['a']);
    await outbox.deliverDue();
    expect(repository.rows[0]).toMatchObject({ state: 'failed', nextAt: null });
  });
});
