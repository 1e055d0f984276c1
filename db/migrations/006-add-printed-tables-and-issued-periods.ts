/**
 * Roles of stated facts within printed tables, savings delivered to date, jointly funded packages, and periods as they
 * were issued. Written out in full: an old migration never follows later changes to the register declarations.
 */
export const addPrintedTablesAndIssuedPeriods = [
  `alter table "stated_facts" add column "table_name" text`,
  `alter table "stated_facts" add column "role" text`,
  `alter table "stated_facts" add column "basis" text`,
  `alter table "stated_facts" add column "printed_to" real`,
  `alter table "saving_ratings" add column "delivered_pence" integer`,
  `create table "joint_funding" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "name" text not null, "line_code" text not null,
    "partner" text not null, "gross_pence" integer not null, "agreed_percent" real not null,
    "invoiced_pence" integer not null, "disputed_pence" integer not null, "received_pence" integer,
    "agreed" text, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference", "partner"),
    foreign key ("year", "line_code") references "budget_lines" ("year", "code") deferrable initially deferred
  ) strict`,
  `create table "issued_periods" (
    id integer primary key autoincrement,
    "year" text not null, "period" integer not null, "at" text not null, "who" text not null,
    "scenario" text not null, "engine_version" text not null, "input_sha256" text not null, "document" text not null,
    "reopened_at" text, "reopened_who" text, "reopened_why" text,
    created_at text not null, updated_at text not null, version integer not null default 1
  ) strict`,
  `create unique index "issued_periods_standing" on "issued_periods" ("year", "period") where "reopened_at" is null`,
  `create trigger "issued_periods_no_delete" before delete on "issued_periods"
    begin select raise(abort, 'an issued period cannot be removed'); end`,
  `create trigger "issued_periods_no_update"
    before update of "year", "period", "at", "who", "scenario", "engine_version", "input_sha256", "document" on "issued_periods"
    begin select raise(abort, 'an issued period cannot be altered'); end`,
];
