import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile } from '../files/replace-file.ts';

const schema = z.record(z.string().max(100), z.string().max(50_000));
const most = 500;

/**
 * What the window remembers between starts. Kept beside the local copy and not in it: to bring a backup back changes no
 * columns. Nothing about anybody: the page puts its own choices here.
 */
export function createChoices(path: string) {
  let cached: Map<string, string> | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  const read = () => {
    if (cached) return cached;
    try {
      cached = new Map(Object.entries(schema.parse(JSON.parse(readFileSync(path, 'utf8')))));
    } catch {
      cached = new Map(); // Missing or altered: choices are a convenience, and begin again.
    }
    return cached;
  };
  return {
    all: (): Record<string, string> => Object.fromEntries(read()),
    /** Resolves when it is on disk; a disk that takes nothing is not worth an error. */
    async keep(key: string, value: string): Promise<void> {
      const choices = read();
      if (choices.get(key) === value) return;
      choices.delete(key);
      choices.set(key, value);
      // The oldest goes first: a register that is no longer shown must not keep its columns for ever.
      for (const oldest of choices.keys()) {
        if (choices.size <= most) break;
        choices.delete(oldest);
      }
      const bytes = Buffer.from(JSON.stringify(Object.fromEntries(choices)));
      writing = writing.then(() => replaceFile(path, bytes, null, fileSystem, ownerOnly)).catch(() => {});
      await writing;
    },
  };
}
