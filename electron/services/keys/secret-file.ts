import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { writeWhole } from '../files/write-whole.ts';
import type { Protection } from '../sync/file-secrets.ts';

/** Asked at each use for the system's own protection of secrets; null where there is none. */
export type Protect = () => Protection | null;

/** What the reading of a secret file may come to. */
export type SecretText =
  | { kind: 'missing' }
  /** The text, and whether the system's protection could be put round it and is not yet. */
  | { kind: 'read'; text: string; bare: boolean }
  /** Protected by the system's own store, which does not open it here. */
  | { kind: 'closed' };

/** Reads a small secret of a file that only its owner may read, through the system's protection where it has that. */
export function readSecretFile(path: string, protection: Protect): SecretText {
  if (!existsSync(path)) return { kind: 'missing' };
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) makePrivate(path);
  const text = readFileSync(path, 'utf8').trim();
  if (!text.startsWith('protected:')) return { kind: 'read', text, bare: protection() !== null };
  try {
    const system = protection();
    if (system) {
      return { kind: 'read', text: system.reveal(Buffer.from(text.slice(10), 'base64')).trim(), bare: false };
    }
  } catch {
    // The store is locked, or of another person or computer.
  }
  return { kind: 'closed' };
}

/** Writes a secret whole or not at all, protected where the system can. */
export function writeSecretFile(path: string, text: string, protection: Protect): void {
  const system = protection();
  const content = system ? `protected:${Buffer.from(system.protect(text)).toString('base64')}` : text;
  writeWhole(path, `${content}\n`);
}

function makePrivate(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch {
    // A drive that can only be read.
  }
}
