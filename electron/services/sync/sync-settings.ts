import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { sourceSchema } from '../../../shared/model/source.ts';
import { destinationSchema } from './destination.ts';

/** Destinations, sources and the hosts the user allows; no secret is ever in it. */
export const syncSettingsSchema = z.strictObject({
  destinations: z.array(destinationSchema).max(50),
  allowedHosts: z.array(z.string().min(1).max(255)).max(100),
  /** Deliver by itself when the network is there. */
  background: z.boolean(),
  sources: z.array(sourceSchema).max(50).default([]),
  /** When each source was last taken in, by its id. */
  refreshed: z.record(z.string(), z.string()).default({}),
});
export type SyncSettings = z.infer<typeof syncSettingsSchema>;

const none: SyncSettings = { destinations: [], allowedHosts: [], background: true, sources: [], refreshed: {} };

/** Reads the settings beside the local copy; a missing or unreadable file is the empty settings, and is not overwritten until saved. */
export function readSyncSettings(path: string): SyncSettings {
  try {
    return syncSettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return none;
  }
}

/** Writes the settings whole or not at all, readable by this user only. */
export function writeSyncSettings(path: string, settings: SyncSettings): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.new`;
  writeFileSync(temporary, JSON.stringify(syncSettingsSchema.parse(settings), null, 2), { mode: 0o600 });
  renameSync(temporary, path);
}
