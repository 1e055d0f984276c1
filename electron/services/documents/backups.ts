import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Keyring } from '../../../db/database-key.ts';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile, sha256 } from '../files/replace-file.ts';
import { seal } from '../keys/sealed.ts';
import { copiesToKeep } from './rotation.ts';

/**
 * Earlier states of scenario files, in the user's own folder: `backups/scenarios/<file>/<time>.<why>.<content>.outturn`,
 * and `about.json` with where the file is. Sealed with the keys of the profile; a protected file is kept as protected
 * bytes within.
 */
export type BackupReason = 'saved' | 'replaced' | 'before-rebase';
export type ScenarioBackup = {
  path: string;
  /** Where the file it is a copy of is; null when it was never saved. */
  original: string | null;
  name: string;
  madeAt: string;
  reason: BackupReason;
  content: string;
  bytes: number;
};

const aboutSchema = z.strictObject({ path: z.string().max(4096).nullable(), name: z.string().max(300) });
const pattern = /^(\d{17})\.(saved|replaced|before-rebase)\.([0-9a-f]{16})\.outturn$/;
/** Copies made for another reason than a save: so many of today and of the days before stay, whatever else is saved. */
const specialKept = 3;

const root = (profile: string) => join(profile, 'backups', 'scenarios');
const folderOf = (profile: string, path: string | null, name: string) =>
  join(root(profile), sha256(path === null ? `unsaved ${name}` : resolve(path)).slice(0, 16));

/** `20240210090000000` → `2024-02-10T09:00:00.000Z`. */
export const timeOfStamp = (stamp: string) =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3}).*$/, '$1-$2-$3T$4:$5:$6.$7Z');
export const stampOf = (now: Date) => now.toISOString().replace(/\D/g, '').slice(0, 17);

/** Keeps a state of a scenario file, unless the newest copy is that state already; then lets the oldest go. */
export async function keepBackup(
  profile: string,
  path: string | null,
  name: string,
  bytes: Uint8Array,
  reason: BackupReason,
  now: Date,
  keys: Keyring | null,
): Promise<void> {
  const folder = folderOf(profile, path, name);
  const content = sha256(bytes).slice(0, 16);
  if (backupsIn(folder).some((copy) => copy.content === content)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const about = { path: path === null ? null : resolve(path), name: path === null ? name : basename(path) };
  await replaceFile(join(folder, 'about.json'), Buffer.from(JSON.stringify(about)), null, fileSystem, ownerOnly);
  const target = join(folder, `${stampOf(now)}.${reason}.${content}.outturn`);
  await replaceFile(target, seal(bytes, keys), null, fileSystem, ownerOnly);
  const copies = backupsIn(folder);
  const isMade = (copy: ScenarioBackup) => copy.path === target;
  const today = now.toISOString().slice(0, 10);
  const special = copies
    .filter((copy) => copy.reason !== 'saved')
    .sort((a, b) => Number(isMade(b)) - Number(isMade(a)));
  const isOfToday = (copy: ScenarioBackup) => isMade(copy) || copy.madeAt.startsWith(today);
  const saved = copies.filter((copy) => copy.reason === 'saved');
  const kept = new Set([
    ...special.filter(isOfToday).slice(0, specialKept),
    ...special.filter((copy) => !isOfToday(copy)).slice(0, specialKept),
    ...copiesToKeep(saved, now, undefined, saved.find(isMade)),
  ]);
  for (const copy of copies) if (!kept.has(copy)) rmSync(copy.path, { force: true });
}

/** Keeps what stands at a path before it is replaced, when no copy of it is held: an older state, or a colleague's. */
export async function keepWhatStands(profile: string, path: string, now: Date, keys: Keyring | null): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  await keepBackup(profile, path, basename(path), readFileSync(path), 'replaced', now, keys);
}

/** Copies in one folder, newest first. */
function backupsIn(folder: string): ScenarioBackup[] {
  if (!existsSync(folder)) return [];
  let about: z.infer<typeof aboutSchema>;
  try {
    about = aboutSchema.parse(JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')));
  } catch {
    return [];
  }
  return readdirSync(folder)
    .flatMap((file) => {
      const [, stamp = '', reason = '', content = ''] = pattern.exec(file) ?? [];
      if (stamp === '') return [];
      const path = join(folder, file);
      const copy = { path, original: about.path, name: about.name, madeAt: timeOfStamp(stamp), content };
      return { ...copy, reason: reason as BackupReason, bytes: statSync(path).size };
    })
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** The copy of a scenario file that a path is; null when it is none. */
export function scenarioBackupOf(path: string): ScenarioBackup | null {
  if (!pattern.test(basename(path))) return null;
  return backupsIn(dirname(path)).find((copy) => copy.path === path) ?? null;
}

/** Every copy of every scenario file, newest first. */
export function scenarioBackups(profile: string): ScenarioBackup[] {
  if (!existsSync(root(profile))) return [];
  return readdirSync(root(profile))
    .flatMap((name) => backupsIn(join(root(profile), name)))
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}
