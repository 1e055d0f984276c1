import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { OutturnError } from '../../../shared/model/problem.ts';

const keyBytes = 32;
const prefix = 'ck1-';
const ours = /^ck1-[0-9a-f]{32}$/;

/**
 * The secret key behind the pseudonyms, kept in a file of its own outside the database, readable by its owner only.
 * Made when missing. Throws `file-unreadable` when the file is not a key.
 */
export function loadChildKey(path: string): Buffer {
  if (!existsSync(path)) {
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, `${randomBytes(keyBytes).toString('hex')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new OutturnError(
      'file-unreadable',
      'The key that turns child identifiers into pseudonyms is damaged. Bring it back from a backup: with another key, the same child would look like two.',
    );
  }
  return Buffer.from(text, 'hex');
}

/**
 * Turns child identifiers into pseudonyms by HMAC-SHA256: the same child has the same key in every import, whatever
 * its case or spacing. A key that Outturn itself has made is kept as it is.
 */
export function pseudonymiser(key: Uint8Array): (identifier: string) => string {
  // A key object is made once: six times faster than handing the bytes over each time.
  const secret = createSecretKey(key);
  const known = new Map<string, string>();
  return (identifier) => {
    const plain = identifier.trim();
    if (ours.test(plain)) return plain;
    const normal = plain.toUpperCase();
    let pseudonym = known.get(normal);
    if (!pseudonym) {
      pseudonym = prefix + createHmac('sha256', secret).update(`child:${normal}`).digest('hex').slice(0, 32);
      known.set(normal, pseudonym);
    }
    return pseudonym;
  };
}

/** A mark of the key that gives nothing away, kept beside the data so that another key is noticed. */
export function keyMark(key: Uint8Array): string {
  return createHmac('sha256', key).update('mark').digest('hex').slice(0, 16);
}
