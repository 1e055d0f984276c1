import type pg from 'pg';
import { OutturnError } from '../../../shared/model/problem.ts';

/**
 * A transaction that can only read keeps rows as they are, and no more: files of the server, its log, its settings and
 * other databases can be written by functions all the same. So the role itself must not be able to reach them.
 */

/** Roles of PostgreSQL whose members write files, run programs, end sessions or write every table. */
const powerful = [
  'pg_write_server_files',
  'pg_execute_server_program',
  'pg_write_all_data',
  'pg_signal_backend',
  'pg_checkpoint',
  'pg_maintain',
  'pg_create_subscription',
  'pg_database_owner',
];

/** Functions that act outside the transaction, by name; nobody but a superuser may run most of them unless it was granted. */
const acting = [
  'lo_export',
  'lo_import',
  'pg_switch_wal',
  'pg_create_restore_point',
  'pg_backup_start',
  'pg_backup_stop',
  'pg_promote',
  'pg_reload_conf',
  'pg_rotate_logfile',
  'pg_file_write',
  'pg_file_rename',
  'pg_file_unlink',
  'pg_file_sync',
  'pg_replication_origin_create',
  'pg_log_standby_snapshot',
  'pg_wal_replay_pause',
  'pg_stat_reset',
  'pg_log_backend_memory_contexts',
];

/**
 * What of a role goes beyond reading, one line a thing: its attributes; membership of powerful roles; functions it may run
 * that act outside a transaction, reach another database (dblink), run with the rights of another (security definer), or
 * are written in a language that may do anything.
 */
const question = `
select 'it is a superuser' as beyond from pg_roles where rolname = current_user and rolsuper
union all
select 'it may replicate the server' from pg_roles where rolname = current_user and rolreplication
union all
select 'it may make roles or databases' from pg_roles where rolname = current_user and (rolcreaterole or rolcreatedb)
union all
select 'it is a member of ' || rolname from pg_roles
 where rolname = any($1) and not exists (select from pg_roles where rolname = current_user and rolsuper)
   and (rolname <> 'pg_database_owner' or pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'member'))
   and (rolname = 'pg_database_owner' or pg_has_role(current_user, oid, 'member'))
union all
select 'it may run ' || p.proname from pg_proc p
  join pg_language l on l.oid = p.prolang
  join pg_namespace n on n.oid = p.pronamespace
 where not exists (select from pg_roles where rolname = current_user and rolsuper)
   and has_schema_privilege(current_user, n.oid, 'usage')
   and has_function_privilege(current_user, p.oid, 'execute')
   and (
     (n.nspname = 'pg_catalog' and p.proname = any($2))
     or (n.nspname <> 'pg_catalog' and (p.proname = any($2) or p.proname like 'dblink%'))
     or (n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef and p.provolatile = 'v')
     or (not l.lanpltrusted and l.lanname not in ('internal', 'c', 'sql'))
   )
 limit 40`;

/** Throws `source-refused`, in words, when the role of a connection can do more than read. Asked before any query is run. */
export async function requireReadOnlyRole(client: pg.Client, name: string): Promise<void> {
  await client.query('begin transaction read only');
  const { rows } = await client.query<{ beyond: string }>(question, [powerful, acting]);
  await client.query('rollback');
  const beyond = [...new Set(rows.map((row) => row.beyond))];
  if (beyond.length === 0) return;
  const said = `${beyond.slice(0, 3).join(', ')}${beyond.length > 3 ? ` and ${beyond.length - 3} more` : ''}`;
  throw new OutturnError(
    'source-refused',
    `${name}: nothing was read, because its user can do more than read (${said}), and a query could then write outside this computer. Ask who runs the database for a user with SELECT on the tables that are read and nothing else.`,
    { beyond: beyond.length },
  );
}
