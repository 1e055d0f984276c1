import type { Columns } from '../model/register.ts';
import { type RegisterName, registerNames, registers } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { canonicalJson } from './canonical-json.ts';

/** One thing in which two scenarios differ; a side that lacks it is null. */
export type ScenarioDifference = { what: string; before: string | null; after: string | null };

/** What differs between two scenarios, in the words of the screen: settings, assumptions by key, levers by id. */
export function scenarioDifferences(before: Scenario, after: Scenario): ScenarioDifference[] {
  const found: ScenarioDifference[] = [];
  const add = (what: string, a: string | null, b: string | null) => {
    if (a !== b) found.push({ what, before: a, after: b });
  };
  const settings = { name: 'Name', year: 'Year', period: 'Period', method: 'Method', notes: 'Notes', status: 'Status' };
  for (const [key, label] of Object.entries(settings)) {
    add(label, String(before[key as keyof typeof settings]), String(after[key as keyof typeof settings]));
  }
  add('Random seed', String(before.seed), String(after.seed));
  add('Simulation paths', String(before.paths), String(after.paths));
  const keys = [...new Set([...Object.keys(before.assumptions), ...Object.keys(after.assumptions)])].sort();
  for (const key of keys) {
    add(`Assumption ${key}`, valueText(before.assumptions[key]), valueText(after.assumptions[key]));
  }
  const old = new Map(before.levers.map((lever) => [lever.id, lever]));
  const now = new Map(after.levers.map((lever) => [lever.id, lever]));
  for (const id of [...new Set([...old.keys(), ...now.keys()])]) {
    const [a, b] = [old.get(id), now.get(id)];
    const label = `Lever ${(b ?? a)?.name || id}`;
    if (!a || !b) add(label, a ? leverText(a) : null, b ? leverText(b) : null);
    else if (canonicalJson(a) !== canonicalJson(b)) {
      const parts = Object.keys({ ...a, ...b }).filter(
        (part) => canonicalJson(a[part as keyof typeof a] ?? null) !== canonicalJson(b[part as keyof typeof b] ?? null),
      );
      for (const part of parts)
        add(`${label}, ${part}`, valueText(a[part as keyof typeof a]), valueText(b[part as keyof typeof b]));
    }
  }
  const order = (scenario: Scenario, others: Map<string, unknown>) =>
    scenario.levers.filter((lever) => others.has(lever.id)).map((lever) => lever.id);
  add('Order of levers', order(before, now).join(', '), order(after, old).join(', '));
  return found;
}

const leverText = ({ kind, value, low = null, high = null, on }: Scenario['levers'][number]) =>
  `${kind} ${value}${low === null && high === null ? '' : ` (${low ?? 'no low'} to ${high ?? 'no high'})`}${on ? '' : ', off'}`;

function valueText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** How one register differs between two sets of data. `rows` are the first of them, by the words of their keys. */
export type RegisterDifference = {
  register: RegisterName;
  label: string;
  added: number;
  removed: number;
  changed: number;
  rows: { key: string; change: 'added' | 'removed' | 'changed'; columns: string[] }[];
};

/** Rows listed by name for each register; all are counted. */
const mostListed = 20;

/**
 * What differs between two sets of data, register by register: rows are matched by their natural key, so that the same
 * row under another number is the same row. Registers that are alike are left out. Keys of child rows are references,
 * never pseudonyms.
 */
export function snapshotDifferences(before: Snapshot, after: Snapshot): RegisterDifference[] {
  return registerNames.flatMap((register) => {
    const found = registerDifference(register, before, after);
    return found.added + found.removed + found.changed > 0 ? [found] : [];
  });
}

function registerDifference(register: RegisterName, before: Snapshot, after: Snapshot): RegisterDifference {
  const { key, label, columns } = registers[register];
  const names = Object.keys(columns as Columns);
  type Cells = Record<string, unknown>;
  const keyOf = (row: Cells) => key.map((name) => String(row[name] ?? '')).join(' · ');
  const old = new Map((before[register] as unknown as Cells[]).map((row) => [keyOf(row), row]));
  const found: RegisterDifference = { register, label, added: 0, removed: 0, changed: 0, rows: [] };
  const list = (row: RegisterDifference['rows'][number]) => {
    found[row.change] += 1;
    if (found.rows.length < mostListed) found.rows.push(row);
  };
  for (const row of after[register] as unknown as Cells[]) {
    const keyText = keyOf(row);
    const was = old.get(keyText);
    old.delete(keyText);
    if (!was) list({ key: keyText, change: 'added', columns: [] });
    else {
      const changed = names.filter((name) => was[name] !== row[name]);
      const headers = changed.map((name) => (columns as Columns)[name]?.header ?? name);
      if (changed.length > 0) list({ key: keyText, change: 'changed', columns: headers });
    }
  }
  for (const keyText of old.keys()) list({ key: keyText, change: 'removed', columns: [] });
  return found;
}
