import type { JsonScan } from './scan-json.ts';

/**
 * Canonical JSON: keys sorted by code unit, no white space, so that the same content gives the same text and the same
 * hash everywhere. Takes plain data (objects, arrays, strings, finite numbers, booleans, null); keys whose value is
 * undefined are left out. Throws RangeError on anything else, with what it was.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`Not a finite number: ${value}`);
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return listJson(value);
  if (typeof value !== 'object') throw new RangeError(`Not plain data: ${typeof value}`);
  return recordJson(value as Record<string, unknown>, planOf(Object.keys(value)));
}

/** The keys of a record in the order they are written, each with its quoted name. */
type Plan = {
  keys: readonly string[];
  sorted: readonly { key: string; name: string }[];
  /** The keys come in that order already. */
  inOrder: boolean;
  /** A key that looks like a number: an object cannot hold it in another order than its own. */
  numeric: boolean;
};

function planOf(keys: readonly string[]): Plan {
  const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    keys,
    sorted: sorted.map((key) => ({ key, name: `${JSON.stringify(key)}:` })),
    inOrder: sameKeys(keys, sorted),
    numeric: keys.some((key) => /^\d/.test(key)),
  };
}

/** Rows given to the platform's writer at once: enough to be quick, few enough to be cheap. */
const batchSize = 5000;

/**
 * A list. Its records mostly have the same keys in the same order, so their plan is made once; rows of plain cells are
 * put in order and written by the platform, several times faster than here.
 */
function listJson(list: readonly unknown[]): string {
  let plan: Plan | null = null;
  const parts: string[] = [];
  let batch: unknown[] = [];
  const flush = () => {
    if (batch.length > 0) parts.push(JSON.stringify(batch).slice(1, -1));
    batch = [];
  };
  for (const value of list) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      flush();
      parts.push(canonicalJson(value));
      continue;
    }
    const keys = Object.keys(value);
    const rowPlan: Plan = plan !== null && sameKeys(plan.keys, keys) ? plan : planOf(keys);
    plan = rowPlan;
    const row = plainRow(value as Record<string, unknown>, rowPlan);
    if (row) {
      batch.push(row);
      if (batch.length === batchSize) flush();
    } else {
      flush();
      parts.push(recordJson(value as Record<string, unknown>, rowPlan));
    }
  }
  flush();
  return `[${parts.join(',')}]`;
}

/** The record with its keys in order, when all its cells are plain; else null. */
function plainRow(record: Record<string, unknown>, { sorted, inOrder, numeric }: Plan): Record<string, unknown> | null {
  if (numeric || Object.getPrototypeOf(record) !== Object.prototype) return null;
  const row: Record<string, unknown> = inOrder ? record : {};
  for (const { key } of sorted) {
    const cell = record[key];
    if (typeof cell === 'number' ? !Number.isFinite(cell) : typeof cell !== 'string' && cell !== null) return null;
    if (!inOrder) row[key] = cell;
  }
  return row;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

function recordJson(record: Record<string, unknown>, { sorted }: Plan): string {
  let text = '';
  for (const { key, name } of sorted) {
    const part = record[key];
    if (part !== undefined) text += `${text === '' ? '' : ','}${name}${canonicalJson(part)}`;
  }
  return `{${text}}`;
}

/** Most texts need no escape: they are quoted without a call to the platform's writer. */
function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
  return /["\\\u0000-\u001f\ud800-\udfff]/.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/**
 * True when a text is exactly the canonical form of what it says: no key twice, none out of order, nothing written in
 * another way. `value` is the text parsed, `scan` what scanJson found in it; `text` is seldom needed.
 */
export function isCanonical(text: () => string, value: unknown, scan: JsonScan): boolean {
  if (!scan.plain) return false;
  const names = namesInOrder(value);
  // A name that looks like a number stands in an object in an order of its own: such a text is written out to compare.
  return names === 'numeric' ? canonicalJson(value) === text() : names === scan.names;
}

/** How many names a value holds; -1 when some are out of order, `numeric` when their order cannot be known. */
function namesInOrder(value: unknown): number | 'numeric' {
  if (value === null || typeof value !== 'object') return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const part of value) {
      if (part === null || typeof part !== 'object') continue;
      const names = namesInOrder(part);
      if (names === 'numeric' || names < 0) return names;
      count += names;
    }
    return count;
  }
  let before: string | null = null;
  for (const key in value) {
    const first = key.charCodeAt(0);
    if (first >= 48 && first <= 57) return 'numeric';
    if (before !== null && key <= before) return -1;
    before = key;
    count += 1;
    const part = (value as Record<string, unknown>)[key];
    if (part === null || typeof part !== 'object') continue;
    const names = namesInOrder(part);
    if (names === 'numeric' || names < 0) return names;
    count += names;
  }
  return count;
}
