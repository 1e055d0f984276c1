import { isUtf8 } from 'node:buffer';
import { constants, crc32, createInflateRaw, deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib';
import { OutturnError } from '../../../shared/model/problem.ts';
import { damaged, notAScenario } from '../../../shared/scenario-file/header.ts';

/** gzip with a header that never changes (no time, no system), so that the same text gives the same bytes. */
const gzipHeader = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const trailerLength = 8;

/** Most bytes a file may have, and most it may grow to: over twice the largest council, and inside memory. */
export const limits = { packed: 128 * 2 ** 20, unpacked: 256 * 2 ** 20, freelyUnpacked: 16 * 2 ** 20, ratio: 200 };

/** Large content is packed a tenth less tightly, in less than half the time. */
const [tight, quick] = [6, 3];

/** Packs a text, or its bytes in UTF-8. */
export function pack(content: string | Buffer): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const packed = deflateRawSync(bytes, { level: bytes.length > limits.freelyUnpacked ? quick : tight });
  return wrapped([packed], crc32(bytes), bytes.length);
}

/** Packs a piece on its own, on another thread, so that it can stand between others: `joinPacked` puts them together. */
export function packPiece(bytes: Buffer): Promise<Buffer> {
  const options = { level: quick, finishFlush: constants.Z_SYNC_FLUSH };
  return new Promise((resolve, reject) => {
    deflateRaw(bytes, options, (error, packed) => (error ? reject(error) : resolve(packed)));
  });
}

/** Unpacks such a piece of `length` bytes, on another thread. */
export function unpackPiece(packed: Buffer, length: number): Promise<Buffer> {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, chunkSize: length + 64, maxOutputLength: length + 64 };
  return new Promise((resolve, reject) => {
    inflateRaw(packed, options, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}

/** Content in pieces, some packed already; the same pieces give the same bytes. */
export function joinPacked(pieces: readonly { bytes: Buffer; packed: Buffer | null }[]): Uint8Array {
  let [crc, length] = [0, 0];
  const parts = pieces.map(({ bytes, packed }, index) => {
    crc = crc32(bytes, crc);
    length += bytes.length;
    const finishFlush = index === pieces.length - 1 ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    return packed ?? deflateRawSync(bytes, { level: tight, finishFlush });
  });
  return wrapped(parts, crc, length);
}

function wrapped(packed: readonly Buffer[], crc: number, length: number): Buffer {
  const trailer = Buffer.alloc(trailerLength);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(length >>> 0, 4);
  return Buffer.concat([gzipHeader, ...packed, trailer]);
}

/** True when the bytes begin as a gzip file does. */
export function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks to the bytes of a text in UTF-8. The size it claims is checked against the limits before anything is unpacked,
 * and it can never grow past that claim. Throws `file-too-large`, `not-a-scenario` (another program's gzip) or
 * `scenario-damaged`.
 */
export async function unpack(packed: Uint8Array): Promise<Buffer> {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const differing = gzipHeader.filter((value, index) => bytes[index] !== value).length;
  if (bytes.length < gzipHeader.length + trailerLength) throw damaged('most of it is missing');
  if (differing > 1) throw notAScenario();
  if (differing === 1) throw damaged('its first bytes are altered');
  const claimed = bytes.readUInt32LE(bytes.length - 4);
  if (claimed > limits.unpacked || claimed > Math.max(limits.freelyUnpacked, limits.ratio * bytes.length)) {
    // A file cut short claims anything: only one that truly grows past every council is too large.
    const limit = Math.min(limits.unpacked, Math.max(limits.freelyUnpacked, limits.ratio * bytes.length));
    if (!(await growsPast(bytes.subarray(gzipHeader.length), limit))) throw damaged('its end is missing or altered');
    throw tooLarge('would grow far beyond what a scenario holds when it is unpacked');
  }
  const content = bytes.subarray(gzipHeader.length, bytes.length - trailerLength);
  let unpacked: Buffer;
  let used: number;
  try {
    // One chunk of the claimed size and one byte: a file that grows past its claim stops there.
    const result = inflateRawSync(content, {
      info: true,
      chunkSize: Math.max(64, claimed + 1),
      maxOutputLength: Math.max(1, claimed),
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    unpacked = result.buffer;
    used = result.engine.bytesWritten;
  } catch {
    throw damaged('it cannot be unpacked');
  }
  if (used !== content.length || unpacked.length !== claimed) throw damaged('it is not as long as it says');
  if (crc32(unpacked) !== bytes.readUInt32LE(bytes.length - trailerLength)) throw damaged('its checksum is wrong');
  if (!isUtf8(unpacked)) throw damaged('it holds bytes that are not text');
  return unpacked;
}

/** The beginning of the text of a packed file, from the first of its bytes. Throws where they are no such thing. */
export function firstText(start: Buffer): string {
  const finishFlush = constants.Z_SYNC_FLUSH;
  return inflateRawSync(start.subarray(gzipHeader.length), { finishFlush, maxOutputLength: 8 * 2 ** 20 })
    .subarray(0, 4000)
    .toString('utf8');
}

/** The text of bytes that `unpack` gave, or of a part of them. */
export const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8');

/** Whether content unpacks to more than `limit` bytes: counted as it comes, never kept. */
function growsPast(content: Uint8Array, limit: number): Promise<boolean> {
  return new Promise((resolve) => {
    let size = 0;
    const inflate = createInflateRaw();
    const end = (grows: boolean) => {
      inflate.destroy();
      resolve(grows);
    };
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) end(true);
    });
    inflate.on('error', () => end(false));
    inflate.on('end', () => end(false));
    inflate.end(content);
  });
}

/** The failure for a file over the limits. */
export function tooLarge(what: string): OutturnError {
  return new OutturnError(
    'file-too-large',
    `The file ${what}. Outturn opens scenario files of up to ${limits.packed / 2 ** 20} MB (${limits.unpacked / 2 ** 20} MB unpacked). Nothing has been opened.`,
  );
}
