import { OutturnError } from '../../../shared/model/problem.ts';
import { backoff, longestWait } from './backoff.ts';
import { type Claim, isLeft, newClaim } from './claim.ts';
import { type Adapter, DeliveryProblem, type Destination, hostOf, type OutgoingExport } from './destination.ts';
import { fillTemplate } from './path-template.ts';

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'conflict' | 'failed' | 'cancelled';
export type DeliveryRow = {
  id: number;
  exportId: number;
  destination: string;
  state: DeliveryState;
  attempts: number;
  /** When to try next, ISO; null = now, or never for a settled state. */
  nextAt: string | null;
  lastError: string | null;
  receipt: string | null;
  /** Who is sending it, and until when at most; null unless it is being sent. */
  claimedBy: string | null;
  claimedUntil: string | null;
  updatedAt: string;
};

/** What the outbox needs of the local copy; db/deliveries.ts gives it. */
export type DeliveryRepository = {
  add(exportId: number, destination: string): void;
  all(): DeliveryRow[];
  /**
   * Marks a row as being sent under this claim, and counts an attempt, when `free` says so of the row as it stands and
   * whichever other process asks at the same time. Null when it is not free any more.
   */
  claim(id: number, claim: Claim, free: (row: DeliveryRow) => boolean): DeliveryRow | null;
  /** Changes a row that nobody sends any more; with `by` only while that claim still holds. */
  change(
    id: number,
    change: Partial<Pick<DeliveryRow, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'receipt'>>,
    by?: string,
  ): void;
};

export type OutboxParts = {
  repository: DeliveryRepository;
  destinations(): Promise<Destination[]>;
  /** Hosts the user allows; a destination elsewhere is refused before anything is sent. */
  allowedHosts(): Promise<string[]>;
  adapterFor(destination: Destination): Promise<Adapter>;
  outgoing(exportId: number): Promise<OutgoingExport>;
  clock(): Date;
  random(): number;
  /** Longest a single delivery may take, milliseconds. */
  timeout: number;
};

/** A delivery on its way just now, bytes. */
export type Progress = { id: number; sent: number; total: number };
export type DeliverOptions = {
  signal?: AbortSignal | undefined;
  /** Also tries what waits for a later moment: an officer asked, or the network came back. */
  atOnce?: boolean;
};
/** `waiting`: also what another process is sending. */
export type Delivered = { delivered: number; waiting: number; conflicts: number; failed: number };

/** The export outbox: what must go where, kept in the local copy so that it survives restarts; each export arrives once. */
export type Outbox = {
  /** Queues an export for destinations; queueing twice is once. */
  enqueue(exportId: number, destinations: readonly string[]): void;
  /**
   * Tries everything that is due, one after another, and what is queued meanwhile. Never throws for a delivery: the
   * state says what happened. Asked again while a run goes, the same run answers.
   */
  deliverDue(options?: DeliverOptions): Promise<Delivered>;
  /** Puts a conflict, failure or cancellation back in the queue. */
  retry(id: number): void;
  /** Takes a delivery out of the queue; one on its way is stopped. What has arrived stays delivered. */
  cancel(id: number): void;
  list(): DeliveryRow[];
  progress(): Progress | null;
};

/** After this many failures of the network a delivery keeps its place but is shown as failing. */
const quietAttempts = 12;

export function createOutbox(parts: OutboxParts): Outbox {
  let running: Promise<Delivered> | null = null;
  /** Asked while a run goes: what waits for later is tried by it too. */
  let hurry = false;
  let current: { progress: Progress; stop: AbortController } | null = null;

  async function attempt(id: number, signal: AbortSignal | undefined): Promise<void> {
    const claim = newClaim(parts.clock(), parts.timeout);
    try {
      const row = parts.repository.claim(id, claim, isTurn);
      if (row) await send(row, claim, signal);
    } finally {
      claim.release();
    }
  }

  async function send(row: DeliveryRow, { by }: Claim, signal: AbortSignal | undefined): Promise<void> {
    const { attempts } = row;
    const stop = new AbortController();
    const own = { progress: { id: row.id, sent: 0, total: 0 }, stop };
    current = own;
    const signals = [stop.signal, AbortSignal.timeout(parts.timeout), ...(signal ? [signal] : [])];
    try {
      const destination = (await parts.destinations()).find((one) => one.id === row.destination);
      if (!destination?.enabled)
        throw new DeliveryProblem('refused', 'This destination is switched off or no longer there.');
      const host = hostOf(destination);
      if (host !== null && !(await parts.allowedHosts()).includes(host)) {
        throw new DeliveryProblem(
          'refused',
          `${host} is not on the list of hosts you allow. Add it under Exports, Destinations.`,
        );
      }
      const outgoing = await parts.outgoing(row.exportId);
      own.progress.total = outgoing.bytes.byteLength;
      const adapter = await parts.adapterFor(destination);
      stop.signal.throwIfAborted();
      const receipt = await adapter.deliver(
        outgoing,
        fillTemplate(destination.template, outgoing.fields),
        AbortSignal.any(signals),
        (bytes) => {
          own.progress.sent = Math.min(bytes, own.progress.total);
        },
      );
      // What has arrived has arrived, whoever else has taken the row meanwhile.
      parts.repository.change(row.id, { state: 'delivered', receipt, lastError: null, nextAt: null });
    } catch (error) {
      if (stop.signal.aborted) parts.repository.change(row.id, { state: 'cancelled', nextAt: null }, by);
      else if (signal?.aborted)
        parts.repository.change(row.id, { state: 'waiting', attempts: attempts - 1, nextAt: null }, by);
      else parts.repository.change(row.id, afterFailure(error, attempts), by);
    } finally {
      current = null;
    }
  }

  function afterFailure(error: unknown, attempts: number): Partial<DeliveryRow> {
    // A server’s own words may be part of it, and of any length.
    const message = error instanceof Error ? error.message.slice(0, 500) : 'The delivery stopped.';
    if (error instanceof DeliveryProblem && error.kind === 'conflict')
      return { state: 'conflict', lastError: message, nextAt: null };
    if (error instanceof OutturnError || (error instanceof DeliveryProblem && error.kind === 'refused'))
      return { state: 'failed', lastError: message, nextAt: null };
    const nextAt = new Date(parts.clock().getTime() + backoff(attempts, parts.random())).toISOString();
    return { state: attempts >= quietAttempts ? 'failed' : 'waiting', lastError: message, nextAt };
  }

  async function run(signal: AbortSignal | undefined): Promise<Delivered> {
    const tried = new Set<number>();
    while (!signal?.aborted) {
      const next = parts.repository.all().find((row) => !tried.has(row.id) && isTurn(row));
      if (!next) break;
      tried.add(next.id);
      await attempt(next.id, signal);
    }
    const rows = parts.repository.all();
    const count = (state: DeliveryState) => rows.filter((row) => row.state === state).length;
    return {
      delivered: count('delivered'),
      waiting: count('waiting') + count('sending'),
      conflicts: count('conflict'),
      failed: count('failed'),
    };
  }

  /** Due, or left in the middle by a process that ended. */
  function isTurn(row: DeliveryRow): boolean {
    if (row.state !== 'sending') return open(row) && (hurry || isDue(row));
    return isLeft({ by: row.claimedBy, until: row.claimedUntil }, parts.clock(), parts.timeout);
  }

  /** Its time has come, or lies further off than any wait we set: the clock was wrong when it was written. */
  function isDue(row: DeliveryRow): boolean {
    if (row.nextAt === null) return true;
    const wait = Date.parse(row.nextAt) - parts.clock().getTime();
    return !(wait > 0 && wait <= longestWait);
  }

  /** Waiting, or failed by the network often enough to be shown but still worth another try when due. */
  function open(row: DeliveryRow): boolean {
    return row.state === 'waiting' || (row.state === 'failed' && row.nextAt !== null);
  }

  return {
    enqueue(exportId, destinations) {
      const queued = parts.repository.all();
      for (const destination of destinations) {
        if (!queued.some((row) => row.exportId === exportId && row.destination === destination))
          parts.repository.add(exportId, destination);
      }
    },
    deliverDue({ signal, atOnce = false } = {}) {
      hurry ||= atOnce;
      running ??= run(signal).finally(() => {
        running = null;
        hurry = false;
      });
      return running;
    },
    retry(id) {
      const row = parts.repository.all().find((one) => one.id === id);
      if (row && row.state !== 'delivered' && row.state !== 'sending')
        parts.repository.change(id, { state: 'waiting', nextAt: null, attempts: 0 });
    },
    cancel(id) {
      const row = parts.repository.all().find((one) => one.id === id);
      if (!row || row.state === 'delivered') return;
      if (current?.progress.id === id) current.stop.abort();
      else parts.repository.change(id, { state: 'cancelled', nextAt: null });
    },
    list: () => parts.repository.all(),
    progress: () => current && { ...current.progress },
  };
}
