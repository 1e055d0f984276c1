import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { rowsText, snapshotPieces } from '../../../shared/scenario-file/codec.ts';
import { packPiece, unpackPiece } from './compression.ts';

/** Rows of a large register as they stand in a file, packed. */
type PackedRows = { rows: readonly unknown[]; packed: Buffer; length: number; crc: number };
/** Kept by the first of the rows: an edit puts another row in place of the one it changes, and the others stay as they are. */
export type PackedLists = WeakMap<object, PackedRows>;

type Piece = { bytes: Buffer; packed: Buffer | null };
/** A snapshot in bytes as a file holds it, in pieces in order; `packed` of those that stand on their own. */
export type SnapshotBytes = {
  readonly pieces: readonly Piece[];
  /** Of all pieces together. */
  readonly sha256: string;
};

/** From this many rows on a register is packed on its own, this many rows a piece. */
const [rowsApart, rowsInPiece] = [5000, 10_000];
const apart = (rows: readonly unknown[]) => rows.length >= rowsApart;

/**
 * A snapshot in bytes. Rows that `known` holds are taken from there, the others put there; a row that is known may not
 * have been changed in place. The process is free for other work after every piece. Throws `scenario-invalid` when a row
 * is not as it must be.
 */
export async function snapshotBytes(snapshot: Snapshot, known: PackedLists = new WeakMap()): Promise<SnapshotBytes> {
  const made: (Piece | Promise<Piece>)[] = [];
  let text = '';
  for (const piece of snapshotPieces(snapshot, apart)) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const rows: readonly unknown[] = snapshot[piece.rows];
    text += '[';
    for (let from = 0; from < rows.length; from += rowsInPiece) {
      made.push({ bytes: Buffer.from(from === 0 ? text : ','), packed: null });
      const packing = rowsInBytes(piece.rows, rows, from, known);
      // What goes wrong is told below, in the order of the file.
      packing.catch(() => {});
      made.push(packing);
      await setImmediate();
    }
    text = ']';
  }
  made.push({ bytes: Buffer.from(text), packed: null });
  const pieces: Piece[] = [];
  const hash = createHash('sha256');
  for (const making of made) {
    const piece = await making;
    hash.update(piece.bytes);
    pieces.push(piece);
  }
  return { pieces, sha256: hash.digest('hex') };
}

/** Rows of a register from `from` on, without the brackets of their list. */
async function rowsInBytes(
  name: RegisterName,
  all: readonly unknown[],
  from: number,
  known: PackedLists,
): Promise<Piece> {
  const rows = all.slice(from, from + rowsInPiece);
  const first = rows[0] as object;
  const cached = known.get(first);
  if (cached && cached.rows.length === rows.length && cached.rows.every((row, index) => row === rows[index])) {
    const bytes = await unpackPiece(cached.packed, cached.length);
    // Memory is trusted no more than a disk: what does not read back as it was written is written anew.
    if (bytes.length === cached.length && crc32(bytes) === cached.crc) return { bytes, packed: cached.packed };
  }
  const bytes = Buffer.from(rowsText(name, all, from, from + rowsInPiece).slice(1, -1), 'utf8');
  const packed = await packPiece(bytes);
  known.set(first, { rows, packed, length: bytes.length, crc: crc32(bytes) });
  return { bytes, packed };
}

/** The fingerprint of a snapshot's content: two copies with the same rows have the same one. */
export function snapshotHash(snapshot: Snapshot): string {
  const hash = createHash('sha256');
  for (const piece of snapshotPieces(snapshot, apart)) {
    if (typeof piece === 'string') {
      hash.update(piece);
      continue;
    }
    const rows: readonly unknown[] = snapshot[piece.rows];
    for (let from = 0; from < rows.length; from += rowsInPiece) {
      hash.update(from === 0 ? '[' : ',').update(rowsText(piece.rows, rows, from, from + rowsInPiece).slice(1, -1));
    }
    hash.update(']');
  }
  return hash.digest('hex');
}
