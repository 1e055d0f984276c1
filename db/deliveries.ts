import type { Store } from './store.ts';

/** One export on its way to one destination. Times are ISO; null `nextAt` = now, or never for a settled state. */
export type DeliveryRecord = {
  id: number;
  exportId: number;
  destination: string;
  state: 'waiting' | 'sending' | 'delivered' | 'conflict' | 'failed' | 'cancelled';
  attempts: number;
  nextAt: string | null;
  lastError: string | null;
  receipt: string | null;
  /** Who is sending it, and until when at most; null unless it is being sent. */
  claimedBy: string | null;
  claimedUntil: string | null;
  updatedAt: string;
};
type Changed = Partial<Pick<DeliveryRecord, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'receipt'>>;
type Row = {
  id: number;
  export_id: number;
  destination: string;
  state: DeliveryRecord['state'];
  attempts: number;
  next_at: string | null;
  last_error: string | null;
  receipt: string | null;
  claimed_by: string | null;
  claimed_until: string | null;
  updated_at: string;
};

/** The deliveries of a local copy, oldest first. */
export function deliveries(store: Store) {
  return {
    /** Queues an export for a destination; a pair already queued is left as it is. */
    add(exportId: number, destination: string): void {
      const at = store.now();
      store.run(
        store.query
          .insertInto('deliveries')
          .values({
            export_id: exportId,
            destination,
            state: 'waiting',
            attempts: 0,
            next_at: null,
            last_error: null,
            receipt: null,
            claimed_by: null,
            claimed_until: null,
            created_at: at,
            updated_at: at,
          })
          .onConflict((conflict) => conflict.columns(['export_id', 'destination']).doNothing()),
      );
    },
    all: (): DeliveryRecord[] =>
      store.rows<Row>(store.query.selectFrom('deliveries').selectAll().orderBy('id')).map(recordOf),
    /**
     * Takes a row to send it, and counts an attempt, when `free` says so of the row as it stands: no other process can come
     * between. Null when it is not free any more.
     */
    claim(
      id: number,
      claim: { by: string; until: string },
      free: (row: DeliveryRecord) => boolean,
    ): DeliveryRecord | null {
      return store.transaction('claim delivery', () => {
        const found = store.rows<Row>(store.query.selectFrom('deliveries').selectAll().where('id', '=', id))[0];
        if (!found || !free(recordOf(found))) return null;
        const attempts = found.attempts + 1;
        const taken = { state: 'sending', attempts, next_at: null, claimed_by: claim.by, claimed_until: claim.until };
        store.run(
          store.query
            .updateTable('deliveries')
            .set({ ...taken, updated_at: store.now() })
            .where('id', '=', id),
        );
        return { ...recordOf(found), attempts };
      });
    },
    /** Changes a row, which nobody sends any more; with `by` only while that claim still holds. */
    change(id: number, change: Changed, by?: string): void {
      const values = {
        updated_at: store.now(),
        claimed_by: null,
        claimed_until: null,
        ...(change.state !== undefined ? { state: change.state } : {}),
        ...(change.attempts !== undefined ? { attempts: change.attempts } : {}),
        ...(change.nextAt !== undefined ? { next_at: change.nextAt } : {}),
        ...(change.lastError !== undefined ? { last_error: change.lastError } : {}),
        ...(change.receipt !== undefined ? { receipt: change.receipt } : {}),
      };
      const update = store.query.updateTable('deliveries').set(values).where('id', '=', id);
      store.run(by === undefined ? update : update.where('claimed_by', '=', by));
    },
  };
}

const recordOf = (row: Row): DeliveryRecord => ({
  id: row.id,
  exportId: row.export_id,
  destination: row.destination,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.next_at,
  lastError: row.last_error,
  receipt: row.receipt,
  claimedBy: row.claimed_by,
  claimedUntil: row.claimed_until,
  updatedAt: row.updated_at,
});
