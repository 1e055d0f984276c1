import { app, safeStorage } from 'electron';
import type { SecretPort } from '../services/boundary/shell-port.ts';
import { platform } from './platform.ts';

/**
 * The system's own store of secrets through safeStorage, asynchronously: a keychain that asks the person, or a keyring
 * that is locked, must not stop the window. On Linux without a keyring Electron falls back to a fixed password, which
 * protects nothing: then there is no store, and a file that only this user may read is used.
 */
export const systemSecrets: SecretPort = {
  async store() {
    await app.whenReady();
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
    if (platform !== 'linux') return platform === 'darwin' ? 'Keychain' : 'DPAPI';
    const backend = safeStorage.getSelectedStorageBackend();
    return backend === 'basic_text' || backend === 'unknown' ? null : backend;
  },
  async protect(text) {
    return safeStorage.encryptStringAsync(text);
  },
  async reveal(bytes) {
    return (await safeStorage.decryptStringAsync(Buffer.from(bytes))).result;
  },
};
