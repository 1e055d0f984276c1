import { safeStorage } from 'electron';
import type { Protection } from '../services/sync/file-secrets.ts';

/**
 * The system's own protection of secrets through safeStorage. Asked at each use, since it is there only once the
 * application is ready. On Linux without a keyring Electron falls back to a fixed password, which protects nothing:
 * then a file that only this user may read is used, and null is answered.
 */
export function systemProtection(): Protection | null {
  const real =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  if (!real) return null;
  return {
    protect: (text) => safeStorage.encryptString(text),
    reveal: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
  };
}
