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
  updatedAt: string;
};
type Row = {
  id: number;
  export_id: number;
  destination: string;
  state: DeliveryRecord['state'];
  attempts: number;
  next_at: string | null;
  last_error: string | null;
  receipt: string | null;
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
            created_at: at,
            updated_at: at,
          })
          .onConflict((conflict) => conflict.columns(['export_id', 'destination']).doNothing()),
      );
    },
    all(): DeliveryRecord[] {
      return store.rows<Row>(store.query.selectFrom('deliveries').selectAll().orderBy('id')).map((row) => ({
        id: row.id,
        exportId: row.export_id,
        destination: row.destination,
        state: row.state,
        attempts: row.attempts,
        nextAt: row.next_at,
        lastError: row.last_error,
        receipt: row.receipt,
        updatedAt: row.updated_at,
      }));
    },
    change(
      id: number,
      change: Partial<Pick<DeliveryRecord, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'receipt'>>,
    ): void {
      const values = {
        updated_at: store.now(),
        ...(change.state !== undefined ? { state: change.state } : {}),
        ...(change.attempts !== undefined ? { attempts: change.attempts } : {}),
        ...(change.nextAt !== undefined ? { next_at: change.nextAt } : {}),
        ...(change.lastError !== undefined ? { last_error: change.lastError } : {}),
        ...(change.receipt !== undefined ? { receipt: change.receipt } : {}),
      };
      store.run(store.query.updateTable('deliveries').set(values).where('id', '=', id));
    },
  };
}
