import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { rowsText, snapshotPieces } from '../../../shared/scenario-file/codec.ts';
import { packPiece, unpackPiece } from './compression.ts';

/** The rows of a large register as they stand in a file, packed. */
type PackedRows = { packed: Buffer; length: number; crc: number };
/** Kept by list of rows: an edit gives its register another list, and the others are saved again as they were. */
export type PackedLists = WeakMap<readonly unknown[], PackedRows>;

/** A snapshot in bytes as a file holds it, in pieces in order; `packed` of those that stand on their own. */
export type SnapshotBytes = {
  readonly pieces: readonly { bytes: Buffer; packed: Buffer | null }[];
  /** Of all pieces together. */
  readonly sha256: string;
};

/** From this many rows on a register is packed on its own. */
const rowsApart = 5000;
const apart = (rows: readonly unknown[]) => rows.length >= rowsApart;

/**
 * A snapshot in bytes. Lists that `known` holds are taken from there, the others put there; a list that is known may not
 * have been changed in place. Throws `scenario-invalid` when a row is not as it must be.
 */
export async function snapshotBytes(snapshot: Snapshot, known: PackedLists = new WeakMap()): Promise<SnapshotBytes> {
  const pieces = await Promise.all(
    snapshotPieces(snapshot, apart).map(async (piece) =>
      typeof piece === 'string'
        ? { bytes: Buffer.from(piece, 'utf8'), packed: null }
        : rowsInBytes(piece.rows, snapshot[piece.rows], known),
    ),
  );
  const hash = createHash('sha256');
  for (const { bytes } of pieces) hash.update(bytes);
  return { pieces, sha256: hash.digest('hex') };
}

async function rowsInBytes(name: RegisterName, rows: readonly unknown[], known: PackedLists) {
  const held = known.get(rows);
  if (held) {
    const bytes = await unpackPiece(held.packed, held.length);
    // Memory is trusted no more than a disk: what does not read back as it was written is written anew.
    if (bytes.length === held.length && crc32(bytes) === held.crc) return { bytes, packed: held.packed };
  }
  const bytes = Buffer.from(rowsText(name, rows), 'utf8');
  const packed = await packPiece(bytes);
  known.set(rows, { packed, length: bytes.length, crc: crc32(bytes) });
  return { bytes, packed };
}

/** The fingerprint of a snapshot's content: two copies with the same rows have the same one. */
export function snapshotHash(snapshot: Snapshot): string {
  const hash = createHash('sha256');
  for (const piece of snapshotPieces(snapshot, apart)) {
    hash.update(Buffer.from(typeof piece === 'string' ? piece : rowsText(piece.rows, snapshot[piece.rows]), 'utf8'));
  }
  return hash.digest('hex');
}
