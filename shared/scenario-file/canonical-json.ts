/**
 * Canonical JSON: keys sorted by code unit, no white space, so that the same content gives the same text and the same
 * hash everywhere. Takes plain data (objects, arrays, strings, finite numbers, booleans, null); keys whose value is
 * undefined are left out. Throws RangeError on anything else, with what it was.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`Not a finite number: ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new RangeError(`Not plain data: ${typeof value}`);
  const record = value as Record<string, unknown>;
  const pairs: string[] = [];
  for (const key of Object.keys(record).sort(byCodeUnit)) {
    const part = record[key];
    if (part !== undefined) pairs.push(`${JSON.stringify(key)}:${canonicalJson(part)}`);
  }
  return `{${pairs.join(',')}}`;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
