import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../files/file-system.ts';
import { type Adapter, DeliveryProblem } from './destination.ts';

/** SHA-256 of a file, or null when there is none. */
export async function fileHash(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null;
    throw error;
  }
  return hash.digest('hex');
}

/** A mapped drive may be slow: between pieces of this size the sending can be stopped. */
const chunkBytes = 256 * 1024;

const temporaryMark = '.outturn-sending-';

/**
 * Delivers to a folder: a mapped drive or a folder that OneDrive or SharePoint syncs. Writes a temporary file beside the
 * target, flushes it, and links it to its final name only when nothing stands there. `files` is the system's own
 * unless a test stands for a drive without links.
 */
export function folderAdapter(root: string, files: { link: typeof link } = { link }): Adapter {
  return {
    async deliver(outgoing, path, signal, sent) {
      const target = join(root, ...path.split('/'));
      try {
        await stat(root);
      } catch {
        throw new DeliveryProblem('retry', `The folder ${root} cannot be reached just now.`);
      }
      const folder = dirname(target);
      const temporary = join(
        folder,
        `${temporaryMark}${outgoing.sha256.slice(0, 12)}-${randomBytes(4).toString('hex')}`,
      );
      try {
        await mkdir(folder, { recursive: true });
        await removeLeftovers(folder, outgoing.sha256);
        if (await settled(target, outgoing.sha256)) return `already at ${path}`;
        const file = await open(temporary, 'wx', 0o600);
        try {
          for (let at = 0; at < outgoing.bytes.byteLength; at += chunkBytes) {
            signal.throwIfAborted();
            await file.writeFile(outgoing.bytes.subarray(at, at + chunkBytes));
            sent?.(at + chunkBytes);
          }
          // Whoever may read the folder may read what was delivered, once it is whole.
          await file.chmod(0o666 & ~process.umask());
          await file.sync();
        } finally {
          await file.close();
        }
        signal.throwIfAborted();
        await place(temporary, target, files.link);
        if (!(await settled(target, outgoing.sha256)))
          throw new DeliveryProblem('retry', `${path} was not there after it was written.`);
        return `written to ${path}`;
      } catch (error) {
        if (error instanceof DeliveryProblem) throw error;
        // Someone came first: with the very same file, or with another.
        if (codeOf(error) === 'EEXIST') {
          if (await settled(target, outgoing.sha256)) return `already at ${path}`;
          throw conflict(path);
        }
        throw new DeliveryProblem('retry', `${path} could not be written: ${(error as Error).message}`);
      } finally {
        await unlink(temporary).catch(() => {});
      }

      async function settled(place: string, sha256: string): Promise<boolean> {
        const found = await fileHash(place).catch((error: unknown) => {
          // A folder bears the name.
          throw codeOf(error) === 'EISDIR' ? conflict(path) : error;
        });
        if (found !== null && found !== sha256) throw conflict(path);
        return found === sha256;
      }
    },
  };
}

function conflict(path: string): DeliveryProblem {
  return new DeliveryProblem('conflict', `Another file already stands at ${path}. It was left as it is.`);
}

/** What drives that know no hard links answer (FAT, network shares, folders that OneDrive syncs). */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']);

/** Gives the file its name without replacing: a hard link fails where one exists; drives without links get a checked rename. */
async function place(temporary: string, target: string, named: typeof link): Promise<void> {
  try {
    await named(temporary, target);
  } catch (error) {
    if (!withoutLinks.has(codeOf(error))) throw error;
    if ((await fileHash(target)) !== null) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    await rename(temporary, target);
  }
}

/** Temporary files of this very export that a killed run left behind. */
async function removeLeftovers(folder: string, sha256: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${temporaryMark}${sha256.slice(0, 12)}-`)) await unlink(join(folder, name)).catch(() => {});
  }
}
