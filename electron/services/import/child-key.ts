import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { OutturnError } from '../../../shared/model/problem.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { Protection } from '../sync/file-secrets.ts';

const keyBytes = 32;
/** Pseudonyms say how many keys they have passed through: `ck1-…` one, `ck2-…` two after a change of key. */
const ours = /^ck([1-9]\d{0,3})-([0-9a-f]{32})$/;
/** A pseudonym says its generation in at most four digits. */
const mostKeys = 9_999;

/** The secret behind the pseudonyms: one key, and one more for each time it was changed, oldest first. */
export type ChildKey = readonly Uint8Array[];
type Protect = () => Protection | null;
const none: Protect = () => null;

/**
 * Reads the secret from a file of its own outside the database, readable by its owner only; made when missing. Where the
 * system has a protection of its own the file is protected by it, also one written before there was one. Throws
 * `file-unreadable` when the file is not a key, or is protected and the system cannot open it here.
 */
export function loadChildKey(path: string, protection: Protect = none): ChildKey {
  if (!existsSync(path)) writeChildKey(path, [randomBytes(keyBytes)], protection);
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const text = readFileSync(path, 'utf8').trim();
  const revealed = text.startsWith('protected:') ? reveal(text.slice(10), protection) : text;
  const lines = revealed.split('\n');
  if (!lines.every((line) => /^[0-9a-f]{64}$/.test(line)) || lines.length > mostKeys) {
    throw new OutturnError(
      'file-unreadable',
      'The key that turns child identifiers into pseudonyms is damaged. Bring it back from a backup: with another key, the same child would look like two.',
    );
  }
  const keys = lines.map((line) => Buffer.from(line, 'hex'));
  if (revealed === text && protection() !== null) writeChildKey(path, keys, protection);
  return keys;
}

function reveal(text: string, protection: Protect): string {
  try {
    const system = protection();
    if (system) return system.reveal(Buffer.from(text, 'base64')).trim();
  } catch {
    // Said below.
  }
  throw new OutturnError(
    'file-unreadable',
    'The key that turns child identifiers into pseudonyms is protected by this computer’s own key store, which cannot open it here. Import in the Outturn window, signed in as the person who made it. A command that runs unattended needs a local copy of its own with a key of its own: outturn import … --workspace FILE --child-key FILE.',
  );
}

/** Writes the secret whole or not at all, protected where the system can. */
export function writeChildKey(path: string, keys: ChildKey, protection: Protect = none): void {
  if (keys.length > mostKeys) {
    throw new OutturnError(
      'invalid-input',
      `The key has been changed ${mostKeys - 1} times, and cannot be changed again. Nothing was changed.`,
    );
  }
  const text = keys.map((key) => Buffer.from(key).toString('hex')).join('\n');
  const system = protection();
  const content = system ? `protected:${Buffer.from(system.protect(text)).toString('base64')}` : text;
  writeWhole(path, `${content}\n`);
}

/**
 * The part of the secret that a copy was filled with, by the mark it holds: all of it, or, for a copy from before a
 * change of key, the keys up to then. Null when it was filled with another secret.
 */
export function keyOfCopy(keys: ChildKey, mark: string | null): ChildKey | null {
  if (mark === null) return keys;
  for (let length = keys.length; length > 0; length -= 1) {
    if (keyMark(keys.slice(0, length)) === mark) return keys.slice(0, length);
  }
  return null;
}

/**
 * Turns child identifiers into pseudonyms by HMAC-SHA256: the same child has the same key in every import, whatever
 * its case or spacing. A pseudonym that Outturn has made is kept, or brought up to the newest key.
 */
export function pseudonymiser(keys: ChildKey): (identifier: string) => string {
  // Key objects are made once: six times faster than handing the bytes over each time.
  const secrets = keys.map((key) => createSecretKey(key));
  const known = new Map<string, string>();
  const step = (text: string, generation: number) => {
    const secret = secrets[generation];
    if (!secret) throw new RangeError('No such key');
    return createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
  };
  return (identifier) => {
    const plain = identifier.trim();
    const [, made, digits = ''] = ours.exec(plain) ?? [];
    if (made !== undefined && Number(made) >= keys.length) return plain;
    const normal = made === undefined ? plain.toUpperCase() : plain;
    let pseudonym = known.get(normal);
    if (!pseudonym) {
      let generation = made === undefined ? 1 : Number(made);
      let value = made === undefined ? step(`child:${normal}`, 0) : digits;
      for (; generation < keys.length; generation += 1) value = step(`pseudonym:${value}`, generation);
      pseudonym = `ck${keys.length}-${value}`;
      known.set(normal, pseudonym);
    }
    return pseudonym;
  };
}

/** A mark of the secret that gives nothing away, kept beside the data so that another secret is noticed. */
export function keyMark(keys: ChildKey): string {
  const [first, ...later] = keys;
  let mark = createHmac('sha256', first ?? '').update('mark');
  for (const key of later) mark = createHmac('sha256', key).update(`mark ${mark.digest('hex')}`);
  return mark.digest('hex').slice(0, 16);
}
