/** An amount as people type it, in pence: `£1.2m`, `365k`, `−250,000`, `(1,000)`. Null when it is not one. */
export function readAmount(text: string): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[£,\s]/g, '')
    .replace(/−/g, '-');
  const found = /^(\(?)([+-]?)(\d+\.?\d*|\.\d+)(k|m|bn)?(\)?)$/.exec(plain);
  if (!found || (found[1] === '(') !== (found[5] === ')')) return null;
  const scale = { k: 1_000, m: 1_000_000, bn: 1_000_000_000 }[found[4] ?? ''] ?? 1;
  const size = Math.round(Number(found[3]) * scale * 100);
  return size === 0 ? 0 : found[2] === '-' || found[1] === '(' ? -size : size;
}
