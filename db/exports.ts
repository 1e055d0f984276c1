import type { ExportRecord } from '../shared/api.ts';
import type { Store } from './store.ts';

/** What is noted of an output; `path` is where it was written, where that is to be kept. */
export type NewExport = Omit<ExportRecord, 'id' | 'when'> & { path?: string };

/** Notes an output that was written: its name, kind, SHA-256 (hex), the scenario it came from and its size in bytes. */
export function recordExport(store: Store, made: NewExport): ExportRecord {
  const at = store.now();
  const { path = null, ...shown } = made;
  const row = { ...shown, at, path, who: store.who, created_at: at, updated_at: at };
  return { ...shown, when: at, id: store.run(store.query.insertInto('exports').values(row)).id };
}

const columns = ['id', 'name', 'kind', 'at as when', 'sha256', 'scenario', 'bytes'] as const;

/** One output by its number, however long ago; null when there is none. */
export function findExport(store: Store, id: number): ExportRecord | null {
  return store.rows(store.query.selectFrom('exports').select(columns).where('id', '=', id))[0] ?? null;
}

/** The newest 1,000 outputs, newest first. */
export function listExports(store: Store): ExportRecord[] {
  return store.rows(store.query.selectFrom('exports').select(columns).orderBy('id', 'desc').limit(1000));
}
