import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Store } from '../../../db/store.ts';
import type { ImportPreview } from '../../../shared/api.ts';
import type { HandlerContext } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { loadChildKey } from './child-key.ts';
import { createImportService, type ImportService, type PreviewOptions } from './import-service.ts';
import type { ImportFile, ReadProgress } from './read-files.ts';

/** The import service of the session's store, and what stands behind each preview. */
export type ImportPreviews = {
  serviceOf(session: Session): Promise<ImportService>;
  /** Previews files; the answer's token can be previewed again with other options. */
  preview(files: readonly ImportFile[], options: PreviewOptions, progress?: ReadProgress): Promise<ImportPreview>;
  /** The same tables under other choices: nothing is read again, what came with them (a refresh, known registers) stays. Null for a token not known. */
  again(token: string, options: PreviewOptions): Promise<ImportPreview | null>;
  /** Call after the key behind the pseudonyms was changed: it is read again. */
  reloadKey(): void;
};

export function createImportPreviews(
  { paths, clock, protection }: HandlerContext,
  currentSession: () => Promise<Session>,
): ImportPreviews {
  let services = new WeakMap<Store, ImportService>();
  const serviceOf = async (session: Session): Promise<ImportService> => {
    const store = await session.store();
    const known = services.get(store);
    if (known) return known;
    mkdirSync(paths.profile, { recursive: true });
    const childKey = loadChildKey(join(paths.profile, 'child-key'), protection);
    const service = createImportService({ store, childKey, clock, worker: paths.worker });
    services.set(store, service);
    return service;
  };
  const serviceNow = async () => serviceOf(await currentSession());
  return {
    serviceOf,
    preview: async (files, options, progress) => (await serviceNow()).preview(files, options, progress),
    reloadKey() {
      services = new WeakMap();
    },
    again: async (token, options) => (await serviceNow()).again(token, options),
  };
}

/** Files chosen by a person, as an import takes them. */
export const filesAt = (paths: readonly string[]): ImportFile[] =>
  paths.map((path) => ({ name: basename(path), path }));
