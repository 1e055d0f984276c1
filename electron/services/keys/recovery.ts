import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Keyring } from '../../../db/database-key.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { ChildKey } from '../import/child-key.ts';
import { decrypt, encrypt } from '../scenario-files/encryption.ts';

/** What opens the data of a profile: the keys that encrypt them, and those behind the pseudonyms (null: none yet). */
export type RecoveredKeys = { created: string; databaseKeys: Uint8Array[]; childKeys: Uint8Array[] | null };

const mark = Buffer.from('OUTTURN-RECOVERY-1\n');
const mostBytes = 2 * 2 ** 20;
const secret = z.string().regex(/^[0-9a-f]{64}$/);
const contentSchema = z.strictObject({
  format: z.literal('outturn-recovery'),
  created: z.iso.datetime(),
  databaseKeys: z.array(secret).min(1).max(1000),
  childKeys: z.array(secret).min(1).max(9_999).nullable(),
});

/** Without I, L, O and U, which are misread. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 120 random bits in six groups of four, to be written down. */
export function newRecoveryCode(): string {
  const code = Array.from({ length: 24 }, () => letters[randomInt(letters.length)]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code however it was typed; any other passphrase as it is. */
function phraseOf(typed: string): string {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return new RegExp(`^[${letters}]{24}$`).test(plain) ? plain : typed;
}

/** The recovery file of a profile's keys, under a passphrase or a recovery code (scrypt and AES-256-GCM). */
export async function recoveryFile(
  keys: Keyring,
  childKeys: ChildKey | null,
  passphrase: string,
  created: Date,
): Promise<Uint8Array> {
  const hex = (one: Uint8Array) => Buffer.from(one).toString('hex');
  const content = {
    format: 'outturn-recovery',
    created: created.toISOString(),
    databaseKeys: keys.map((key) => hex(key.secret)),
    childKeys: childKeys?.map(hex) ?? null,
  };
  return Buffer.concat([mark, await encrypt(Buffer.from(JSON.stringify(content)), phraseOf(passphrase))]);
}

/** Reads one. Throws `wrong-passphrase`, or `file-unreadable` for a file that is none or was changed. */
export async function readRecoveryFile(bytes: Uint8Array, passphrase: string): Promise<RecoveredKeys> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length > mostBytes || !file.subarray(0, mark.length).equals(mark)) throw notOne();
  let text: string;
  try {
    text = Buffer.from(await decrypt(file.subarray(mark.length), phraseOf(passphrase))).toString();
  } catch (error) {
    if (error instanceof OutturnError && /passphrase/.test(error.code)) {
      throw new OutturnError('wrong-passphrase', 'That is not the passphrase, or the code, of this recovery file.');
    }
    throw damaged();
  }
  const read = contentSchema.safeParse(JSON.parse(text));
  if (!read.success) throw damaged();
  const secrets = (list: readonly string[]) => list.map((one) => Buffer.from(one, 'hex'));
  const { created, databaseKeys, childKeys } = read.data;
  return { created, databaseKeys: secrets(databaseKeys), childKeys: childKeys && secrets(childKeys) };
}

const notOne = () =>
  new OutturnError(
    'file-unreadable',
    'This is no recovery file of keys. Choose one that Outturn saved, ending in .outturn-keys.',
  );
const damaged = () =>
  new OutturnError(
    'file-unreadable',
    'The recovery file is damaged: a byte of it was changed. Use another copy of it.',
  );
