import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { type Keyring, keyIdIn } from '../../db/database-key.ts';
import { isSealed, unseal } from '../../electron/services/keys/sealed.ts';
import { decryptByHand } from './sqlcipher-by-hand.ts';

/** Every readable text in the bytes of a file: databases decrypted page by page (free pages too), containers opened. */
function textsOf(bytes: Uint8Array, keys: Keyring | null): Buffer[] {
  const whole = Buffer.from(bytes);
  const id = keyIdIn(whole);
  const key = keys?.find((one) => one.id === id);
  if (key) return [decryptByHand(whole, key.secret)];
  if (isSealed(whole)) return keys === null ? [whole] : textsOf(unseal(whole, keys), keys);
  try {
    if (whole.toString('latin1', 0, 2) === 'PK') {
      return [whole, ...Object.values(unzipSync(whole)).flatMap((part) => textsOf(part, keys))];
    }
    if (whole[0] === 0x1f && whole[1] === 0x8b) return [whole, ...textsOf(gunzipSync(whole), keys)];
  } catch {
    // Not what its first bytes say.
  }
  return [whole];
}

export type Hit = { file: string; text: string };

/** Every place under a folder where one of the texts stands, with everything opened that the keys open. */
export function canariesIn(folder: string, texts: readonly string[], keys: Keyring | null): Hit[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const found = textsOf(readFileSync(file), keys);
      return texts.filter((text) => found.some((part) => part.includes(text))).map((text) => ({ file, text }));
    });
}

/** The same with nothing opened: what a thief of the disk reads. */
export function canariesInClear(folder: string, texts: readonly string[]): Hit[] {
  return canariesIn(folder, texts, null);
}
