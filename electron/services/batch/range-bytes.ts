import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PathRange } from '../../../shared/demand/simulation/microsimulation.ts';
import { bands } from '../../../shared/model/bands.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

const headLength = 16;

/** A range of paths as bytes for a database: its size, then its lists, packed. */
export function rangeBytes(range: PathRange): Buffer {
  const head = Buffer.alloc(headLength);
  [range.from, range.to, range.months, range.groups].forEach((value, at) => {
    head.writeUInt32LE(value, at * 4);
  });
  const lists = [range.stock, range.childDays, range.bands, range.entrants, range.leavers].map((list) =>
    Buffer.from(list.buffer, list.byteOffset, list.byteLength),
  );
  return Buffer.concat([head, deflateRawSync(Buffer.concat(lists), { level: 1 })]);
}

/** What `rangeBytes` wrote. Throws `internal` where bytes are missing or are not those of the range that was asked for. */
export function rangeOf(bytes: Uint8Array, wanted: { from: number; to: number }): PathRange {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [from = 0, to = 0, months = 0, groups = 0] = [0, 4, 8, 12].map((at) =>
    given.length >= headLength ? given.readUInt32LE(at) : 0,
  );
  const paths = to - from;
  const perBand = paths * months * bands.length;
  const counts = [paths * months * groups, paths * months * groups, perBand, paths * months, paths * months];
  const length = 4 * counts.reduce((sum, count) => sum + count, 0);
  if (from !== wanted.from || to !== wanted.to) throw damaged();
  let raw: Buffer;
  try {
    raw = inflateRawSync(given.subarray(headLength), { maxOutputLength: length + 1 });
  } catch {
    throw damaged();
  }
  if (raw.length !== length) throw damaged();
  const memory = Uint8Array.from(raw).buffer;
  const starts = counts.map((_, at) => 4 * counts.slice(0, at).reduce((sum, count) => sum + count, 0));
  const [stock = 0, days = 0, ofBands = 0, entrants = 0, leavers = 0] = starts;
  return {
    ...{ from, to, months, groups },
    stock: new Int32Array(memory, stock, counts[0]),
    childDays: new Float32Array(memory, days, counts[1]),
    bands: new Int32Array(memory, ofBands, counts[2]),
    entrants: new Int32Array(memory, entrants, counts[3]),
    leavers: new Int32Array(memory, leavers, counts[4]),
  };
}

const damaged = () =>
  new OutturnError(
    'internal',
    'Paths of a batch are not those that were asked for, or are damaged. Run the batch again.',
  );
