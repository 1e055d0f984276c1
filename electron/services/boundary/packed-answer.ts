/** An answer as the shell carries it: as it is, or as UTF-8 JSON whose bytes are handed over instead of copied. */
export type CarriedAnswer = unknown | Uint8Array;

/** More values than this, and the main process would be seen to stop while it copies them one by one. */
const most = 2_000;

/**
 * Packs a large answer of plain data into bytes, so that the main process hands it on in one piece. An answer that is
 * small, or that holds what JSON would change (dates, undefined, NaN, -0, bytes), stays as it is.
 */
export function packAnswer(answer: unknown): CarriedAnswer {
  if (!isLarge(answer) || !isPlain(answer)) return answer;
  return new TextEncoder().encode(JSON.stringify(answer));
}

/** True when an answer holds more values, or more letters, than are copied without being noticed. */
function isLarge(answer: unknown): boolean {
  let left = most;
  const stack: unknown[] = [answer];
  while (stack.length > 0) {
    const value = stack.pop();
    left -= typeof value === 'string' ? 1 + value.length / 100 : 1;
    if (left < 0) return true;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    const items = Array.isArray(value) ? value : Object.values(value);
    if (items.length > left) return true;
    for (const item of items) stack.push(item);
  }
  return false;
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== 'object') return false;
  const shape = Object.getPrototypeOf(value);
  if (shape !== null && shape !== Object.prototype) return false;
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}
