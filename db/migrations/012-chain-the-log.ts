import { type Kysely, sql } from 'kysely';
import { digestOfChange, linkOf, newSalt } from '../log-digest.ts';

const stamps = `"created_at" text not null, "updated_at" text not null, "version" integer not null default 1`;
const guards = [
  `create trigger "changes_no_update" before update on "changes"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create trigger "changes_no_delete" before delete on "changes"
    begin select raise(abort, 'the change log cannot be altered'); end`,
];

type Row = {
  id: number;
  group_id: number;
  entity: string;
  row_id: number;
  created_at: string;
  before: string | null;
  after: string | null;
};

/** The log becomes a chain, and what is erased, when and why is recorded. Changes made before are chained as they stand. */
export async function chainTheLog(database: Kysely<never>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(database);
  for (const name of ['changes_no_update', 'changes_no_delete']) await run(`drop trigger if exists "${name}"`);
  for (const column of ['salt', 'digest', 'chain']) await run(`alter table "changes" add column "${column}" text`);
  let head = '';
  for (let last = 0; ; ) {
    const { rows } = await sql<Row>`select id, group_id, entity, row_id, created_at, "before", "after" from "changes"
      where id > ${last} order by id limit 1000`.execute(database);
    if (rows.length === 0) break;
    for (const row of rows) {
      const salt = newSalt();
      const digest = digestOfChange(salt, row.before, row.after);
      head = linkOf(head, { ...row, digest });
      await sql`update "changes" set "salt" = ${salt}, "digest" = ${digest}, "chain" = ${head} where id = ${row.id}`.execute(
        database,
      );
      last = row.id;
    }
  }
  for (const guard of guards) await run(guard);
  await run(`create table "erasures" (
    id integer primary key autoincrement,
    "at" text not null, "who" text not null, "scope" text not null, "subject" text not null, "why" text not null,
    "counts" text not null, "log_head" text not null, "signature" text not null, "key_id" text not null,
    ${stamps}
  ) strict`);
  await run(`create trigger "erasures_no_update" before update on "erasures"
    begin select raise(abort, 'the record of erasures cannot be altered'); end`);
  await run(`create trigger "erasures_no_delete" before delete on "erasures"
    begin select raise(abort, 'the record of erasures cannot be altered'); end`);
}
