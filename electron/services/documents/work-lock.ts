import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { OutturnError } from '../../../shared/model/problem.ts';
import { decrypt, encrypt } from '../scenario-files/encryption.ts';

/**
 * Unsaved work on a protected file asks for the same passphrase: what is kept of it is encrypted with a key of its own, and
 * that key with the passphrase, once, so that an edit is not kept waiting for it.
 */
export type WorkLock = { key: Buffer; wrapped: string };

/** Unsaved work under a passphrase, as it stands in its file. */
export const lockedWorkSchema = z.strictObject({
  format: z.literal('outturn-working-copy-locked'),
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{16}$/),
  changedAt: z.iso.datetime(),
  path: z.string().max(4096).nullable(),
  wrapped: z.base64(),
  sealed: z.base64(),
});
export type LockedWork = z.infer<typeof lockedWorkSchema>;

/** A new key under a passphrase. */
export async function lockWith(passphrase: string): Promise<WorkLock> {
  const key = randomBytes(32);
  return { key, wrapped: Buffer.from(await encrypt(key, passphrase)).toString('base64') };
}

/** Work under a lock. */
export function lockWork(
  work: { id: string; changedAt: string; path: string | null },
  text: string,
  lock: WorkLock,
): LockedWork {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', lock.key, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const { id, changedAt, path } = work;
  const head = { format: 'outturn-working-copy-locked', version: 1, id, changedAt, path } as const;
  return { ...head, wrapped: lock.wrapped, sealed: sealed.toString('base64') };
}

/** The text of locked work, and its lock. Throws `passphrase-needed`, `wrong-passphrase`, `scenario-damaged`. */
export async function unlockWork(
  work: LockedWork,
  passphrase: string | null,
): Promise<{ text: string; lock: WorkLock }> {
  const key = Buffer.from(await decrypt(Buffer.from(work.wrapped, 'base64'), passphrase));
  const sealed = Buffer.from(work.sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
    return { text, lock: { key, wrapped: work.wrapped } };
  } catch {
    throw new OutturnError('scenario-damaged', 'The unsaved work on this file is damaged and cannot be opened.');
  }
}
