import { join } from 'node:path';
import type { ImportPreview } from '../../../shared/api.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Source, type SourceStatus, sourceSchema } from '../../../shared/model/source.ts';
import type { PreviewOptions } from '../import/import-service.ts';
import type { ImportFile } from '../import/read-files.ts';
import type { Network } from '../network/network.ts';
import { requireAllowed } from '../policy/allowed.ts';
import type { PolicyFound } from '../policy/policy.ts';
import { checkCertificate } from '../sync/connections.ts';
import { DeliveryProblem, hasSecret, hostOf, type SecretStore, savePlace } from '../sync/destination.ts';
import { readSyncSettings, type SyncSettings, writeSyncSettings } from '../sync/sync-settings.ts';
import { readSource, secretNameOf } from './read-source.ts';
import { type FolderWatch, watchFolders } from './watch-folders.ts';

/** Takes new data from sources: each refresh is an ordinary import preview, committed and undone like any import. */
export type RefreshService = {
  status(): Promise<SourceStatus[]>;
  save(source: Source, secret: string | null): Promise<void>;
  remove(id: string): Promise<void>;
  /** The folder a source has now, for an edit that keeps it. */
  folderOf(id: string): string | null;
  /** Reads a source and previews it under its rules. Throws `source-refused`, `source-unreachable` or `cancelled`. */
  preview(id: string): Promise<ImportPreview>;
  cancel(id: string): void;
  /** Call with the token of every preview that was taken in. */
  committed(token: string): void;
  close(): Promise<void>;
};

export type RefreshParts = {
  profile: string;
  secrets: SecretStore;
  clock(): Date;
  preview(files: readonly ImportFile[], options: PreviewOptions): Promise<ImportPreview>;
  /** Milliseconds a watched file must rest before it counts; null = no folder is watched. */
  quiet: number | null;
  network?: Network | undefined;
  policy?: PolicyFound | undefined;
};

export function createRefreshService(parts: RefreshParts): RefreshService {
  const path = join(parts.profile, 'sync.json');
  const settings = () => readSyncSettings(path);
  const change = (next: Partial<SyncSettings>) => writeSyncSettings(path, { ...settings(), ...next });
  const reading = new Map<string, AbortController>();
  const noticed = new Map<string, string>();
  const previewed = new Map<string, string>();
  const notice = (id: string, at: number) => {
    const taken = settings().refreshed[id];
    if (taken === undefined || at > Date.parse(taken)) noticed.set(id, new Date(at).toISOString());
  };
  const watching: FolderWatch | null = parts.quiet === null ? null : watchFolders(notice, parts.quiet);

  const find = (id: string): Source => {
    const source = settings().sources.find((one) => one.id === id);
    if (!source) throw new OutturnError('source-refused', 'This source is no longer there.');
    if (!source.enabled) throw new OutturnError('source-refused', `${source.name} is switched off.`);
    return source;
  };
  /** Never waited for: a drive that is slow to answer holds nothing up. */
  const watchThose = () =>
    void watching
      ?.set(
        new Map(
          settings().sources.flatMap((one) =>
            one.kind === 'folder' && one.watch && one.enabled ? [[one.id, one.folder] as const] : [],
          ),
        ),
      )
      .catch(() => {});

  return {
    async status() {
      watchThose();
      const saved = settings();
      return Promise.all(
        saved.sources.map(async (source) => {
          const host = hostOf(source);
          return {
            source,
            host,
            hostAllowed: host === null || saved.allowedHosts.includes(host),
            secretKept: source.kind === 'folder' || (await hasSecret(parts.secrets, secretNameOf(source.id))),
            lastRefreshed: saved.refreshed[source.id] ?? null,
            changedAt: noticed.get(source.id) ?? null,
            reading: reading.has(source.id),
          };
        }),
      );
    },
    async save(source, secret) {
      const decoded = sourceSchema.parse(source);
      requireAllowed(parts.policy, decoded, 'source-refused');
      if (decoded.kind !== 'folder') checkCertificate(decoded.certificateAuthority);
      const before = settings().sources.find((one) => one.id === decoded.id) ?? null;
      await savePlace(
        { before, after: decoded },
        () => change({ sources: [...settings().sources.filter((one) => one.id !== decoded.id), decoded] }),
        { store: parts.secrets, name: secretNameOf(decoded.id), typed: secret },
      );
      watchThose();
    },
    async remove(id) {
      reading.get(id)?.abort();
      const { [id]: _gone, ...refreshed } = settings().refreshed;
      change({ sources: settings().sources.filter((one) => one.id !== id), refreshed });
      await parts.secrets.write(secretNameOf(id), null);
      watchThose();
    },
    folderOf(id) {
      const source = settings().sources.find((one) => one.id === id);
      return source?.kind === 'folder' ? source.folder : null;
    },
    async preview(id) {
      const source = find(id);
      if (reading.has(id)) throw new OutturnError('source-unreachable', `${source.name} is being read already.`);
      const stop = new AbortController();
      reading.set(id, stop);
      const seen = noticed.get(id);
      try {
        const { allowedHosts } = settings();
        const { files, registerOf } = await readSource(source, { ...parts, allowedHosts, signal: stop.signal });
        const { rules, otherwise } = source;
        const made = await parts.preview(files, { registerOf, refresh: { rules, otherwise } });
        stop.signal.throwIfAborted();
        previewed.set(made.token, id);
        if (noticed.get(id) === seen) noticed.delete(id);
        return made;
      } catch (error) {
        if (stop.signal.aborted) throw new OutturnError('cancelled', `${source.name} was not read.`);
        if (error instanceof OutturnError) throw error;
        if (error instanceof DeliveryProblem)
          throw new OutturnError('source-refused', `${source.name}: ${error.message}`);
        throw new OutturnError('source-unreachable', `${source.name} did not answer in time.`);
      } finally {
        reading.delete(id);
      }
    },
    cancel: (id) => reading.get(id)?.abort(),
    committed(token) {
      const id = previewed.get(token);
      previewed.delete(token);
      if (id !== undefined) change({ refreshed: { ...settings().refreshed, [id]: parts.clock().toISOString() } });
    },
    async close() {
      for (const stop of reading.values()) stop.abort();
      await watching?.close();
    },
  };
}
