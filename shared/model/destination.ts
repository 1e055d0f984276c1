import { z } from 'zod';

/**
 * Where exports go. Configurations hold no secrets: passwords and keys live in the system's store under the
 * destination's id. A host is spoken to only when the user has put it on the list of allowed hosts.
 */
/** What every place to send to or read from is known by. */
export const placeName = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'Lower-case letters, digits and hyphens'),
  name: z.string().min(1).max(120),
};
const common = {
  ...placeName,
  /** Folder and file name at the far side: `{year}/P{period}/{scenario} v{version}.xlsx`. */
  template: z.string().min(1).max(300),
  enabled: z.boolean(),
};
/** https only; plain http just on this very machine. */
export const address = z
  .url()
  .refine((value) => !/^[a-z]+:\/\/[^/]*@/i.test(value), 'The address may not hold a user name or password')
  .refine(
    (value) => /^https:\/\/[^/]/i.test(value) || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/i.test(value),
    'The address must begin with https://',
  );
export const isThisComputer = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host);
export const certificate = z.string().max(200_000).nullable();
const webdav = z.strictObject({
  ...common,
  kind: z.literal('webdav'),
  url: address,
  user: z.string().max(200),
  authentication: z.enum(['basic', 'digest']),
  /** PEM of a council's own certificate authority, trusted for this destination only. */
  certificateAuthority: certificate,
});
const s3 = z.strictObject({
  ...common,
  kind: z.literal('s3'),
  endpoint: address,
  region: z.string().min(1).max(60),
  bucket: z.string().regex(/^[a-z0-9.-]{3,63}$/, 'A bucket name'),
  accessKeyId: z.string().min(1).max(200),
  certificateAuthority: certificate.optional(),
});
const postgresql = z
  .strictObject({
    ...common,
    kind: z.literal('postgresql'),
    host: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65_535),
    database: z.string().min(1).max(63),
    user: z.string().min(1).max(63),
    tls: z.boolean(),
    certificateAuthority: certificate,
  })
  .refine(({ tls, host }) => tls || isThisComputer(host), 'A database elsewhere is spoken to over TLS only');
const folder = z.strictObject({ ...common, kind: z.literal('folder'), folder: z.string().min(1).max(1000) });

export const destinationSchema = z.discriminatedUnion('kind', [folder, webdav, s3, postgresql]);
export type Destination = z.infer<typeof destinationSchema>;
export type DestinationOf<K extends Destination['kind']> = Extract<Destination, { kind: K }>;

/** What the page may send: a folder is a token from a dialog, or null to keep the one it has. */
export const destinationInputSchema = z.discriminatedUnion('kind', [
  folder.omit({ folder: true }).extend({
    folderToken: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .nullable(),
  }),
  webdav,
  s3,
  postgresql,
]);
export type DestinationInput = z.infer<typeof destinationInputSchema>;

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'conflict' | 'failed' | 'cancelled';

/** What the Exports screen shows of sending. */
export type SyncStatus = {
  destinations: { destination: Destination; hostAllowed: boolean; secretKept: boolean }[];
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
