import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { OutturnError } from '../shared/model/problem.ts';

/** How many copies made before migrations are kept. */
const kept = 5;

/**
 * Copies a database to `<folder>/<name>.before-migration-<time>` as one file and proves that the copy passes
 * `quick_check`. Gives the path. Throws `write-failed` when the copy does not pass; the database is then not migrated.
 */
export function backUp(database: Database.Database, path: string, folder: string, now: Date): string {
  mkdirSync(folder, { recursive: true });
  const prefix = `${basename(path)}.before-migration-`;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 17);
  let target = join(folder, prefix + stamp);
  for (let count = 2; existsSync(target); count += 1) target = join(folder, `${prefix}${stamp}-${count}`);
  database.prepare('vacuum into ?').run(target);
  const copy = new Database(target, { readonly: true });
  const finding = copy.pragma('quick_check', { simple: true });
  copy.close();
  if (finding !== 'ok') {
    rmSync(target, { force: true });
    throw new OutturnError(
      'write-failed',
      'The backup made before updating the local copy did not pass its check, so nothing was changed. Check the disk and try again.',
    );
  }
  const older = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort();
  for (const name of older.slice(0, -kept)) rmSync(join(folder, name), { force: true });
  return target;
}
