import type { ExportRecord } from '../shared/api.ts';
import type { Store } from './store.ts';

/** Notes an output that was written: its name, kind, SHA-256 (hex), the scenario it came from and its size in bytes. */
export function recordExport(store: Store, made: Omit<ExportRecord, 'id' | 'when'>): ExportRecord {
  const at = store.now();
  const { name, kind, sha256, scenario, bytes } = made;
  const row = { name, kind, at, sha256, scenario, bytes, path: null, created_at: at, updated_at: at };
  return { ...made, when: at, id: store.run(store.query.insertInto('exports').values(row)).id };
}

/** Outputs written so far, newest first. */
export function listExports(store: Store): ExportRecord[] {
  const columns = ['id', 'name', 'kind', 'at as when', 'sha256', 'scenario', 'bytes'] as const;
  return store.rows(store.query.selectFrom('exports').select(columns).orderBy('id', 'desc').limit(1000));
}
