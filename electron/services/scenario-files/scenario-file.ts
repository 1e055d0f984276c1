import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Keyring } from '../../../db/database-key.ts';
import { totalsOf } from '../../../shared/model/child-totals.ts';
import { bodyAround, decodeScenario, encodeHeader, type ScenarioContent } from '../../../shared/scenario-file/codec.ts';
import type { ScenarioDocument } from '../../../shared/scenario-file/document.ts';
import { damaged, notAScenario, readHeader } from '../../../shared/scenario-file/header.ts';
import { notAFile, readFailure } from '../files/file-failure.ts';
import { type FileSystem, fileSystem } from '../files/file-system.ts';
import { type Fingerprint, replaceFile, sha256 } from '../files/replace-file.ts';
import { unseal } from '../keys/sealed.ts';
import { firstText, isPacked, joinPacked, limits, pack, textOf, tooLarge, unpack } from './compression.ts';
import { decrypt, encrypt, isEncrypted, saysCounts } from './encryption.ts';
import { asSigned } from './signature.ts';
import { type SnapshotBytes, snapshotBytes } from './snapshot-bytes.ts';

/** A scenario file as it was read. */
export type ReadScenario = {
  document: ScenarioDocument;
  created: string;
  app: string;
  /** Version the file is in; the document is always brought up to the current one. */
  fileVersion: number;
  encrypted: boolean;
  /** What `storedSnapshot` takes; its bytes may be given away. */
  content: ScenarioContent;
  fingerprint: Fingerprint;
};

/**
 * The bytes of a document; the same document, time and version give the same bytes (without a passphrase). `data`: its
 * snapshot in bytes, where the caller has it.
 */
export async function scenarioBytes(
  document: ScenarioDocument,
  about: { created: string; app: string },
  passphrase: string | null = null,
  data: SnapshotBytes | null = null,
): Promise<Uint8Array> {
  const { pieces } = data ?? (await snapshotBytes(document.snapshot));
  const { before, after } = bodyAround(document);
  const [start, end] = [Buffer.from(before, 'utf8'), Buffer.from(after, 'utf8')];
  const hash = createHash('sha256').update(start);
  for (const { bytes } of pieces) {
    hash.update(bytes);
    await setImmediate();
  }
  const counts = totalsOf(document.snapshot) === null ? {} : { children: 'counts' as const };
  const header = Buffer.from(`${encodeHeader({ ...about, ...counts }, hash.update(end).digest('hex'))}\n`);
  const first = Buffer.concat([header, start, pieces[0]?.bytes ?? Buffer.alloc(0)]);
  const last = (rest: readonly Buffer[]) => Buffer.concat([...rest, end, Buffer.from('\n')]);
  const packed =
    pieces.length < 2
      ? pack(last([first]))
      : joinPacked([
          { bytes: first, packed: null },
          ...pieces.slice(1, -1),
          { bytes: last(pieces.slice(-1).map(({ bytes }) => bytes)), packed: null },
        ]);
  return passphrase === null ? packed : encrypt(packed, passphrase, 'children' in counts);
}

/** The document in the bytes of a file. Throws one of the errors of scenario files, or `file-too-large`. */
export async function documentOfBytes(
  bytes: Uint8Array,
  passphrase: string | null,
): Promise<Omit<ReadScenario, 'fingerprint'>> {
  if (bytes.length === 0) throw damaged('it is empty');
  if (bytes.length > limits.packed) throw tooLarge('is too large');
  const encrypted = isEncrypted(bytes);
  if (!encrypted && !isPacked(bytes)) throw notAScenario();
  const packed = encrypted ? await decrypt(bytes, passphrase) : bytes;
  const { header, document, content } = decodeScenario(await unpack(packed), sha256, textOf);
  return { document, created: header.created, app: header.app, fileVersion: header.version, encrypted, content };
}

/**
 * Whether a file was saved without rows of children, told from its first bytes: it is not opened, and no passphrase is
 * needed. False for anything that cannot be told; what is wrong with it is said when it is opened.
 */
export async function leavesRowsOut(path: string): Promise<boolean> {
  let start: Buffer;
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
      start = buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
    if (isEncrypted(start)) return saysCounts(start);
    if (!isPacked(start)) return false;
    const text = firstText(start);
    return readHeader(text.slice(0, text.indexOf('\n'))).children === 'counts';
  } catch {
    return false;
  }
}

/** Reads a scenario file and leaves it alone: nothing is ever edited in place. */
export async function readScenarioFile(
  path: string,
  passphrase: string | null,
  system: FileSystem = fileSystem,
  keys: Keyring | null = null,
): Promise<ReadScenario> {
  const name = basename(path);
  let bytes: Uint8Array;
  let modified: number;
  try {
    const found = await system.stat(path);
    if (!found) throw Object.assign(new Error('No such file'), { code: 'ENOENT' });
    if (found.kind !== 'file') throw notAFile(found.kind);
    if (found.size > limits.packed) throw tooLarge('is too large');
    bytes = await system.read(path);
    modified = found.modified;
  } catch (error) {
    throw readFailure(error, name);
  }
  // Earlier states that Outturn keeps are sealed; the fingerprint is of the file as it stands.
  const read = await documentOfBytes(unseal(bytes, keys), passphrase);
  const { snapshot, scenario, results } = read.document;
  const checked = asSigned(
    snapshot,
    scenario,
    results,
    read.document.history.at(-1)?.savedAt.slice(0, 10) ?? read.created.slice(0, 10),
  );
  return {
    ...read,
    document: { ...read.document, scenario: checked },
    fingerprint: { size: bytes.length, modified, sha256: sha256(bytes) },
  };
}

/** Saves a scenario file whole or not at all; `expected` is what the target was when it was opened, null not to ask. */
export async function saveScenarioFile(
  path: string,
  document: ScenarioDocument,
  about: { created: string; app: string; passphrase?: string | null; data?: SnapshotBytes | null },
  expected: Fingerprint | null,
  system: FileSystem = fileSystem,
): Promise<Fingerprint> {
  const { created, app, passphrase = null, data = null } = about;
  const bytes = await scenarioBytes(document, { created, app }, passphrase, data);
  return replaceFile(path, bytes, expected, system);
}
