import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { OutturnError } from '../shared/model/problem.ts';
import { memoryPath } from './open-database.ts';

/** Watches that the file of an open copy is still the one at its path. */
export type Place = {
  /**
   * Throws `store-replaced` when it is not: what would be written now would be in a file that nobody finds again. All
   * that was written before is saved first, in the place of the copy where that is empty, or beside it.
   */
  check(): void;
};

/** The file now at `path` is the copy's; `save` writes the whole open copy to a new file. */
export function placeOf(path: string, save: (target: string) => void, clock: () => Date): Place {
  const identity = () => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found ? `${found.dev} ${found.ino}` : null;
  };
  const own = path === memoryPath ? null : identity();
  let saved: string | null = null;
  return {
    check() {
      if (own === null || identity() === own) return;
      const stamp = clock().toISOString().replace(/\D/g, '').slice(0, 17);
      const target = existsSync(path) ? `${path}.rescued-${stamp}` : path;
      const was = target === path ? 'moved or deleted' : 'replaced';
      if (saved === null) {
        save(target);
        saved = basename(target);
      }
      throw new OutturnError(
        'store-replaced',
        `The file of the local copy was ${was} by another program while it was open here. All that had been answered was saved as “${saved}”; this last change was not made. Open the local copy again and make it once more.`,
        { saved },
      );
    },
  };
}
