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
type Plan = { keys: readonly string[]; sorted: readonly { key: string; name: string }[] };

function planOf(keys: readonly string[]): Plan {
  const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { keys, sorted: sorted.map((key) => ({ key, name: `${JSON.stringify(key)}:` })) };
}

/** A list; its records mostly have the same keys in the same order, so their plan is made once. */
function listJson(list: readonly unknown[]): string {
  let plan: Plan | null = null;
  let text = '';
  for (const value of list) {
    if (text !== '') text += ',';
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      text += canonicalJson(value);
      continue;
    }
    const keys = Object.keys(value);
    const held: Plan = plan !== null && sameKeys(plan.keys, keys) ? plan : planOf(keys);
    plan = held;
    text += recordJson(value as Record<string, unknown>, held);
  }
  return `[${text}]`;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
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
 * True when a text is exactly the canonical form of what it says: no key twice, none out of order, no number written
 * in another way. `value` is the text parsed.
 */
export function isCanonical(text: string, value: unknown): boolean {
  return canonicalJson(value) === text;
}

/** How deep brackets nest in a JSON text, counted without parsing it; stops counting at `limit`. */
export function nestingDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (inString) {
      if (unit === 92) at += 1;
      else if (unit === 34) inString = false;
    } else if (unit === 34) inString = true;
    else if (unit === 123 || unit === 91) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest >= limit) return deepest;
    } else if (unit === 125 || unit === 93) depth -= 1;
  }
  return deepest;
}
