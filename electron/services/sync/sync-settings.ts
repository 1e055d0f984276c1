import { existsSync, readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { sourceSchema } from '../../../shared/model/source.ts';
import { writeWhole } from '../files/write-whole.ts';
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

function parsed(path: string): SyncSettings | null {
  try {
    return syncSettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Reads the settings beside the local copy; a missing or unreadable file is the empty settings. */
export const readSyncSettings = (path: string): SyncSettings => parsed(path) ?? none;

/** Writes the settings whole or not at all, readable by this user only. A file that could not be read is set aside first. */
export function writeSyncSettings(path: string, settings: SyncSettings): void {
  const checked = syncSettingsSchema.parse(settings);
  if (existsSync(path) && parsed(path) === null) renameSync(path, `${path}.damaged`);
  writeWhole(path, JSON.stringify(checked, null, 2));
}
