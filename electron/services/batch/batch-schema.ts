import { getConstructionPlans } from 'pg-boss';

/** Where pg-boss keeps its jobs, and where plans and results stand. */
export const jobsSchema = 'outturn_jobs';
const schema = 'outturn_batch';

/** The role that may queue and work; who may do so is made a member of it by who owns the database. */
const workerRole = 'outturn_worker';

/**
 * The script that a database for batches is made with, to be run once by who owns it: Outturn itself never makes or changes a
 * table there. Members of `outturn_worker` may read and write jobs, plans and results, and nothing else.
 */
export function batchSchemaScript(): string {
  return `-- Outturn: tables of batches. Run once, as the owner of the database, then: grant ${workerRole} to <user>;
begin;
do $$ begin
  if not exists (select from pg_roles where rolname = '${workerRole}') then create role ${workerRole} nologin; end if;
end $$;
create schema ${schema};
revoke all on schema ${schema} from public;
-- A plan holds the ages, groups and times in care of children one by one, without a key or a name.
create table ${schema}.plans (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'), bytes bytea not null,
  made_at timestamptz not null default now());
create table ${schema}.results (
  id text primary key check (id ~ '^[0-9a-f]{64}$'), bytes bytea not null, milliseconds double precision not null,
  worker text not null, made_at timestamptz not null default now());
grant usage on schema ${schema} to ${workerRole};
grant select, insert, delete on all tables in schema ${schema} to ${workerRole};
commit;
${getConstructionPlans(jobsSchema)}
begin;
revoke all on schema ${jobsSchema} from public;
grant usage on schema ${jobsSchema} to ${workerRole};
grant select, insert, update, delete on all tables in schema ${jobsSchema} to ${workerRole};
grant execute on all functions in schema ${jobsSchema} to ${workerRole};
commit;
`;
}
