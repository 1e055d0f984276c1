import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { policyFile } from '../services/policy/policy-file.ts';
import { readRegistry } from '../services/policy/registry.ts';

export type ProfilePlace = {
  platform: NodeJS.Platform;
  environment: Record<string, string | undefined>;
  /** The folder of the program that was started. */
  program: string;
  /** Where Electron would keep the profile: on Windows in the roaming folder. */
  usual: string;
  /** Asked where the portable mode would be taken: false when IT does not allow it. */
  mayBePortable: () => boolean;
};

/** The name of the folder beside the program that holds the profile of a portable Outturn. */
export const portableFolder = 'Outturn data';

/**
 * Where the profile lies: beside the program where a folder `Outturn data` stands (a USB stick, a folder on a server), else
 * on Windows in the local folder of the person: a database that is written all day has no place in a profile that is
 * copied to and from a server at each sign-in. Elsewhere where Electron puts it.
 */
export function placeOfProfile({ platform, environment, program, usual, mayBePortable }: ProfilePlace): string {
  const { join, basename } = platform === 'win32' ? win32 : posix;
  // An AppImage and a portable executable unpack themselves elsewhere and say where they came from.
  const image = environment.APPIMAGE ? posix.dirname(environment.APPIMAGE) : undefined;
  const beside = environment.PORTABLE_EXECUTABLE_DIR ?? image ?? program;
  const own = join(beside, portableFolder);
  if (existsSync(own) && statSync(own).isDirectory() && mayBePortable()) return own;
  if (platform !== 'win32' || !environment.LOCALAPPDATA) return usual;
  return join(environment.LOCALAPPDATA, basename(usual));
}

/**
 * Brings a profile from where an earlier Outturn kept it, whole: what protects its keys (Electron's `Local State`) lies in it.
 * Answers the place to use: the new one, or the old one while something there is in use. A copy that was broken off is
 * begun again; the old folder goes only once the new one is complete.
 */
export function bringProfile(from: string, to: string): string {
  if (from === to || !existsSync(from) || (existsSync(to) && readdirSync(to).length > 0)) return to;
  const half = `${to}.moving`;
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(folderOf(to), { recursive: true });
    rmSync(to, { recursive: true, force: true });
    renameSync(from, to);
    return to;
  } catch {
    // Another drive, or a file in use.
  }
  try {
    cpSync(from, half, { recursive: true, preserveTimestamps: true });
    if (!sameSizes(from, half)) throw new Error('changed meanwhile');
    renameSync(half, to);
  } catch {
    rmSync(half, { recursive: true, force: true });
    return from;
  }
  try {
    rmSync(from, { recursive: true, force: true });
  } catch {
    // Left behind: the new one is used from now on.
  }
  return to;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));

function sameSizes(a: string, b: string): boolean {
  const sizes = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = `${entry.parentPath}/${entry.name}`;
        return `${path.slice(folder.length).replaceAll('\\', '/')} ${statSync(path).size}`;
      })
      .sort()
      .join('\n');
  return sizes(a) === sizes(b);
}

/** True when IT's policy does not forbid the portable mode. One that cannot be read forbids it. */
export function portableAllowed(platform: NodeJS.Platform, environment: ProfilePlace['environment']): boolean {
  const registry = platform === 'win32' ? readRegistry() : null;
  if (registry !== null) return registry !== 'unreadable' && registry.portable !== false;
  try {
    return JSON.parse(readFileSync(policyFile(platform, environment), 'utf8')).portable !== false;
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT';
  }
}
