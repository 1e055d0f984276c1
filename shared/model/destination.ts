import { z } from 'zod';
import {
  address,
  certificateAuthority,
  folderPlace,
  folderToken,
  isPrivate,
  notPrivate,
  placeName,
  postgresqlPlace,
  webdavPlace,
} from './place.ts';

/** Where exports go. */
const common = {
  ...placeName,
  /** Folder and file name at the far side: `{year}/P{period}/{scenario} v{version}.xlsx`. */
  template: z.string().min(1, 'Say how the files are to be named.').max(300, 'That name is too long.'),
};
const folder = z.strictObject({ ...common, ...folderPlace });
const webdav = z.strictObject({ ...common, ...webdavPlace });
const s3 = z.strictObject({
  ...common,
  kind: z.literal('s3'),
  endpoint: address,
  region: z.string().min(1, 'Give the region.').max(60),
  bucket: z
    .string()
    .regex(/^[a-z0-9.-]{3,63}$/, 'A bucket has a name of 3 to 63 lower-case letters, digits, dots and hyphens.'),
  accessKeyId: z.string().min(1, 'Give the access key.').max(200),
  certificateAuthority: certificateAuthority.optional(),
});
const postgresql = z.strictObject({ ...common, ...postgresqlPlace }).refine(isPrivate, notPrivate);

export const destinationSchema = z.discriminatedUnion('kind', [folder, webdav, s3, postgresql]);
export type Destination = z.infer<typeof destinationSchema>;
export type DestinationOf<K extends Destination['kind']> = Extract<Destination, { kind: K }>;

/** What the page may send: a folder is a token from a dialog, or null to keep the one it has. */
export const destinationInputSchema = z.discriminatedUnion('kind', [
  folder.omit({ folder: true }).extend({ folderToken }),
  webdav,
  s3,
  postgresql,
]);
export type DestinationInput = z.infer<typeof destinationInputSchema>;

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'conflict' | 'failed' | 'cancelled';

/** What the Exports screen shows of sending. */
export type SyncStatus = {
  destinations: { destination: Destination; host: string | null; hostAllowed: boolean; secretKept: boolean }[];
  allowedHosts: string[];
  /** Deliver by itself while the application is open. */
  background: boolean;
  deliveries: {
    id: number;
    exportId: number;
    exportName: string;
    destination: string;
    destinationName: string;
    state: DeliveryState;
    attempts: number;
    nextAt: string | null;
    lastError: string | null;
    receipt: string | null;
    updatedAt: string;
    /** Bytes gone and in all while it is being sent; null otherwise. */
    sent: number | null;
    total: number | null;
  }[];
  /** When the last delivery arrived, ISO; null = never. */
  lastDelivered: string | null;
  waiting: number;
};
