import { createHash } from 'node:crypto';

/** A secret of 32 bytes that encrypts local copies; its id stands in clear at the head of what it encrypts. */
export type DatabaseKey = { readonly id: string; readonly secret: Uint8Array };

/** The keys a profile holds, oldest first: the last encrypts what is made, all of them open what is there. */
export type Keyring = readonly DatabaseKey[];

/** How every file encrypted by a database key begins; the key's id follows. */
export const encryptedMark = 'OUTTURN1';
/** Bytes of the mark and of the id after it: SQLite keeps them as the salt of the file. */
export const headBytes = 16;

/** The key of a secret of 32 bytes. Its id (16 hexadecimal digits) gives nothing of the secret away. */
export function databaseKey(secret: Uint8Array): DatabaseKey {
  if (secret.length !== 32) throw new RangeError('A database key has 32 bytes.');
  const id = createHash('sha256').update('outturn database key').update(secret).digest('hex').slice(0, 16);
  return { id, secret };
}

/** The key that encrypts what is made now; null for no keys. */
export const newestKey = (keys: Keyring | null | undefined): DatabaseKey | null => keys?.at(-1) ?? null;

/** The first bytes of a file that this key encrypts. */
export const headOf = (key: DatabaseKey): Buffer =>
  Buffer.concat([Buffer.from(encryptedMark, 'latin1'), Buffer.from(key.id, 'hex')]);

/** The id of the key that a file's first bytes name; null when they are not those of an encrypted file. */
export function keyIdIn(head: Uint8Array): string | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < headBytes || bytes.toString('latin1', 0, encryptedMark.length) !== encryptedMark) return null;
  return bytes.toString('hex', encryptedMark.length, headBytes);
}
