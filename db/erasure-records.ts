import { createHmac } from 'node:crypto';
import { canonicalJson } from '../shared/scenario-file/canonical-json.ts';
import { type Keyring, newestKey } from './database-key.ts';
import type { ErasedCounts } from './erase.ts';
import { headOfLog } from './log-chain.ts';
import type { Store } from './store.ts';

/** What was erased, when, by whom and why: nothing of whom it was. */
export type ErasureRecord = {
  id: number;
  at: string;
  who: string;
  /** `child`, `before 2015-04-01`, or the rule of a retention. */
  scope: string;
  /** A mark by which the same child asked for again is known; it leads back to nobody without the key. */
  subject: string;
  why: string;
  counts: ErasedCounts;
  /** The newest link of the change log when it was done. */
  logHead: string;
  signature: string;
  keyId: string;
};

type Stored = Omit<ErasureRecord, 'counts' | 'logHead' | 'keyId'> & {
  counts: string;
  log_head: string;
  key_id: string;
};

const signed = ({ at, who, scope, subject, why, counts, logHead }: Omit<ErasureRecord, 'id' | 'signature' | 'keyId'>) =>
  canonicalJson({ at, who, scope, subject, why, counts, logHead });
const hmac = (secret: Uint8Array, text: string) => createHmac('sha256', secret).update(text).digest('hex');

/** The mark of children, the same for the same key and children. */
export function subjectMark(children: Iterable<string>, keys: Keyring | null): string {
  const secret = newestKey(keys)?.secret ?? Buffer.alloc(32);
  return hmac(secret, `erased ${[...children].sort().join(' ')}`).slice(0, 32);
}

/** Keeps a record, signed with the newest key of the copy. Call inside the transaction of the erasure. */
export function recordErasure(
  store: Store,
  about: { scope: string; subject: string; why: string; counts: ErasedCounts },
  keys: Keyring | null,
): ErasureRecord {
  const key = newestKey(keys);
  const record = { ...about, at: store.now(), who: store.who, logHead: headOfLog(store) };
  const signature = hmac(key?.secret ?? Buffer.alloc(32), signed(record));
  const keyId = key?.id ?? '';
  const { id } = store.run(
    store.query.insertInto('erasures').values({
      at: record.at,
      who: record.who,
      scope: record.scope,
      subject: record.subject,
      why: record.why,
      counts: canonicalJson(record.counts),
      log_head: record.logHead,
      signature,
      key_id: keyId,
      created_at: record.at,
      updated_at: record.at,
    }),
  );
  return { ...record, id, signature, keyId };
}

/** Every record, oldest first, and whether its signature holds; null where the key that signed it is not given. */
export function erasureRecords(store: Store, keys: Keyring | null): (ErasureRecord & { genuine: boolean | null })[] {
  const rows = store.prepare('select * from "erasures" order by id').all() as Stored[];
  return rows.map(({ id, at, who, scope, subject, why, counts, log_head: logHead, signature, key_id: keyId }) => {
    const record = { at, who, scope, subject, why, counts: JSON.parse(counts) as ErasedCounts, logHead };
    const secret = keyId === '' ? Buffer.alloc(32) : keys?.find((key) => key.id === keyId)?.secret;
    const genuine = secret === undefined ? null : hmac(secret, signed(record)) === signature;
    return { id, ...record, signature, keyId, genuine };
  });
}
