import { basename } from 'node:path';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { decodeScenario, encodeBody, encodeHeader } from '../../../shared/scenario-file/codec.ts';
import type { ScenarioDocument } from '../../../shared/scenario-file/document.ts';
import { damaged, notAScenario } from '../../../shared/scenario-file/header.ts';
import { readFailure } from '../files/file-failure.ts';
import { type FileSystem, fileSystem } from '../files/file-system.ts';
import { type Fingerprint, replaceFile, sha256 } from '../files/replace-file.ts';
import { isPacked, limits, pack, tooLarge, unpackBytes } from './compression.ts';
import { decrypt, encrypt, isEncrypted } from './encryption.ts';

/** A scenario file as it was read. */
export type ReadScenario = {
  document: ScenarioDocument;
  created: string;
  app: string;
  /** Version the file is in; the document is always brought up to the current one. */
  fileVersion: number;
  encrypted: boolean;
  /** The content, packed and in the clear. */
  packed: Uint8Array;
  fingerprint: Fingerprint;
};

/** The bytes of a document; the same document, time and version give the same bytes (without a passphrase). */
export async function scenarioBytes(
  document: ScenarioDocument,
  about: { created: string; app: string },
  passphrase: string | null = null,
  snapshotText: string | null = null,
): Promise<Uint8Array> {
  const body = Buffer.from(encodeBody(document, snapshotText), 'utf8');
  const packed = pack(Buffer.concat([Buffer.from(`${encodeHeader(about, sha256(body))}\n`), body, Buffer.from('\n')]));
  return passphrase === null ? packed : encrypt(packed, passphrase);
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
  const { bytes: content, text } = await unpackBytes(packed);
  const { header, document } = decodeScenario(text, content, sha256);
  return { document, created: header.created, app: header.app, fileVersion: header.version, encrypted, packed };
}

/** Reads a scenario file and leaves it alone: nothing is ever edited in place. */
export async function readScenarioFile(
  path: string,
  passphrase: string | null,
  system: FileSystem = fileSystem,
): Promise<ReadScenario> {
  const name = basename(path);
  let bytes: Uint8Array;
  let modified: number;
  try {
    const found = await system.stat(path);
    if (!found) throw Object.assign(new Error('No such file'), { code: 'ENOENT' });
    if (found.size > limits.packed) throw tooLarge('is too large');
    bytes = await system.read(path);
    modified = found.modified;
  } catch (error) {
    throw readFailure(error, name);
  }
  const read = await documentOfBytes(bytes, passphrase);
  return { ...read, fingerprint: { size: bytes.length, modified, sha256: sha256(bytes) } };
}

/** Saves a scenario file whole or not at all; `expected` is what the target was when it was opened, null not to ask. */
export async function saveScenarioFile(
  path: string,
  document: ScenarioDocument,
  about: { created: string; app: string; passphrase?: string | null; snapshotText?: string | null },
  expected: Fingerprint | null,
  system: FileSystem = fileSystem,
): Promise<Fingerprint> {
  const { created, app, passphrase = null, snapshotText = null } = about;
  const bytes = await scenarioBytes(document, { created, app }, passphrase, snapshotText);
  return replaceFile(path, bytes, expected, system);
}

/** The fingerprint of a snapshot's content: two copies with the same rows have the same one. */
export function snapshotHash(snapshot: Snapshot): string {
  return sha256(canonicalJson(snapshot));
}
