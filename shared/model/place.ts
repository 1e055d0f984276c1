import { z } from 'zod';

/**
 * What places that exports go to (destination.ts) and places that new data come from (source.ts) have in common. No
 * place holds a secret: passwords and keys live in the system's store under its id. A host is spoken to only when the
 * user has put it on the list of allowed hosts. Messages are sentences that a form shows as they are.
 */

/** What every place is known by. */
export const placeName = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'Lower-case letters, digits and hyphens'),
  name: z.string().trim().min(1, 'Give this place a name.').max(120, 'A name may have 120 characters.'),
  enabled: z.boolean(),
};

/** https only; plain http just on this very machine. */
export const address = z
  .url('The address is not complete. It must begin with https:// and name a server.')
  .refine(
    (value) => !/^[a-z]+:\/\/[^/]*@/i.test(value),
    'The address may not hold a user name or password: they have fields of their own.',
  )
  .refine(
    (value) => /^https:\/\/[^/]/i.test(value) || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/i.test(value),
    'The address must begin with https://',
  );

const isThisComputer = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host);

/** A name or address of a server: never a path, which a database library would take for a socket of this machine. */
export const hostName = z
  .string()
  .min(1, 'Name the server.')
  .max(255)
  .regex(/^[\p{L}\p{N}._:-]+$/u, 'A server is named by its host name or address alone.');

/** A host as an address has it: an IPv6 one in brackets. */
export const allowedHost = z
  .string()
  .max(255)
  .regex(/^[\p{L}\p{N}._:[\]-]+$/u, 'A server is named by its host name or address alone.');

/** PEM of a council's own certificate authority, trusted for this place only; null for the usual authorities. */
export const certificateAuthority = z.string().max(200_000, 'That is far too long for a certificate.').nullable();

const user = (most: number) => z.string().max(most, `A user name may have ${most} characters.`);

export const webdavPlace = {
  kind: z.literal('webdav'),
  url: address,
  user: user(200),
  authentication: z.enum(['basic', 'digest']),
  certificateAuthority,
};

export const postgresqlPlace = {
  kind: z.literal('postgresql'),
  host: hostName,
  port: z.number('A port is a number.').int('A port is a whole number.').min(1, 'A port is 1 or more.').max(65_535),
  database: z.string().min(1, 'Name the database.').max(63, 'A database name may have 63 characters.'),
  user: user(63).min(1, 'Give the user name.'),
  tls: z.boolean(),
  certificateAuthority,
};

/** Refines a PostgreSQL place: true when what is said to it cannot be overheard. */
export const isPrivate = ({ tls, host }: { tls: boolean; host: string }): boolean => tls || isThisComputer(host);
export const notPrivate = 'A database elsewhere is spoken to over TLS only.';

export const folderPlace = {
  kind: z.literal('folder'),
  folder: z.string().min(1).max(1000),
};

/** Of a folder the page sends a token from a dialog, or null to keep the one it has; never a path. */
export const folderToken = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable();
