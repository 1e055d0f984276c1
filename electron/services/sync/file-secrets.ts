import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../files/write-whole.ts';
import { DeliveryProblem, type SecretStore } from './destination.ts';

/** The system's own protection (Electron's safeStorage), where there is one. */
export type Protection = { protect(text: string): Uint8Array; reveal(bytes: Uint8Array): string };

const storedSchema = z.record(z.string(), z.strictObject({ protected: z.boolean(), value: z.base64() }));
type StoredSecret = z.infer<typeof storedSchema>[string];

/**
 * Secrets by id in one file that only this user may read, each protected by the system's store when it has one. A file
 * that cannot be read is as good as empty: the officer is asked for the password again. Reading a protected secret
 * while the system's store is away (the command line, a locked keyring) throws: it waits rather than fails.
 */
export function fileSecrets(path: string, protection: () => Protection | null): SecretStore {
  const all = (): Map<string, StoredSecret> => {
    try {
      return new Map(Object.entries(storedSchema.parse(JSON.parse(readFileSync(path, 'utf8')))));
    } catch {
      return new Map();
    }
  };
  return {
    async read(id) {
      const secret = all().get(id);
      if (!secret) return null;
      const bytes = Buffer.from(secret.value, 'base64');
      if (!secret.protected) return bytes.toString('utf8');
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
      const stored = all();
      if (secret === null) stored.delete(id);
      else {
        const system = protection();
        const bytes = system ? Buffer.from(system.protect(secret)) : Buffer.from(secret, 'utf8');
        stored.set(id, { protected: system !== null, value: bytes.toString('base64') });
      }
      writeWhole(path, JSON.stringify(Object.fromEntries(stored)));
    },
  };
}
