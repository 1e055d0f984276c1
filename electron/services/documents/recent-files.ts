import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { RecentFile } from '../../../shared/api.ts';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile } from '../files/replace-file.ts';
import type { DesktopPort } from '../handlers/desktop-port.ts';

const listSchema = z.array(z.strictObject({ path: z.string().max(4096), openedAt: z.iso.datetime() })).max(100);
const most = 12;
const listPath = (profile: string) => join(profile, 'recent-files.json');

function read(profile: string): z.infer<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(readFileSync(listPath(profile), 'utf8')));
  } catch {
    return []; // Missing or altered: the list is a convenience, and begins again.
  }
}

/** Scenario files opened or saved lately, newest first, as the window may know them: tokens, names, no paths. */
export function recentFiles(profile: string, desktop: DesktopPort): RecentFile[] {
  return read(profile).map(({ path, openedAt }) => ({
    token: desktop.tokenOfPath(path, 'scenario-open'),
    name: basename(path),
    folder: basename(dirname(path)),
    openedAt,
    missing: !existsSync(path),
  }));
}

/** Puts a file at the head of the list. A list that cannot be written is not worth an error. */
export async function rememberFile(profile: string, path: string, now: Date): Promise<void> {
  const others = read(profile).filter((file) => file.path !== path);
  const list = [{ path, openedAt: now.toISOString() }, ...others].slice(0, most);
  await replaceFile(listPath(profile), Buffer.from(JSON.stringify(list, null, 1)), null, fileSystem, ownerOnly).catch(
    () => {},
  );
}
