import type { ExportRecord } from '../shared/api.ts';
import type { Store } from './store.ts';

/** What is noted of an export: sizes in bytes, the sha256 of the file, the name of the scenario it shows. */
export type NewExport = {
  name: string;
  kind: string;
  sha256: string;
  scenario: string;
  bytes: number;
  path: string | null;
};

/** Notes an export. Gives its id. */
export function recordExport(store: Store, made: NewExport): number {
  const at = store.now();
  const row = { ...made, at, created_at: at, updated_at: at };
  return store.transaction('record export', () => store.run(store.query.insertInto('exports').values(row)).id);
}

/** Exports noted, newest first, without where they lie. */
export function listExports(store: Store, limit = 1000): ExportRecord[] {
  const query = store.query.selectFrom('exports').select(['id', 'name', 'kind', 'at as when', 'sha256', 'scenario', 'bytes']);
  return store.rows(query.orderBy('id', 'desc').limit(limit));
}
