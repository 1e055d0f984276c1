import type { Destination } from '../../../shared/model/destination.ts';
import type { Source } from '../../../shared/model/source.ts';

export type { Destination, DestinationOf } from '../../../shared/model/destination.ts';
export { destinationSchema } from '../../../shared/model/destination.ts';

/** Host a destination or a source speaks to; null for a folder. */
export function hostOf(place: Destination | Source): string | null {
  if (place.kind === 'folder') return null;
  if (place.kind === 'postgresql') return place.host;
  return new URL(place.kind === 'webdav' ? place.url : place.endpoint).hostname;
}

/** A place as a person is asked about it: server, port, and the folder, bucket or database; null for a folder. */
export function placeText(place: Destination | Source): string | null {
  if (place.kind === 'folder') return null;
  if (place.kind === 'postgresql') return `the database ${place.database} on ${place.host}:${place.port}`;
  const { protocol, host, pathname } = new URL(place.kind === 'webdav' ? place.url : place.endpoint);
  const folder = `${protocol}//${host}${pathname}`;
  return place.kind === 's3' ? `the bucket ${place.bucket} at ${folder}` : folder;
}

/** A secret is for one account of one server: protocol, host and port. */
function accountOf(place: Destination | Source): string {
  if (place.kind === 'folder') return '';
  if (place.kind === 'postgresql') return `${place.user} ${place.host}:${place.port}`;
  if (place.kind === 's3') return `${place.accessKeyId} ${new URL(place.endpoint).origin}`;
  return `${place.user} ${new URL(place.url).origin}`;
}

/** An export ready to go: its bytes are read when it is sent. */
export type OutgoingExport = {
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
 * Delivers one export to `path` (relative, `/` between parts) so that it is there whole or not at all. Answers a
 * receipt. Finding the same content there already is success; finding other content is a `conflict`.
 */
export type Adapter = {
  deliver(outgoing: OutgoingExport, path: string, signal: AbortSignal, sent?: Sent): Promise<string>;
};

/** Passwords and keys by destination id, in the system's store. */
export type SecretStore = {
  read(id: string): Promise<string | null>;
  write(id: string, secret: string | null): Promise<void>;
};

/**
 * Saves a place and the secret that was typed with it; null keeps the one that is held. A secret is for one account
 * of one server: none is ever held beside another, wherever this may end half way. `before` is null for a new place.
 */
export async function savePlace(
  { before, after }: { before: Destination | Source | null; after: Destination | Source },
  save: () => void,
  secret: { store: SecretStore; name: string; typed: string | null },
): Promise<void> {
  if (before && accountOf(before) !== accountOf(after)) await secret.store.write(secret.name, null);
  save();
  if (secret.typed !== null) await secret.store.write(secret.name, secret.typed);
}

/** True when a secret is held, also while it cannot be read just now. */
export const hasSecret = (secrets: SecretStore, id: string): Promise<boolean> =>
  secrets.read(id).then(
    (secret) => secret !== null,
    () => true,
  );
