import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Electron's safeStorage, asynchronously. No system store is within reach of a browser, so the usual host has none. A
 * personality with one keeps a key beside the profile: that protects nothing, and only tests ask for it. Without a keyring
 * Electron on Linux says all the same that it can encrypt, by a password that is the same everywhere.
 */
export function createSafeStorage({ keyring }, profile) {
  const key = () => {
    const file = join(profile, 'host-keyring');
    if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
    return readFileSync(file);
  };
  return {
    isAsyncEncryptionAvailable: async () => keyring !== null,
    getSelectedStorageBackend: () => keyring ?? 'basic_text',
    async encryptStringAsync(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      return Buffer.concat([
        Buffer.from('v11'),
        nonce,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    async decryptStringAsync(bytes) {
      if (bytes.subarray(0, 3).toString() !== 'v11') throw new Error('Error while decrypting the ciphertext.');
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(3, 15));
      decipher.setAuthTag(bytes.subarray(-16));
      const text = Buffer.concat([decipher.update(bytes.subarray(15, -16)), decipher.final()]).toString('utf8');
      return { result: text, shouldReEncrypt: false };
    },
  };
}
