import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Keyring } from '../../../db/database-key.ts';
import { keptExports } from '../sync/kept-exports.ts';

/** Kept exports (by their hash) that name one of these: as text, or within a workbook or an archive. */
export function exportsNaming(profile: string, keys: Keyring, names: readonly string[]): string[] {
  const folder = join(profile, 'exports');
  if (names.length === 0 || !existsSync(folder)) return [];
  const kept = keptExports(profile);
  const wanted = names.map((name) => Buffer.from(name, 'utf8'));
  return readdirSync(folder).filter((file) => {
    if (!/^[0-9a-f]{64}$/.test(file)) return false;
    let bytes: Uint8Array;
    try {
      bytes = kept.read(file, keys).bytes;
    } catch {
      return true; // It cannot be read, so nobody can say what it holds; nor could it be delivered.
    }
    return partsOf(bytes).some((part) => wanted.some((name) => part.includes(name)));
  });
}

function partsOf(bytes: Uint8Array): Buffer[] {
  const whole = Buffer.from(bytes);
  if (whole.toString('latin1', 0, 2) !== 'PK') return [whole];
  try {
    return [whole, ...Object.values(unzipSync(bytes)).flatMap(partsOf)];
  } catch {
    return [whole];
  }
}
