import { join } from 'node:path';
import { deliveries } from '../../../db/deliveries.ts';
import { findExport } from '../../../db/exports.ts';
import type { Store } from '../../../db/store.ts';
import type { SyncStatus } from '../../../shared/model/destination.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Network } from '../network/network.ts';
import { refusalOf, requireAllowed } from '../policy/allowed.ts';
import type { PolicyFound } from '../policy/policy.ts';
import { adapterFor } from './adapters.ts';
import { checkCertificate } from './connections.ts';
import {
  DeliveryProblem,
  type Destination,
  destinationSchema,
  hasSecret,
  hostOf,
  type SecretStore,
  savePlace,
} from './destination.ts';
import { type KeptExports, keptExports } from './kept-exports.ts';
import { createOutbox, type Delivered, type DeliverOptions, type Outbox } from './outbox.ts';
import { fillTemplate } from './path-template.ts';
import { readSyncSettings, type SyncSettings, writeSyncSettings } from './sync-settings.ts';

/** Sends exports where they must go. The local copy holds what waits; nothing here runs on the path of a screen. */
export type SyncService = {
  status(): Promise<SyncStatus>;
  saveDestination(destination: Destination, secret: string | null): Promise<void>;
  /** The folder a destination has now, for an edit that keeps it. */
  folderOf(id: string): string | null;
  removeDestination(id: string): Promise<void>;
  /** Keeps an export as it left, so that it can be sent now or days later. */
  keep: KeptExports['keep'];
  setHosts(allowedHosts: string[], background: boolean): Promise<void>;
  send(exportId: number, destinations: readonly string[]): Promise<void>;
  retry(id: number): Promise<void>;
  cancel(id: number): Promise<void>;
  /** Delivers what is due; the same run for every caller. */
  deliver(options?: DeliverOptions): Promise<Delivered>;
  /** True when the copy that would be sent is still held. */
  isKept: KeptExports['has'];
  /** Throws away old kept exports that nothing waits for. Answers how many went. */
  prune(): Promise<number>;
};

export type SyncParts = {
  profile: string;
  store(): Promise<Store>;
  secrets: SecretStore;
  clock(): Date;
  random(): number;
  timeout?: number;
  network?: Network | undefined;
  policy?: PolicyFound | undefined;
};

export function createSyncService(parts: SyncParts): SyncService {
  const path = join(parts.profile, 'sync.json');
  const kept = keptExports(parts.profile);
  const settings = () => readSyncSettings(path);
  const change = (next: Partial<SyncSettings>) => writeSyncSettings(path, { ...settings(), ...next });
  let made: { store: Store; outbox: Outbox } | null = null;

  /** The outbox of the copy that is open now: another one may have been brought back since. */
  async function outbox(): Promise<Outbox> {
    const store = await parts.store();
    if (made?.store === store) return made.outbox;
    const outbox = createOutbox({
      repository: deliveries(store),
      destinations: async () => settings().destinations,
      allowedHosts: async () => settings().allowedHosts,
      async adapterFor(destination) {
        const why = parts.policy ? refusalOf(parts.policy, destination) : null;
        if (why !== null) throw new DeliveryProblem('refused', why);
        return adapterFor(destination, parts.secrets, parts.network);
      },
      outgoing: async (exportId) => {
        const one = findExport(store, exportId);
        if (!one) throw new OutturnError('export-missing', 'This export is no longer listed.');
        return { exportId, name: one.name, sha256: one.sha256, ...kept.read(one.sha256, store.keys) };
      },
      clock: parts.clock,
      random: parts.random,
      timeout: parts.timeout ?? 120_000,
    });
    made = { store, outbox };
    return outbox;
  }

  return {
    async status() {
      const saved = settings();
      const store = await parts.store();
      const rows = deliveries(store).all();
      const destinations = await Promise.all(
        saved.destinations.map(async (destination) => {
          const host = hostOf(destination);
          return {
            destination,
            host,
            hostAllowed: host === null || saved.allowedHosts.includes(host),
            secretKept: destination.kind === 'folder' || (await hasSecret(parts.secrets, destination.id)),
          };
        }),
      );
      const moving = made?.outbox.progress() ?? null;
      const delivered = rows.filter((row) => row.state === 'delivered').map((row) => row.updatedAt);
      return {
        destinations,
        allowedHosts: saved.allowedHosts,
        background: saved.background,
        deliveries: rows.map(({ claimedBy: _by, claimedUntil: _until, ...row }) => ({
          ...row,
          sent: moving?.id === row.id ? moving.sent : null,
          total: moving?.id === row.id ? moving.total : null,
          exportName: findExport(store, row.exportId)?.name ?? '',
          destinationName: saved.destinations.find((one) => one.id === row.destination)?.name ?? row.destination,
        })),
        lastDelivered: delivered.sort().at(-1) ?? null,
        waiting: rows.filter((row) => row.state === 'waiting' || row.state === 'sending').length,
      };
    },
    async saveDestination(destination, secret) {
      const decoded = destinationSchema.parse(destination);
      requireAllowed(parts.policy, decoded, 'destination-refused');
      // Refuses an unknown field now, not at the first delivery.
      fillTemplate(decoded.template, {});
      if (decoded.kind !== 'folder') checkCertificate(decoded.certificateAuthority);
      const before = settings().destinations.find((one) => one.id === decoded.id) ?? null;
      await savePlace(
        { before, after: decoded },
        () => change({ destinations: [...settings().destinations.filter((one) => one.id !== decoded.id), decoded] }),
        { store: parts.secrets, name: decoded.id, typed: secret },
      );
    },
    folderOf(id) {
      const destination = settings().destinations.find((one) => one.id === id);
      return destination?.kind === 'folder' ? destination.folder : null;
    },
    keep: kept.keep,
    async removeDestination(id) {
      change({ destinations: settings().destinations.filter((one) => one.id !== id) });
      await parts.secrets.write(id, null);
    },
    async setHosts(allowedHosts, background) {
      change({ allowedHosts: [...new Set(allowedHosts)].sort(), background });
    },
    async send(exportId, destinations) {
      const known = new Set(settings().destinations.map((one) => one.id));
      const unknown = destinations.find((id) => !known.has(id));
      if (unknown !== undefined)
        throw new OutturnError('destination-refused', `There is no destination called ${unknown}.`);
      (await outbox()).enqueue(exportId, destinations);
    },
    retry: async (id) => (await outbox()).retry(id),
    cancel: async (id) => (await outbox()).cancel(id),
    deliver: async (options) => (await outbox()).deliverDue(options),
    isKept: kept.has,
    async prune() {
      const store = await parts.store();
      // A conflict or a failure may be sent again: its copy stays too.
      const waiting = deliveries(store)
        .all()
        .filter((row) => row.state !== 'delivered' && row.state !== 'cancelled');
      const needed = waiting.flatMap((row) => findExport(store, row.exportId)?.sha256 ?? []);
      return kept.prune(new Set(needed), parts.clock());
    },
  };
}
