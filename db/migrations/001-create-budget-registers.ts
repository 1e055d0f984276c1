/** Funders, budget lines, changes, actuals, forecast entries and the contract sum. Written out in full: an old migration never follows later changes to the register declarations. */
export const createBudgetRegisters = [
  `create table "funders" (
    id integer primary key autoincrement,
    "code" text not null, "name" text not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("code")
  ) strict`,
  `create table "funder_shares" (
    id integer primary key autoincrement,
    "funder_code" text not null, "from" text not null, "share_basis_points" integer not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("funder_code", "from"),
    foreign key ("funder_code") references "funders" ("code") deferrable initially deferred
  ) strict`,
  `create table "budget_lines" (
    id integer primary key autoincrement,
    "year" text not null, "code" text not null, "name" text not null, "service" text not null,
    "gross_budget_pence" integer not null, "income_budget_pence" integer not null, "profile" text,
    "method" text not null, "funding" text not null, "block" integer,
    "recurring" integer not null check ("recurring" in (0, 1)), "position" integer not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "code")
  ) strict`,
  `create table "budget_changes" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "line_code" text not null, "kind" text not null,
    "gross_pence" integer not null, "income_pence" integer not null, "effective" text not null,
    "approved" text, "recurring" integer not null check ("recurring" in (0, 1)), "block" integer,
    "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference"),
    foreign key ("year", "line_code") references "budget_lines" ("year", "code") deferrable initially deferred
  ) strict`,
  `create index "budget_changes_budget_lines" on "budget_changes" ("year", "line_code")`,
  `create table "actuals" (
    id integer primary key autoincrement,
    "year" text not null, "period" integer not null check ("period" between 1 and 12),
    "line_code" text not null, "expenditure_pence" integer not null, "income_pence" integer not null,
    "source" text not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "period", "line_code", "source"),
    foreign key ("year", "line_code") references "budget_lines" ("year", "code") deferrable initially deferred
  ) strict`,
  `create index "actuals_budget_lines" on "actuals" ("year", "line_code")`,
  `create table "forecast_entries" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "line_code" text not null, "kind" text not null,
    "period" integer not null check ("period" between 1 and 12), "expenditure_pence" integer not null,
    "income_pence" integer not null, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference"),
    foreign key ("year", "line_code") references "budget_lines" ("year", "code") deferrable initially deferred
  ) strict`,
  `create index "forecast_entries_budget_lines" on "forecast_entries" ("year", "line_code")`,
  `create table "contract_blocks" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "name" text not null, "block" integer not null,
    "amount_pence" integer not null, "recurring" integer not null check ("recurring" in (0, 1)),
    "approved" text, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference")
  ) strict`,
];
