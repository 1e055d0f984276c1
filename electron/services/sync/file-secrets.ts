import { readFileSync } from 'node:fs';
import { writeWhole } from '../files/write-whole.ts';
import { DeliveryProblem, type SecretStore } from './destination.ts';

/** The system's own protection (Electron's safeStorage), where there is one. */
export type Protection = { protect(text: string): Uint8Array; reveal(bytes: Uint8Array): string };

/**
 * Secrets by id in one file that only this user may read, each protected by the system's store when it has one. A file
 * that cannot be read is as good as empty: the officer is asked for the password again. Reading a protected secret
 * while the system's store is away (the command line, a locked keyring) throws: it waits rather than fails.
 */
export function fileSecrets(path: string, protection: () => Protection | null): SecretStore {
  const all = (): Record<string, { protected: boolean; value: string }> => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      return {};
    }
  };
  return {
    async read(id) {
      const held = all()[id];
      if (!held) return null;
      const bytes = Buffer.from(held.value, 'base64');
      if (!held.protected) return bytes.toString('utf8');
      const system = protection();
      if (system === null)
        throw new DeliveryProblem(
          'retry',
          'The password kept for this place can be read only in the window, once this computer’s store of passwords is open.',
        );
      try {
        return system.reveal(bytes);
      } catch {
        return null;
      }
    },
    async write(id, secret) {
      const held = all();
      if (secret === null) delete held[id];
      else {
        const system = protection();
        const bytes = system ? Buffer.from(system.protect(secret)) : Buffer.from(secret, 'utf8');
        held[id] = { protected: system !== null, value: bytes.toString('base64') };
      }
      writeWhole(path, JSON.stringify(held));
    },
  };
}
