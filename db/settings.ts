import { insertRow, openGroup, updateRow } from './change-log.ts';
import type { Store } from './store.ts';

/** What the copy knows about itself. `synthetic` is `1` when any part of the data was generated. */
export type SettingKey =
  | 'council'
  | 'data_date'
  | 'synthetic'
  | 'child_key'
  | 'retention'
  | 'authority'
  | 'child_totals';
type Setting = { id: number; key: string; value: string | null };

function settingRows(store: Store): Setting[] {
  return store.statement('settings', 'all').all() as Setting[];
}

/** A setting's text, or null. */
export function readSetting(store: Store, key: SettingKey): string | null {
  return settingRows(store).find((row) => row.key === key)?.value ?? null;
}

/** Writes settings inside an open transaction, in an undo group; values that stay the same are not logged. */
export function writeSettings(store: Store, group: () => number, values: Partial<Record<SettingKey, string>>): number {
  const at = store.now();
  let written = 0;
  for (const [key, value] of Object.entries(values)) {
    const row = settingRows(store).find((setting) => setting.key === key);
    if (row?.value === value) continue;
    if (row) updateRow(store, group(), at, 'settings', row.id, { key, value: row.value }, { key, value });
    else insertRow(store, group(), at, 'settings', { key, value });
    written += 1;
  }
  return written;
}

/** Writes settings as one undo step. */
export function changeSettings(store: Store, values: Partial<Record<SettingKey, string>>, why: string | null): void {
  store.transaction('change settings', () => {
    let group = 0;
    writeSettings(store, () => (group ||= openGroup(store, 'Change the settings of the data', why)), values);
  });
}
