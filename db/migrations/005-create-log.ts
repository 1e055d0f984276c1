/**
 * Imports and their problems, the change log, settings, scenarios, runs, exports and SSDA903 episodes. `changes` can
 * only grow: triggers refuse an update or a delete, so before and after stay as they were written.
 */
const stamps = 'created_at text not null, updated_at text not null, version integer not null default 1';

export const createLog = [
  `create table "settings" (
    id integer primary key autoincrement,
    "key" text not null, "value" text,
    ${stamps},
    unique ("key")
  ) strict`,
  `create table "episodes" (
    id integer primary key autoincrement,
    "child_key" text not null, "birth_month" text, "birth_date" text, "uasc" integer check ("uasc" in (0, 1)),
    "collection_year" text not null, "file_order" integer not null, "started" text not null, "ended" text,
    "reason_new" text, "legal_status" text, "need" text, "place" text, "provider" text, "reason_ended" text,
    "import_id" integer,
    ${stamps},
    unique ("collection_year", "file_order")
  ) strict`,
  `create index "episodes_child" on "episodes" ("child_key")`,
  `create table "change_groups" (
    id integer primary key autoincrement,
    "at" text not null, "who" text not null, "words" text not null, "why" text,
    "undone" integer not null default 0 check ("undone" in (0, 1, 2)),
    ${stamps}
  ) strict`,
  `create table "changes" (
    id integer primary key autoincrement,
    "group_id" integer not null references "change_groups" (id),
    "entity" text not null, "row_id" integer not null, "before" text, "after" text,
    ${stamps}
  ) strict`,
  `create index "changes_group" on "changes" ("group_id")`,
  `create trigger "changes_no_update" before update on "changes"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create trigger "changes_no_delete" before delete on "changes"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create trigger "change_groups_no_update" before update of "at", "who", "words", "why", id on "change_groups"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create trigger "change_groups_no_delete" before delete on "change_groups"
    begin select raise(abort, 'the change log cannot be altered'); end`,
  `create table "imports" (
    id integer primary key autoincrement,
    "group_id" integer references "change_groups" (id), "at" text not null, "files" text not null,
    "added" integer not null, "changed" integer not null, "unchanged" integer not null, "rejected" integer not null,
    ${stamps}
  ) strict`,
  `create table "import_problems" (
    id integer primary key autoincrement,
    "import_id" integer not null references "imports" (id), "file" text not null, "row" integer not null,
    "column_header" text, "code" text not null, "message" text not null, "before" text, "after" text,
    "original" text,
    ${stamps}
  ) strict`,
  `create index "import_problems_import" on "import_problems" ("import_id")`,
  `create table "import_mappings" (
    id integer primary key autoincrement,
    "register" text not null, "header" text not null, "column_key" text not null,
    ${stamps},
    unique ("register", "header")
  ) strict`,
  `create table "scenarios" (
    id integer primary key autoincrement,
    "name" text not null, "base" text, "year" text not null, "content" text not null, "status" text not null,
    ${stamps}
  ) strict`,
  `create table "forecast_runs" (
    id integer primary key autoincrement,
    "scenario_id" integer references "scenarios" (id), "at" text not null, "engine_version" text not null,
    "seed" integer not null, "input_sha256" text not null, "data_date" text not null, "summary" text not null,
    ${stamps}
  ) strict`,
  `create table "exports" (
    id integer primary key autoincrement,
    "name" text not null, "kind" text not null, "at" text not null, "sha256" text not null, "scenario" text not null,
    "bytes" integer not null, "path" text,
    ${stamps}
  ) strict`,
  `create table "deliveries" (
    id integer primary key autoincrement,
    "export_id" integer not null references "exports" (id), "destination" text not null, "state" text not null,
    "attempts" integer not null default 0, "next_at" text, "last_error" text, "receipt" text,
    ${stamps},
    unique ("export_id", "destination")
  ) strict`,
];
