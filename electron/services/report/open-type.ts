import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

const cached = new Map<string, Uint8Array>();

/**
 * A shipped font as OpenType: the renderer of pictures reads no WOFF, and the PDF library takes seconds to unpack one.
 * `fonts` is their folder.
 */
export function openTypeFont(fonts: string, name: string): Uint8Array {
  const path = join(fonts, `${name}.woff`);
  const font = cached.get(path) ?? openType(readFileSync(path));
  cached.set(path, font);
  return font;
}

/**
 * A WOFF 1.0 file as the OpenType font in it (W3C recommendation, §4–5). Tables are deflated one by one and stay in their
 * order.
 */
function openType(woff: Buffer): Uint8Array {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + index * 20;
    const [offset, packed, size] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
    const stored = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(at, at + 4),
      sum: woff.subarray(at + 16, at + 20),
      data: packed < size ? inflateSync(stored) : stored,
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * 16, 10);
  const parts: Buffer[] = [head];
  let end = head.length;
  tables.forEach(({ tag, sum, data }, index) => {
    const at = 12 + 16 * index;
    tag.copy(head, at);
    sum.copy(head, at + 4);
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    end += padded.length;
  });
  return Buffer.concat(parts);
}
