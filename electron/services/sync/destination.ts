import { z } from 'zod';

/**
 * Where exports go. Configurations hold no secrets: passwords and keys live in the system's store under the
 * destination's id (SecretStore). A host is spoken to only when the user has put it on the list of allowed hosts.
 */
const common = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(120),
  /** Folder and file name at the far side: `{year}/P{period}/{scenario} v{version}.xlsx`. */
  template: z.string().min(1).max(300),
  enabled: z.boolean(),
};
const httpsOrLoopback = z.url().refine((value) => {
  const url = new URL(value);
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
  );
}, 'The address must begin with https://');

export const destinationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('folder'), folder: z.string().min(1).max(1000) }),
  z.strictObject({
    ...common,
    kind: z.literal('webdav'),
    url: httpsOrLoopback,
    user: z.string().max(200),
    authentication: z.enum(['basic', 'digest']),
    /** PEM of a council's own certificate authority, trusted for this destination only. */
    certificateAuthority: z.string().max(200_000).nullable(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('s3'),
    endpoint: httpsOrLoopback,
    region: z.string().min(1).max(60),
    bucket: z.string().regex(/^[a-z0-9.-]{3,63}$/),
    accessKeyId: z.string().min(1).max(200),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('postgresql'),
    host: z.string().min(1).max(255),
    port: z.number().int().min(1).max(65_535),
    database: z.string().min(1).max(63),
    user: z.string().min(1).max(63),
    tls: z.boolean(),
    certificateAuthority: z.string().max(200_000).nullable(),
  }),
]);
export type Destination = z.infer<typeof destinationSchema>;
export type DestinationOf<K extends Destination['kind']> = Extract<Destination, { kind: K }>;

/** Host a destination speaks to; null for a folder. */
export function hostOf(destination: Destination): string | null {
  if (destination.kind === 'folder') return null;
  if (destination.kind === 'postgresql') return destination.host;
  return new URL(destination.kind === 'webdav' ? destination.url : destination.endpoint).hostname;
}

/** An export ready to go: its bytes are read when it is sent. */
export type Parcel = {
  exportId: number;
  name: string;
  sha256: string;
  bytes: Uint8Array;
  /** The machine-readable forecast behind it, for databases; null when the export is not a forecast. */
  forecast: unknown;
  fields: Record<string, string>;
};

/** Why a delivery did not happen. `conflict`: another file stands there. `retry`: the network or server. `refused`: someone must act. */
export class DeliveryProblem extends Error {
  readonly kind: 'conflict' | 'retry' | 'refused';
  constructor(kind: 'conflict' | 'retry' | 'refused', message: string) {
    super(message);
    this.name = 'DeliveryProblem';
    this.kind = kind;
  }
}

/**
 * Carries one parcel to `path` (relative, `/` between parts) so that it is there whole or not at all. Answers a
 * receipt. Finding the same content there already is success; finding other content is a `conflict`.
 */
export type Carrier = {
  deliver(parcel: Parcel, path: string, signal: AbortSignal): Promise<string>;
};

/** Passwords and keys by destination id, in the system's store. */
export type SecretStore = {
  read(id: string): Promise<string | null>;
  write(id: string, secret: string | null): Promise<void>;
};
