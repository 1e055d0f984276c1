import type { Kysely } from 'kysely';
import { digestOfChange, linkOf, newSalt } from '../log-digest.ts';

const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;

type LoggedChange = {
  id: number;
  group_id: number;
  entity: string;
  row_id: number;
  created_at: string;
  before: string | null;
  after: string | null;
  salt: string | null;
  digest: string | null;
  chain: string | null;
};

/** The columns of the chain; the guards give way while the changes made before are chained. */
export const addChainColumns: readonly string[] = [
  'drop trigger if exists "changes_no_update"',
  'drop trigger if exists "changes_no_delete"',
  'alter table "changes" add column "salt" text',
  'alter table "changes" add column "digest" text',
  'alter table "changes" add column "chain" text',
];

/** The log becomes a chain: changes made before are chained as they stand. */
export async function chainTheLog(database: Kysely<{ changes: LoggedChange }>): Promise<void> {
  let head = '';
  for (let last = 0; ; ) {
    const rows = await database
      .selectFrom('changes')
      .select(['id', 'group_id', 'entity', 'row_id', 'created_at', 'before', 'after'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(1000)
      .execute();
    if (rows.length === 0) return;
    for (const row of rows) {
      const salt = newSalt();
      const digest = digestOfChange(salt, row.before, row.after);
      head = linkOf(head, { ...row, digest });
      await database.updateTable('changes').set({ salt, digest, chain: head }).where('id', '=', row.id).execute();
      last = row.id;
    }
  }
}

/** The guards again, and the record of what is erased, when and why. */
export const guardTheLog: readonly string[] = [
  `create trigger "changes_no_update" before update on "changes"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create trigger "changes_no_delete" before delete on "changes"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create table "erasures" (
    id integer primary key autoincrement,
    "at" text not null, "who" text not null, "scope" text not null, "subject" text not null, "why" text not null,
    "counts" text not null, "log_head" text not null, "signature" text not null, "key_id" text not null,
    ${stamps}
  ) strict`,
  `create trigger "erasures_no_update" before update on "erasures"
    begin select raise(abort, 'the record of erasures cannot be altered'); end`,
  `create trigger "erasures_no_delete" before delete on "erasures"
    begin select raise(abort, 'the record of erasures cannot be altered'); end`,
];
