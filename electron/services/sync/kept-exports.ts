import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Keyring } from '../../../db/database-key.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { writeWhole } from '../files/write-whole.ts';
import { seal, unseal } from '../keys/sealed.ts';

/**
 * Exports as they left, kept beside the local copy under their hash, so that what is delivered days later is what was
 * exported even when the officer has since moved or changed the file. Sealed with the keys of the copy.
 */
export type KeptExports = {
  /** Keeps it, sealed with the keys given. */
  keep(
    sha256: string,
    bytes: Uint8Array,
    about: { forecast: unknown; fields: Record<string, string> },
    keys: Keyring | null,
  ): void;
  /** The bytes, checked against their hash, and what was kept with them. Throws `export-missing`. */
  has(sha256: string): boolean;
  /** Throws away old copies: never one of `needed`. Answers how many went. */
  prune(needed: ReadonlySet<string>, now: Date): number;
  read(sha256: string, keys: Keyring | null): { bytes: Uint8Array; forecast: unknown; fields: Record<string, string> };
};

/** Copies that nothing waits for are kept this long, this many, and in this much room. */
const keep = { days: 400, copies: 200, bytes: 1024 ** 3 } as const;

/** The hashes to throw away: of what nothing needs, all that is too old, too many or too much, newest kept first. */
export function exportsToPrune(
  exports: readonly { sha256: string; bytes: number; keptAt: number }[],
  needed: ReadonlySet<string>,
  now: Date,
): string[] {
  const oldest = now.getTime() - keep.days * 86_400_000;
  let [copies, bytes] = [0, 0];
  const leaving: string[] = [];
  for (const one of [...exports].sort((a, b) => b.keptAt - a.keptAt)) {
    copies += 1;
    bytes += one.bytes;
    const over = one.keptAt < oldest || copies > keep.copies || bytes > keep.bytes;
    if (over && !needed.has(one.sha256)) leaving.push(one.sha256);
  }
  return leaving;
}

export function keptExports(profile: string): KeptExports {
  const folder = join(profile, 'exports');
  const whole = (path: string, content: Uint8Array | string, keys: Keyring | null) => {
    if (!existsSync(path)) writeWhole(path, seal(Buffer.from(content), keys));
  };
  return {
    keep(sha256, bytes, about, keys) {
      whole(join(folder, `${sha256}.json`), JSON.stringify(about), keys);
      whole(join(folder, sha256), bytes, keys);
    },
    has: (sha256) => existsSync(join(folder, sha256)) && existsSync(join(folder, `${sha256}.json`)),
    prune(needed, now) {
      if (!existsSync(folder)) return 0;
      const exports = readdirSync(folder)
        .filter((name) => /^[0-9a-f]{64}$/.test(name))
        .map((sha256) => {
          const { size, mtimeMs } = statSync(join(folder, sha256));
          return { sha256, bytes: size, keptAt: mtimeMs };
        });
      const leaving = exportsToPrune(exports, needed, now);
      for (const sha256 of leaving) {
        rmSync(join(folder, sha256), { force: true });
        rmSync(join(folder, `${sha256}.json`), { force: true });
      }
      return leaving.length;
    },
    read(sha256, keys) {
      try {
        const bytes = unseal(readFileSync(join(folder, sha256)), keys);
        const about = unseal(readFileSync(join(folder, `${sha256}.json`)), keys);
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('changed');
        return { bytes, ...JSON.parse(Buffer.from(about).toString('utf8')) };
      } catch {
        throw new OutturnError(
          'export-missing',
          'The kept copy of this export is missing or was changed. Export it again and send that.',
        );
      }
    },
  };
}
