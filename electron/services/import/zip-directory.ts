import { crc32, inflateRawSync } from 'node:zlib';
import { OutturnError } from '../../../shared/model/problem.ts';
import { limits } from './source-table.ts';

export type ZipEntry = { name: string; method: number; packed: number; size: number; offset: number; crc: number };

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

function refused(file: string, why: string): OutturnError {
  return new OutturnError(
    'archive-refused',
    `${file} was not opened: ${why}. If it came from someone you trust, open it in Excel, save it again and import that.`,
    { file },
  );
}

/**
 * Reads the central directory of a zip (an XLSX is one) and refuses, before anything is inflated, what could exhaust
 * memory or mislead a reader: zip64, too many entries, sizes past the limit, expansion over 20 times, entries that
 * overlap, encryption, local headers that disagree with the directory. Throws `archive-refused` or `file-too-large`.
 */
export function guardedEntries(file: string, bytes: Uint8Array): ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  for (let at = view.length - 22; at >= Math.max(0, view.length - 22 - 65_535); at -= 1) {
    if (view.readUInt32LE(at) === endMark && at + 22 + view.readUInt16LE(at + 20) === view.length) {
      end = at;
      break;
    }
  }
  if (end < 0) throw refused(file, 'its table of contents is missing, so it may have been cut short');
  const count = view.readUInt16LE(end + 10);
  const directorySize = view.readUInt32LE(end + 12);
  const directory = view.readUInt32LE(end + 16);
  if (count === 0xffff || directory === 0xffffffff || directorySize === 0xffffffff || hasZip64(view, end)) {
    throw refused(file, 'it uses the zip64 form, which extracts of this size never need');
  }
  if (count > limits.entries) throw refused(file, `it holds ${count} parts, more than ${limits.entries}`);
  if (directory + directorySize !== end) throw refused(file, 'its table of contents is not where it says it is');
  const entries: ZipEntry[] = [];
  let at = directory;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.readUInt32LE(at) !== entryMark) throw refused(file, 'its table of contents is damaged');
    const nameLength = view.readUInt16LE(at + 28);
    const entry: ZipEntry = {
      name: view.toString('utf8', at + 46, at + 46 + nameLength),
      method: view.readUInt16LE(at + 10),
      crc: view.readUInt32LE(at + 16),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      offset: view.readUInt32LE(at + 42),
    };
    if (entry.size === 0xffffffff || entry.packed === 0xffffffff || entry.offset === 0xffffffff) {
      throw refused(file, 'it uses the zip64 form, which extracts of this size never need');
    }
    if (view.readUInt16LE(at + 8) & 1) throw refused(file, 'it is protected by a password');
    if (entry.method !== 0 && entry.method !== 8) throw refused(file, 'it is packed in a way that is not known here');
    entries.push(entry);
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  checkSizes(file, view, entries, directory);
  return entries;
}

function hasZip64(view: Buffer, end: number): boolean {
  return end >= 20 && view.readUInt32LE(end - 20) === 0x07064b50;
}

function checkSizes(file: string, view: Buffer, entries: readonly ZipEntry[], directory: number): void {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > limits.fileBytes * 2) {
    throw new OutturnError(
      'file-too-large',
      `${file} would unpack to more than ${(limits.fileBytes * 2) / 1024 ** 2} MB. Split it by year.`,
      { file },
    );
  }
  // Small files of repeated text compress further than 20 times without any harm: the ratio matters from 10 MB.
  if (total > 10 * 1024 ** 2 && total > view.length * limits.expansion) {
    throw refused(
      file,
      `it would unpack to ${Math.round(total / view.length)} times its size, more than ${limits.expansion}`,
    );
  }
  let last = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < last || entry.offset + 30 > directory || view.readUInt32LE(entry.offset) !== localMark) {
      throw refused(file, 'its parts overlap or are not where it says they are');
    }
    const streamed = (view.readUInt16LE(entry.offset + 6) & 8) !== 0;
    const local = { packed: view.readUInt32LE(entry.offset + 18), size: view.readUInt32LE(entry.offset + 22) };
    const agrees = local.packed === entry.packed && local.size === entry.size;
    if (!agrees && !(streamed && local.packed === 0 && local.size === 0)) {
      throw refused(file, 'the sizes it states do not agree with each other');
    }
    last = dataStart(view, entry) + entry.packed;
    if (last > directory) throw refused(file, 'its parts overlap or are not where it says they are');
  }
}

function dataStart(view: Buffer, entry: ZipEntry): number {
  return entry.offset + 30 + view.readUInt16LE(entry.offset + 26) + view.readUInt16LE(entry.offset + 28);
}

/** Inflates one entry, never beyond the size it states; a part that holds more or less is refused. */
export function inflateEntry(file: string, bytes: Uint8Array, entry: ZipEntry): Buffer {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = dataStart(view, entry);
  const packed = view.subarray(start, start + entry.packed);
  let data = packed;
  if (entry.method === 8) {
    try {
      data = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
    } catch {
      throw refused(file, `${entry.name} inside it is damaged or larger than it states`);
    }
  }
  if (data.length !== entry.size) throw refused(file, `${entry.name} inside it is not of the size it states`);
  // A bit that fell over in a figure is a figure all the same; the sum of the part tells.
  if (crc32(data) !== entry.crc) throw refused(file, `${entry.name} inside it is damaged`);
  return data;
}
