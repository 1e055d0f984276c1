import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';

/** The calls that saving and opening make, handed in so that tests can make each of them fail. */
export type FileSystem = {
  /** Creates a file that must not exist and answers what can be done with it. */
  create(path: string): Promise<WritableFile>;
  /** Null when there is no such file; `kind` tells a file from a folder, and from a pipe or a device. */
  stat(
    path: string,
  ): Promise<{ size: number; modified: number; mode: number; kind: 'file' | 'folder' | 'other' } | null>;
  read(path: string): Promise<Uint8Array>;
  /** The path with links followed; the path itself when it does not exist yet. */
  resolve(path: string): Promise<string>;
  setMode(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  syncFolder(path: string): Promise<void>;
  remove(path: string): Promise<void>;
  wait(milliseconds: number): Promise<void>;
};
export type WritableFile = {
  /** Answers how many bytes were written, which may be fewer than asked. */
  write(bytes: Uint8Array): Promise<number>;
  sync(): Promise<void>;
  close(): Promise<void>;
};

/** The real one. */
export const fileSystem: FileSystem = {
  async create(path) {
    const handle = await open(path, 'wx', 0o600);
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  async stat(path) {
    try {
      const found = await stat(path);
      const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
      return { size: found.size, modified: found.mtimeMs, mode: found.mode & 0o777, kind };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  },
  read: (path) => readFile(path),
  async resolve(path) {
    try {
      return await realpath(path);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return path;
      throw error;
    }
  },
  setMode: (path, mode) => chmod(path, mode),
  rename: (from, to) => rename(from, to),
  async syncFolder(path) {
    let handle: Awaited<ReturnType<typeof open>>;
    try {
      handle = await open(path, 'r');
    } catch {
      return; // Windows and some network drives cannot open a folder; the rename itself is then all there is.
    }
    try {
      await handle.sync();
    } catch (error) {
      if (!['EINVAL', 'EPERM', 'ENOTSUP', 'EISDIR', 'EBADF'].includes(codeOf(error))) throw error;
    } finally {
      await handle.close();
    }
  },
  remove: (path) => rm(path, { force: true }),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The system's code of an error (`ENOSPC`), or an empty text. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
