import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type Keyring, newestKey } from '../../../db/database-key.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/**
 * Files of the profile that are no databases (kept exports, unsaved work, earlier states of scenario files) are sealed
 * with the same keys: a mark, the key's id, 12 bytes of nonce, AES-256-GCM over the content with the head authenticated.
 */
const mark = Buffer.from('OUTTURNS', 'latin1');
const headLength = mark.length + 8;
const nonceLength = 12;
const tagLength = 16;

const secretFor = (secret: Uint8Array) =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'outturn sealed file', 32));

/** Seals bytes with the newest key; without keys they stay as they are. */
export function seal(bytes: Uint8Array, keys: Keyring | null): Uint8Array {
  const key = newestKey(keys);
  if (!key) return bytes;
  const head = Buffer.concat([mark, Buffer.from(key.id, 'hex')]);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', secretFor(key.secret), nonce).setAAD(head);
  return Buffer.concat([head, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

export const isSealed = (bytes: Uint8Array): boolean =>
  bytes.length >= headLength && Buffer.from(bytes.subarray(0, mark.length)).equals(mark);

/** What was sealed; bytes of an earlier Outturn, which sealed nothing, as they are. Throws `key-missing`, `file-unreadable`. */
export function unseal(bytes: Uint8Array, keys: Keyring | null): Uint8Array {
  if (!isSealed(bytes)) return bytes;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const id = whole.toString('hex', mark.length, headLength);
  const key = keys?.find((one) => one.id === id);
  if (!key) {
    throw new OutturnError(
      'key-missing',
      'This file of your Outturn data is encrypted, and the key that opens it is not here. Bring the key back from its recovery file.',
      { key: id },
    );
  }
  try {
    const nonce = whole.subarray(headLength, headLength + nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', secretFor(key.secret), nonce).setAAD(
      whole.subarray(0, headLength),
    );
    decipher.setAuthTag(whole.subarray(-tagLength));
    return Buffer.concat([decipher.update(whole.subarray(headLength + nonceLength, -tagLength)), decipher.final()]);
  } catch {
    throw new OutturnError('file-unreadable', 'This file of your Outturn data is damaged.');
  }
}
