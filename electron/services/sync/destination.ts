import type { Destination } from '../../../shared/model/destination.ts';

export type { Destination, DestinationOf } from '../../../shared/model/destination.ts';
export { destinationSchema } from '../../../shared/model/destination.ts';

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

/** Told the bytes sent so far. */
export type Sent = (bytes: number) => void;

/**
 * Carries one parcel to `path` (relative, `/` between parts) so that it is there whole or not at all. Answers a
 * receipt. Finding the same content there already is success; finding other content is a `conflict`.
 */
export type Carrier = {
  deliver(parcel: Parcel, path: string, signal: AbortSignal, sent?: Sent): Promise<string>;
};

/** Passwords and keys by destination id, in the system's store. */
export type SecretStore = {
  read(id: string): Promise<string | null>;
  write(id: string, secret: string | null): Promise<void>;
};

/** True when a secret is held, also while it cannot be read just now. */
export const isHeld = (secrets: SecretStore, id: string): Promise<boolean> =>
  secrets.read(id).then(
    (secret) => secret !== null,
    () => true,
  );
