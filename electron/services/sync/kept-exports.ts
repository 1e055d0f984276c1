import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';

/**
 * Exports as they left, kept beside the local copy under their hash, so that what is delivered days later is what was
 * exported even when the officer has since moved or changed the file.
 */
export type KeptExports = {
  keep(sha256: string, bytes: Uint8Array, about: { forecast: unknown; fields: Record<string, string> }): void;
  /** The bytes, checked against their hash, and what was kept with them. Throws `export-missing`. */
  read(sha256: string): { bytes: Uint8Array; forecast: unknown; fields: Record<string, string> };
};

export function keptExports(profile: string): KeptExports {
  const folder = join(profile, 'exports');
  const whole = (path: string, content: Uint8Array | string) => {
    if (existsSync(path)) return;
    const temporary = `${path}.new`;
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, path);
  };
  return {
    keep(sha256, bytes, about) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      whole(join(folder, `${sha256}.json`), JSON.stringify(about));
      whole(join(folder, sha256), bytes);
    },
    read(sha256) {
      try {
        const bytes = readFileSync(join(folder, sha256));
        if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('changed');
        return { bytes, ...JSON.parse(readFileSync(join(folder, `${sha256}.json`), 'utf8')) };
      } catch {
        throw new OutturnError(
          'export-missing',
          'The kept copy of this export is missing or was changed. Export it again and send that.',
        );
      }
    },
  };
}
