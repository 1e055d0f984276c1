import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { RecentFile } from '../../../shared/api.ts';
import type { DesktopPort } from '../context/desktop-port.ts';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile } from '../files/replace-file.ts';

const listSchema = z.array(z.strictObject({ path: z.string().max(4096), openedAt: z.iso.datetime() })).max(100);
const most = 12;
/** How long the list waits for the drives of its files, milliseconds. */
const patience = 1_000;
const listPath = (profile: string) => join(profile, 'recent-files.json');

function read(profile: string): z.infer<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(readFileSync(listPath(profile), 'utf8')));
  } catch {
    return []; // Missing or altered: the list is a convenience, and begins again.
  }
}

/**
 * Scenario files opened or saved lately, newest first, as the window may know them: tokens, names, no paths. A drive that
 * is away may take a minute to say so: what has not answered in time is not said to be missing.
 */
export async function recentFiles(profile: string, desktop: DesktopPort): Promise<RecentFile[]> {
  const files = read(profile);
  const missing = new Set<string>();
  const looking = (async () => {
    // One after the other: waiting for a drive takes one thread, never all that files are read by.
    for (const { path } of files) if (await isMissing(path)) missing.add(path);
  })();
  let late: NodeJS.Timeout | undefined;
  await Promise.race([looking, new Promise((resolve) => (late = setTimeout(resolve, patience)))]);
  clearTimeout(late);
  return files.map(({ path, openedAt }) => ({
    token: desktop.tokenOfPath(path, 'scenario-open'),
    name: basename(path),
    folder: basename(dirname(path)),
    openedAt,
    missing: missing.has(path),
  }));
}

const isMissing = (path: string) =>
  stat(path).then(
    () => false,
    () => true,
  );

/** Puts a file at the head of the list. A list that cannot be written is not worth an error. */
export async function rememberFile(profile: string, path: string, now: Date): Promise<void> {
  const others = read(profile).filter((file) => file.path !== path);
  const list = [{ path, openedAt: now.toISOString() }, ...others].slice(0, most);
  await replaceFile(listPath(profile), Buffer.from(JSON.stringify(list, null, 1)), null, fileSystem, ownerOnly).catch(
    () => {},
  );
}
