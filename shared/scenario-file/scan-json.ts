/** A long list at the third level of a JSON text, by its bytes: the rows of a large register of a scenario file. */
export type LongList = {
  /** Where its outer bracket stands: that of the object or list that holds it. */
  within: number;
  /** Its first byte, and the bracket that ends it. */
  from: number;
  to: number;
  /** Commas between its parts, a piece of about `pieceLength` bytes from one to the next. */
  cuts: number[];
};

/** Bytes of a long list that are parsed at once: some thousands of rows. */
const pieceLength = 2 ** 20;
/** A list of fewer pieces is not long: an ordinary council's is parsed as a whole, which is a little quicker. */
const fewestPieces = 4;

/** What one pass over the bytes of a JSON text tells, before anything is parsed. */
export type JsonScan = {
  /** How deep brackets nest; counting stops one past the limit. */
  depth: number;
  /** Names of fields, counted by their colons. */
  names: number;
  /** No white space, and every number and every escape written as the platform writes it. */
  plain: boolean;
  /** Lists of several pieces. */
  lists: LongList[];
};

const [quote, backslash, colon, comma, minus, zero, nine] = [34, 92, 58, 44, 45, 48, 57];
const [listBegin, objectBegin, listEnd, objectEnd] = [91, 123, 93, 125];
/** The level of a register's list: body, snapshot, rows. */
const listLevel = 3;
/** Digits that a number of the platform surely holds as they stand. */
const sureDigits = 15;

/**
 * Scans a JSON text in UTF-8 from byte `from` to before byte `to`. It judges form only: what it takes for JSON may still
 * be none, and is left for the parser to refuse. Stops when brackets nest deeper than `deepest`.
 */
export function scanJson(
  bytes: Uint8Array,
  from: number,
  to: number,
  deepest: number,
  piece: number = pieceLength,
): JsonScan {
  const scan: JsonScan = { depth: 0, names: 0, plain: true, lists: [] };
  let depth = 0;
  let within = from;
  let list: LongList | null = null;
  let lastCut = 0;
  let at = from;
  while (at < to) {
    const unit = bytes[at] as number;
    if (unit === quote) {
      at += 1;
      let next = bytes[at] as number;
      while (next !== quote && at < to) {
        if (next === backslash) {
          if (scan.plain && !plainEscape(bytes, at)) scan.plain = false;
          at += 1;
        }
        at += 1;
        next = bytes[at] as number;
      }
    } else if (unit === colon) scan.names += 1;
    else if (unit === comma) {
      if (list !== null && depth === listLevel && at - lastCut > piece) {
        list.cuts.push(at);
        lastCut = at;
      }
    } else if ((unit >= zero && unit <= nine) || unit === minus) {
      const end = numberEnd(bytes, at, to);
      if (scan.plain && !plainNumber(bytes, at, end)) scan.plain = false;
      at = end;
      continue;
    } else if (unit === objectBegin || unit === listBegin) {
      depth += 1;
      if (depth === listLevel - 1) within = at;
      if (depth === listLevel && unit === listBegin) {
        list = { within, from: at + 1, to: at, cuts: [] };
        lastCut = at;
      }
      if (depth > scan.depth) {
        scan.depth = depth;
        if (depth > deepest) return scan;
      }
    } else if (unit === objectEnd || unit === listEnd) {
      depth -= 1;
      if (list !== null && depth < listLevel) {
        list.to = at;
        if (at - list.from > fewestPieces * piece) scan.lists.push(list);
        list = null;
      }
    } else if (unit <= 32) scan.plain = false;
    at += 1;
  }
  return scan;
}

/** Past the last byte of the number at `at`. */
function numberEnd(bytes: Uint8Array, at: number, to: number): number {
  let end = at + 1;
  while (end < to) {
    const unit = bytes[end] as number;
    // Digits, `.`, `+`, `-`, `e`, `E`: nothing else can follow on in a number.
    if ((unit < zero || unit > nine) && unit !== 46 && unit !== 43 && unit !== minus && unit !== 101 && unit !== 69)
      break;
    end += 1;
  }
  return end;
}

/** Whether the number is written as the platform would write it. */
function plainNumber(bytes: Uint8Array, at: number, end: number): boolean {
  let digits = 0;
  for (let index = at; index < end; index += 1) {
    const unit = bytes[index] as number;
    if (unit >= zero && unit <= nine) digits += 1;
    else if (index > at) digits = sureDigits + 1;
  }
  if (digits <= sureDigits && bytes[at] !== minus) return true;
  let token = '';
  for (let index = at; index < end && token.length < 400; index += 1)
    token += String.fromCharCode(bytes[index] as number);
  return String(Number(token)) === token;
}

const hexAt = (bytes: Uint8Array, at: number): number => {
  let value = 0;
  for (let index = at; index < at + 4; index += 1) {
    const unit = bytes[index] ?? 0;
    const digit = unit >= zero && unit <= nine ? unit - zero : unit >= 97 && unit <= 102 ? unit - 87 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
};

/**
 * Whether the escape at `at` is one the platform writes: the short ones, `\u00xx` for other control characters, and
 * halves of signs that stand alone.
 */
function plainEscape(bytes: Uint8Array, at: number): boolean {
  const unit = bytes[at + 1] ?? 0;
  if (unit !== 117) return unit === quote || unit === backslash || 'bfnrt'.includes(String.fromCharCode(unit));
  const value = hexAt(bytes, at + 2);
  if (value < 0) return false;
  if (value < 32) return ![8, 9, 10, 12, 13].includes(value);
  if (value < 0xd800 || value > 0xdfff) return false;
  const followed = value < 0xdc00 && bytes[at + 6] === backslash && bytes[at + 7] === 117 ? hexAt(bytes, at + 8) : 0;
  return followed < 0xdc00 || followed > 0xdfff;
}
