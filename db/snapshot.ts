import { addDays, daysBetween, periodEnd, yearEnd, yearStart } from '../shared/model/calendar.ts';
import type { ChildTotals } from '../shared/model/child-totals.ts';
import { OutturnError } from '../shared/model/problem.ts';
import { type RegisterName, registerNames } from '../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../shared/model/snapshot.ts';
import { boundOf } from './change-log.ts';
import { checkReferences } from './references.ts';
import { readSetting } from './settings.ts';
import type { Store } from './store.ts';
import { type Cells, entities, tables } from './tables.ts';

/** Every row of every register, in id order, with what the copy knows about itself. Money in pence, spans `[start, end)`. */
export function readSnapshot(store: Store): Snapshot {
  const read = () => {
    const snapshot = emptySnapshot(readSetting(store, 'council') ?? '');
    const lists = snapshot as unknown as Record<string, unknown[]>;
    for (const name of registerNames) lists[name] = store.statement(name, 'all').all();
    snapshot.synthetic = readSetting(store, 'synthetic') === '1';
    snapshot.dataDate = storedDataDate(store, snapshot);
    const totals = readSetting(store, 'child_totals');
    if (totals !== null) snapshot.childTotals = JSON.parse(totals) as ChildTotals;
    return snapshot;
  };
  return store.timed('read snapshot', () => store.reading(read));
}

/**
 * The last day the data covers: the setting when an extract or a person has given one; else the last day of the latest
 * period with actuals; else the latest placement start or end, or 31 March of the latest SSDA903 return held (a return covers its
 * whole year) where that is in its last month, or no longer before its end than chance may leave it: seven times the
 * mean time between the events of that year, which chance exceeds once in a thousand. Else 1970-01-01 (nothing held).
 */
export function dataDateOf(snapshot: Snapshot, setting: string | null, returnYear: string | null = null): string {
  if (setting) return setting;
  let latest = '';
  for (const row of snapshot.actuals) {
    const end = addDays(periodEnd(row.year, row.period), -1);
    if (end > latest) latest = end;
  }
  if (latest) return latest;
  for (const row of snapshot.placements) {
    if (row.start > latest) latest = row.start;
    if (row.end !== null && row.end > latest) latest = row.end;
  }
  if (returnYear) {
    const end = addDays(yearEnd(returnYear), -1);
    if (latest.slice(0, 7) === end.slice(0, 7)) return end;
    const start = yearStart(returnYear);
    const events = snapshot.placements
      .flatMap((row) => [row.start, row.end])
      .filter((day) => day !== null && day >= start && day <= latest).length;
    if (latest < end && events > 0 && daysBetween(latest, end) * events <= 7 * daysBetween(start, end)) return end;
  }
  return latest || '1970-01-01';
}

/** The data date of a store that holds these rows. */
export function storedDataDate(store: Store, snapshot: Snapshot): string {
  return dataDateOf(snapshot, readSetting(store, 'data_date'), latestReturn(store));
}

/** Collection year of the latest SSDA903 return held, or null. */
function latestReturn(store: Store): string | null {
  const row = store.prepare('select max(collection_year) as year from episodes').get() as { year: string | null };
  return row.year;
}

/** True when no register holds a row. */
export function isEmpty(store: Store): boolean {
  return registerNames.every((name) => !store.prepare(`select 1 from "${tables[name].name}" limit 1`).get());
}

/** The rows of a register, in pieces. */
export type RowsOf = (name: RegisterName) => Iterable<readonly unknown[]>;

/**
 * Fills an empty store with a snapshot (from a scenario file), keeping its ids; not an edit, so nothing to undo. Its rows
 * come from `rowsOf` where that is given. Throws `invalid-input` when the store already holds data and `row-invalid` when a reference leads nowhere.
 */
export function writeSnapshot(store: Store, snapshot: Snapshot, rowsOf: RowsOf = (name) => [snapshot[name]]): void {
  if (!isEmpty(store)) {
    throw new OutturnError('invalid-input', 'A snapshot can only be written into a copy that holds no data yet.');
  }
  store.transaction('write snapshot', () => {
    const at = store.now();
    for (const name of registerNames) {
      const insert = store.statement(name, 'insertWithId');
      for (const rows of rowsOf(name)) {
        for (const row of rows as readonly (Cells & { id: number })[]) {
          insert.run(row.id, ...boundOf(name, row), at, at);
        }
      }
    }
    store.prepare('delete from "settings"').run();
    const setting = store.statement('settings', 'insert');
    setting.run('council', snapshot.council, at, at);
    setting.run('data_date', snapshot.dataDate, at, at);
    setting.run('synthetic', snapshot.synthetic ? '1' : '0', at, at);
    // Of a file without rows of children: what its forecasts stand on (docs/data.md §4).
    if (snapshot.childTotals) setting.run('child_totals', JSON.stringify(snapshot.childTotals), at, at);
    checkReferences(store, new Set(entities));
  });
}
