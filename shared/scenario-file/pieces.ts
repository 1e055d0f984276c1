import type { LongList } from './scan-json.ts';

/** The text of bytes in UTF-8: given by the caller, because this folder is pure. */
export type TextOf = (bytes: Uint8Array) => string;

/** The body of a scenario file by its bytes, with its long lists as `scanJson` found them. */
export type BodyBytes = { bytes: Uint8Array; from: number; to: number; lists: readonly LongList[] };

type Body = Record<string, unknown> & { snapshot?: Record<string, unknown> };

/**
 * Parses a body without ever holding the whole of its text: what is outside the long registers of its snapshot, and
 * these as empty lists, with their bytes by name (`rowsIn`). Throws SyntaxError when it is no JSON.
 */
export function bodyWithoutRows(
  { bytes, from, to, lists }: BodyBytes,
  text: TextOf,
): { body: unknown; long: Map<string, LongList> } {
  const long = new Map<string, LongList>();
  const rest: Uint8Array[] = [];
  let at = from;
  for (const list of lists) {
    const name = nameBefore(bytes, list.from - 1);
    if (name === null || long.has(name) || nameBefore(bytes, list.within) !== 'snapshot') continue;
    long.set(name, list);
    rest.push(bytes.subarray(at, list.from));
    at = list.to;
  }
  const body = JSON.parse(text(joined([...rest, bytes.subarray(at, to)]))) as Body;
  for (const name of long.keys()) {
    const rows = body.snapshot?.[name];
    if (!Array.isArray(rows) || rows.length > 0) throw new SyntaxError('Its lists are not where they seemed to be.');
  }
  return { body, long };
}

/** The rows of a long register, some thousands at a time. Throws SyntaxError when they are no JSON. */
export function* rowsIn(bytes: Uint8Array, { from, to, cuts }: LongList, text: TextOf): Generator<unknown[]> {
  let at = from;
  for (const cut of [...cuts, to]) {
    const rows = JSON.parse(text(joined([open, bytes.subarray(at, cut), close]))) as unknown[];
    if (rows.length === 0) throw new SyntaxError('Nothing follows a comma.');
    yield rows;
    at = cut + 1;
  }
}

const [open, close] = [Uint8Array.of(91), Uint8Array.of(93)];

/** Bytes one after the other. Put together as text they would be copied once more. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The whole body, parsed piece by piece. Throws SyntaxError. */
export function parseInPieces(content: BodyBytes, text: TextOf): unknown {
  const { body, long } = bodyWithoutRows(content, text);
  for (const [name, list] of long) {
    const rows: unknown[] = [];
    for (const some of rowsIn(content.bytes, list, text)) for (const row of some) rows.push(row);
    ((body as Body).snapshot as Record<string, unknown>)[name] = rows;
  }
  return body;
}

const [quote, colon, comma, objectBegin] = [34, 58, 44, 123];

/** The name of the field whose value begins with the bracket at `at`; null when it is none that a register could have. */
function nameBefore(bytes: Uint8Array, at: number): string | null {
  if (bytes[at - 1] !== colon || bytes[at - 2] !== quote) return null;
  let name = '';
  let index = at - 3;
  for (; name.length < 40 && isLetter(bytes[index] ?? 0); index -= 1) {
    name = String.fromCharCode(bytes[index] as number) + name;
  }
  // A quote that belongs to the name would have a backslash before it.
  const before = bytes[index - 1];
  return bytes[index] === quote && (before === comma || before === objectBegin) ? name : null;
}

const isLetter = (unit: number) => (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
