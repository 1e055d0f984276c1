/** The number of the newest schema of a shared copy that this program knows. Scripts only ever go forward. */
export const teamSchemaVersion = 1;
/** What the content of a shared copy may be of: a copy that needs more than this program knows is not touched. */
export const teamFormat = 1;
/** SQLSTATE of a push whose parent is no longer the newest group. */
export const behindState = 'OT001';

/**
 * The script of a shared copy's tables, for who owns the database: Outturn never makes or alters a table there. Two roles that
 * nobody signs in as: `outturn_team_keeper` owns the functions and may touch the tables, under the same row-level security as
 * everybody (the policies look at who signed in, which no function and no `set role` changes); `outturn_team` may see which
 * copies there are and call the functions, and is granted to people. Content is read and written through the functions only,
 * so that every read and write leaves a line in `access_log`.
 */
const first = `-- Outturn: tables of shared copies, version 1. Run as the owner of the database, then: grant outturn_team to <user>;
begin;
do $$ begin
  if not exists (select from pg_roles where rolname = 'outturn_team') then create role outturn_team nologin; end if;
  if not exists (select from pg_roles where rolname = 'outturn_team_keeper') then create role outturn_team_keeper nologin; end if;
end $$;
create schema outturn_team;
revoke all on schema outturn_team from public;

create table outturn_team.version (
  number integer primary key, began_at timestamptz not null default now(), done boolean not null default false);
insert into outturn_team.version (number) values (1);

create table outturn_team.copies (
  id uuid primary key default gen_random_uuid(), name text not null check (length(name) between 1 and 200),
  children boolean not null, format integer not null, made_by name not null default session_user,
  made_at timestamptz not null default now());
create table outturn_team.members (
  copy uuid not null references outturn_team.copies, login name not null,
  role text not null check (role in ('owner', 'preparer', 'reviewer', 'approver', 'reader')),
  person text not null check (length(person) between 1 and 200), added_by name not null default session_user,
  added_at timestamptz not null default now(), primary key (copy, login));
create table outturn_team.groups (
  copy uuid not null references outturn_team.copies, seq bigint not null check (seq > 0), id uuid not null,
  login name not null default session_user, person text not null, label text not null, why text, said_at text not null,
  at timestamptz not null default now(), chain text not null check (chain ~ '^[0-9a-f]{64}$'),
  primary key (copy, seq), unique (copy, id));
create table outturn_team.changes (
  copy uuid not null, seq bigint not null, n integer not null, register text not null, key text not null,
  before jsonb, after jsonb, child boolean not null, primary key (copy, seq, n),
  foreign key (copy, seq) references outturn_team.groups, check (before is not null or after is not null));
create table outturn_team.scenarios (
  copy uuid not null references outturn_team.copies, key text not null, status text not null,
  prepared_by name not null, reviewed_by name, primary key (copy, key));
create table outturn_team.access_log (
  id bigint generated always as identity primary key, at timestamptz not null default now(),
  login name not null default session_user, address inet default inet_client_addr(), copy uuid not null, what text not null,
  seq_from bigint, seq_to bigint);

-- Who somebody is here. It runs as the owner, so that the policies that call it do not call themselves.
create function outturn_team.role_in(wanted uuid) returns text language sql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$ select m.role from outturn_team.members m where m.copy = wanted and m.login = session_user $$;
create function outturn_team.is_empty(wanted uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$ select not exists (select from outturn_team.members m where m.copy = wanted)
        and exists (select from outturn_team.copies c where c.id = wanted and c.made_by = session_user) $$;
create function outturn_team.may_hold_children(wanted uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$ select coalesce((select c.children from outturn_team.copies c where c.id = wanted), false) $$;

alter table outturn_team.copies enable row level security;
alter table outturn_team.members enable row level security;
alter table outturn_team.groups enable row level security;
alter table outturn_team.changes enable row level security;
alter table outturn_team.scenarios enable row level security;
alter table outturn_team.access_log enable row level security;

create policy of_members on outturn_team.copies for select using (made_by = session_user or outturn_team.role_in(id) is not null);
create policy made_by_oneself on outturn_team.copies for insert with check (made_by = session_user);
create policy of_members on outturn_team.members for select using (outturn_team.role_in(copy) is not null);
create policy by_owners on outturn_team.members for insert with check (
  added_by = session_user and (outturn_team.role_in(copy) = 'owner'
    or (outturn_team.is_empty(copy) and login = session_user and role = 'owner')));
create policy changed_by_owners on outturn_team.members for update using (outturn_team.role_in(copy) = 'owner')
  with check (outturn_team.role_in(copy) = 'owner');
create policy of_members on outturn_team.groups for select using (outturn_team.role_in(copy) is not null);
create policy by_writers on outturn_team.groups for insert with check (
  login = session_user and outturn_team.role_in(copy) in ('owner', 'preparer', 'reviewer', 'approver'));
create policy of_members on outturn_team.changes for select using (outturn_team.role_in(copy) is not null);
create policy by_writers on outturn_team.changes for insert with check (
  outturn_team.role_in(copy) in ('owner', 'preparer', 'reviewer', 'approver')
  and (not child or outturn_team.may_hold_children(copy))
  and (child or register not in ('placements', 'placementPrices', 'turnArounds', 'episodes')));
create policy of_members on outturn_team.scenarios for select using (outturn_team.role_in(copy) is not null);
create policy by_writers on outturn_team.scenarios for all using (
  outturn_team.role_in(copy) in ('owner', 'preparer', 'reviewer', 'approver'));
create policy by_anybody on outturn_team.access_log for insert with check (login = session_user);
create policy of_owners on outturn_team.access_log for select using (outturn_team.role_in(copy) = 'owner');

-- What a scenario's sign-off needs, whoever writes and by whatever program: three people, and nothing under an approval.
create function outturn_team.hold_sign_off() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  head outturn_team.scenarios%rowtype;
  mine text := outturn_team.role_in(new.copy);
  wanted text := new.after ->> 'status';
  moved boolean := exists (
    select from jsonb_object_keys(coalesce(new.after, new.before)) as field
    where field in ('year', 'period', 'method', 'seed', 'paths') or field like 'lever:%' or field like 'assumption:%');
begin
  select * into head from outturn_team.scenarios s where s.copy = new.copy and s.key = new.key;
  if head.status = 'approved' and (new.after is null or moved or coalesce(wanted, 'approved') <> 'draft') then
    raise exception 'an approved scenario takes no change' using errcode = 'OT002';
  end if;
  if head.key is null then
    if coalesce(wanted, 'draft') <> 'draft' then
      raise exception 'a scenario begins as a draft' using errcode = 'OT002';
    end if;
    insert into outturn_team.scenarios values (new.copy, new.key, 'draft', session_user, null);
    return new;
  end if;
  if moved and head.status = 'reviewed' and coalesce(wanted, '') <> 'draft' then
    raise exception 'a reviewed scenario that is changed is a draft again' using errcode = 'OT002';
  end if;
  if wanted = 'reviewed' and (head.status <> 'draft' or mine not in ('reviewer', 'approver') or head.prepared_by = session_user) then
    raise exception 'who prepared a scenario does not review it, and a reviewer does' using errcode = 'OT002';
  end if;
  if wanted = 'approved' and (head.status <> 'reviewed' or mine <> 'approver'
      or session_user in (head.prepared_by, head.reviewed_by)) then
    raise exception 'who prepared or reviewed a scenario does not approve it, and an approver does' using errcode = 'OT002';
  end if;
  update outturn_team.scenarios s set status = coalesce(wanted, s.status),
    prepared_by = case when moved then session_user else s.prepared_by end,
    reviewed_by = case wanted when 'reviewed' then session_user when 'draft' then null else s.reviewed_by end
    where s.copy = new.copy and s.key = new.key;
  return new;
end $$;
create trigger sign_off before insert on outturn_team.changes for each row when (new.register = 'scenarios')
  execute function outturn_team.hold_sign_off();

-- Where a copy is; without content, so that asking is no reading.
create function outturn_team.newest(wanted uuid) returns table (seq bigint, chain text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.seq, g.chain from outturn_team.groups g where g.copy = wanted order by g.seq desc limit 1 $$;

-- Groups after one that is known, in order, with their changes. Nobody but members; every call is logged.
create function outturn_team.pull(wanted uuid, after_seq bigint) returns table (
    seq bigint, id uuid, login text, person text, label text, why text, said_at text, at timestamptz, chain text, changes jsonb)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if outturn_team.role_in(wanted) is null then
    raise exception 'not a member of this copy' using errcode = '42501';
  end if;
  insert into outturn_team.access_log (copy, what, seq_from) values (wanted, 'pull', after_seq);
  return query
    select g.seq, g.id, g.login::text, g.person, g.label, g.why, g.said_at, g.at, g.chain,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'register', c.register, 'key', c.key, 'before', c.before, 'after', c.after) order by c.n), '[]'::jsonb)
        from outturn_team.changes c where c.copy = g.copy and c.seq = g.seq)
    from outturn_team.groups g where g.copy = wanted and g.seq > after_seq order by g.seq;
end $$;

-- Appends groups after the newest, which must be the parent that is named; else OT001, and nothing is written.
create function outturn_team.push(wanted uuid, parent bigint, given jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  newest bigint;
begin
  if coalesce(outturn_team.role_in(wanted), 'reader') = 'reader' then
    raise exception 'may not write to this copy' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('outturn_team ' || wanted::text, 0));
  select coalesce(max(g.seq), 0) into newest from outturn_team.groups g where g.copy = wanted;
  if newest <> parent then
    raise exception 'the copy is at % and not at %', newest, parent using errcode = '${behindState}';
  end if;
  insert into outturn_team.groups (copy, seq, id, person, label, why, said_at, chain)
    select wanted, parent + g.n, (g.item ->> 'id')::uuid, g.item ->> 'person', g.item ->> 'label', g.item ->> 'why',
      g.item ->> 'saidAt', g.item ->> 'chain'
    from jsonb_array_elements(given) with ordinality as g(item, n);
  insert into outturn_team.changes (copy, seq, n, register, key, before, after, child)
    select wanted, parent + g.n, c.n, c.item ->> 'register', c.item ->> 'key',
      nullif(c.item -> 'before', 'null'::jsonb), nullif(c.item -> 'after', 'null'::jsonb),
      coalesce((c.item ->> 'child')::boolean, true)
    from jsonb_array_elements(given) with ordinality as g(item, n),
      jsonb_array_elements(g.item -> 'changes') with ordinality as c(item, n)
    order by g.n, c.n;
  select coalesce(max(g.seq), 0) into newest from outturn_team.groups g where g.copy = wanted;
  insert into outturn_team.access_log (copy, what, seq_from, seq_to) values (wanted, 'push', parent, newest);
  return newest;
end $$;

grant usage on schema outturn_team to outturn_team, outturn_team_keeper;
grant select, insert on outturn_team.copies, outturn_team.groups, outturn_team.changes to outturn_team_keeper;
grant select on outturn_team.members to outturn_team_keeper;
grant select, insert, update on outturn_team.scenarios to outturn_team_keeper;
grant insert on outturn_team.access_log to outturn_team_keeper;
alter function outturn_team.newest(uuid) owner to outturn_team_keeper;
alter function outturn_team.pull(uuid, bigint) owner to outturn_team_keeper;
alter function outturn_team.push(uuid, bigint, jsonb) owner to outturn_team_keeper;
revoke all on all functions in schema outturn_team from public;
grant execute on all functions in schema outturn_team to outturn_team, outturn_team_keeper;
grant select on outturn_team.version to outturn_team;
grant select, insert on outturn_team.copies to outturn_team;
grant select, insert on outturn_team.members to outturn_team;
grant update (role, person) on outturn_team.members to outturn_team;
grant select on outturn_team.access_log to outturn_team;
update outturn_team.version set done = true where number = 1;
commit;
`;

/** Every script by its number, the first making all. A newer one follows and never changes one before it. */
const scripts: readonly string[] = [first];

/** The scripts after version `from`, one after the other. */
export const teamSchemaScript = (from = 0): string => scripts.slice(from).join('\n');
