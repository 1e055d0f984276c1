import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { registerNames } from '../../../shared/model/registers.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { valueText } from '../../components/levers/base-value.ts';

/** One of the scenarios side by side. The first is what the others differ from. */
export type Column = { key: string; name: string; scenario: Scenario; made: Forecast };

/** Lever rows for the assumptions table: each lever that is in any scenario, with its value in each (null = not there or off). */
export function leversOf(columns: readonly Column[]): { key: string; label: string; values: (string | null)[] }[] {
  const all = new Map<string, Lever>();
  for (const { scenario } of columns)
    for (const lever of scenario.levers) if (!all.has(lever.id)) all.set(lever.id, lever);
  return [...all.values()].map((lever) => ({
    key: lever.id,
    label: lever.name || leverDefinitions[lever.kind].label,
    values: columns.map(({ scenario }) => {
      const own = scenario.levers.find((other) => other.id === lever.id);
      return own?.on ? valueText(own, own.value) : null;
    }),
  }));
}

/** True when two snapshots hold the same rows, whatever their numbers in their stores: then levers explain the difference. */
export function sameData(a: Snapshot, b: Snapshot): boolean {
  if (a === b) return true;
  if (a.dataDate !== b.dataDate || registerNames.some((name) => a[name].length !== b[name].length)) return false;
  const text = (rows: readonly object[]) => JSON.stringify(rows, (key, value) => (key === 'id' ? undefined : value));
  return registerNames.every((name) => text(a[name]) === text(b[name]));
}
