import { hash, randomFillSync } from 'node:crypto';

/**
 * The change log proves that it was only ever added to: each change carries a digest of what it says and a link made of
 * the link before it and that digest. An erasure takes the words away and leaves the digest, so that the chain still
 * holds; the salt goes with the words, so that nobody can try out what they were.
 */
export type Link = {
  group_id: number;
  entity: string;
  row_id: number;
  created_at: string;
  digest: string;
};

/** Salts are cut from a block: one call for each of ninety thousand rows would take longer than writing them. */
const block = Buffer.alloc(8192);
let used = block.length;
export function newSalt(): string {
  if (used >= block.length) {
    randomFillSync(block);
    used = 0;
  }
  used += 16;
  return block.toString('hex', used - 16, used);
}

/** sha256 of what a change says, under its salt; in hexadecimal. */
export const digestOfChange = (salt: string, before: string | null, after: string | null): string =>
  hash('sha256', `${salt}\n${before ?? '-'}\n${after ?? '-'}`);

/** The link of a change: it depends on every change before it. */
export const linkOf = (previous: string, { group_id, entity, row_id, created_at, digest }: Link): string =>
  hash('sha256', `${previous}\n${group_id} ${entity} ${row_id} ${created_at} ${digest}`);
