import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { OutturnError } from '../../../shared/model/problem.ts';
import { damaged } from '../../../shared/scenario-file/header.ts';

/**
 * A file under a passphrase: one line of JSON that says how the key is made, then AES-256-GCM over the whole packed
 * file. The line is authenticated with the content, so one changed byte anywhere is refused. The passphrase is never
 * stored; the same passphrase gives another key in every file (salt).
 */
const format = 'outturn-scenario-encrypted';
/** scrypt cost: 128 MB and about half a second a try. Fixed for version 1: a hostile header cannot ask for more. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 2 ** 20 };
const tagLength = 16;

const hexOf = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const headerSchema = z.strictObject({
  format: z.literal(format),
  /** 2: a file without rows of children, which says so here. */
  version: z.union([z.literal(1), z.literal(2)]),
  children: z.literal('counts').optional(),
  salt: hexOf(16),
  nonce: hexOf(12),
  /** Tells a wrong passphrase from a damaged file; made from the half of the key material that encrypts nothing. */
  check: hexOf(32),
});

/** True when the bytes begin as a file under a passphrase does. */
export function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 200)).toString('latin1').startsWith(`{"format":"${format}"`);
}

/** Whether the first bytes of a file under a passphrase say that it holds no rows of children. */
export function saysCounts(start: Buffer): boolean {
  return readLine(start.subarray(0, start.indexOf(10) + 1).toString('latin1')).children === 'counts';
}

/** Encrypts packed bytes; `counts` where they hold no rows of children, which the first line says. `random` is for tests of the format; leave it out. */
export async function encrypt(
  packed: Uint8Array,
  passphrase: string,
  counts = false,
  random = randomBytes,
): Promise<Uint8Array> {
  // Such a file could be written but never opened again.
  if (passphrase === '') throw new OutturnError('invalid-input', 'A passphrase may not be empty.');
  const salt = random(16);
  const nonce = random(12);
  const { key, check } = await deriveKey(passphrase, salt);
  const line = Buffer.from(
    `${JSON.stringify({
      ...(counts ? { format, version: 2, children: 'counts' } : { format, version: 1 }),
      ...{ salt: salt.toString('hex'), nonce: nonce.toString('hex'), check: check.toString('hex') },
    })}\n`,
  );
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(line);
  return Buffer.concat([line, cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts. Throws `passphrase-needed`, `wrong-passphrase`, `scenario-newer` or `scenario-damaged`. */
export async function decrypt(bytes: Uint8Array, passphrase: string | null): Promise<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lineEnd = file.subarray(0, 1000).indexOf(10);
  const line = file.subarray(0, lineEnd + 1);
  const header = readLine(line.toString('latin1'));
  if (file.length < line.length + tagLength) throw damaged('its end is missing');
  if (passphrase === null || passphrase === '') {
    throw new OutturnError(
      'passphrase-needed',
      `This scenario file${header.children ? ', saved without rows of children,' : ''} is protected by a passphrase. Type the passphrase to open it.`,
    );
  }
  const { key, check } = await deriveKey(passphrase, Buffer.from(header.salt, 'hex'));
  if (!timingSafeEqual(check, Buffer.from(header.check, 'hex'))) {
    throw new OutturnError(
      'wrong-passphrase',
      'That passphrase does not open this scenario file. Check capital letters and try again; without it the file cannot be read.',
    );
  }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.nonce, 'hex'));
  decipher.setAAD(line);
  decipher.setAuthTag(file.subarray(file.length - tagLength));
  try {
    return Buffer.concat([decipher.update(file.subarray(line.length, file.length - tagLength)), decipher.final()]);
  } catch {
    throw damaged('it was altered after it was protected');
  }
}

function readLine(line: string): z.infer<typeof headerSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damaged('its first line is not complete');
  }
  const version = z.looseObject({ version: z.number().int() }).safeParse(value);
  if (version.success && version.data.version > 2) {
    throw new OutturnError(
      'scenario-newer',
      'This scenario file is protected in a way that a newer Outturn brought. Update Outturn to open it. The file is unchanged.',
      { fileVersion: version.data.version, readsVersion: 2 },
    );
  }
  const header = headerSchema.safeParse(value);
  if (!header.success) throw damaged('its first line is altered');
  return header.data;
}

/** 64 bytes from the passphrase (NFC, so that one typed on a Mac opens on Windows): 32 are the key, 32 make the check. */
function deriveKey(passphrase: string, salt: Buffer): Promise<{ key: Buffer; check: Buffer }> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 64, cost, (error, material) => {
      if (error) reject(error);
      else
        resolve({ key: material.subarray(0, 32), check: createHash('sha256').update(material.subarray(32)).digest() });
    });
  });
}
