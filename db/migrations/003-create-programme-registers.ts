/** Pressures, mitigations, savings and invest to save. Written out in full: an old migration never follows later changes to the register declarations. */
export const createProgrammeRegisters = [
  `create table "pressures" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "name" text not null, "line_code" text not null,
    "minimum_pence" integer not null, "likely_pence" integer not null, "maximum_pence" integer not null,
    "probability_percent" real not null,
    "start_period" integer not null check ("start_period" between 1 and 12),
    "recurring" integer not null check ("recurring" in (0, 1)), "funding" text not null,
    "status" text not null, "counted" integer not null check ("counted" in (0, 1)), "owner_role" text,
    "risk_reference" text, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference"),
    foreign key ("year", "line_code") references "budget_lines" ("year", "code") deferrable initially deferred
  ) strict`,
  `create index "pressures_budget_lines" on "pressures" ("year", "line_code")`,
  `create table "mitigations" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "pressure_reference" text not null,
    "name" text not null, "amount_pence" integer not null, "success_percent" real not null, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference"),
    foreign key ("year", "pressure_reference") references "pressures" ("year", "reference") deferrable initially deferred
  ) strict`,
  `create index "mitigations_pressures" on "mitigations" ("year", "pressure_reference")`,
  `create table "savings" (
    id integer primary key autoincrement,
    "year" text not null, "reference" text not null, "name" text not null, "line_code" text not null,
    "programme" text, "class" text not null, "target_pence" integer,
    "full_year_effect_pence" integer not null, "basis" text not null,
    "recurring" integer not null check ("recurring" in (0, 1)),
    "start_period" integer not null check ("start_period" between 1 and 12),
    "delay_months" integer not null, "ramp_months" integer not null, "ramp_shape" text not null,
    "delivery_percent" real, "owner_role" text, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "reference"),
    foreign key ("year", "line_code") references "budget_lines" ("year", "code") deferrable initially deferred
  ) strict`,
  `create index "savings_budget_lines" on "savings" ("year", "line_code")`,
  `create table "saving_ratings" (
    id integer primary key autoincrement,
    "year" text not null, "saving_reference" text not null,
    "period" integer not null check ("period" between 1 and 12), "red_pence" integer not null,
    "amber_pence" integer not null, "green_pence" integer not null, "unassessed_pence" integer not null,
    "mitigation_pence" integer not null, "one_off_pence" integer not null, "narrative" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("year", "saving_reference", "period"),
    foreign key ("year", "saving_reference") references "savings" ("year", "reference") deferrable initially deferred
  ) strict`,
  `create table "schemes" (
    id integer primary key autoincrement,
    "reference" text not null, "name" text not null, "theme" text, "board" text,
    "approval" text not null, "approved" text, "start_year" text not null, "lag_months" integer not null,
    "route" text not null, "line_code" text, "saving_reference" text, "cost_bias_percent" real not null,
    "benefit_bias_percent" real not null, "condition" text, "expiry" text, "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("reference")
  ) strict`,
  `create table "tranches" (
    id integer primary key autoincrement,
    "scheme_reference" text not null, "reference" text not null, "name" text not null,
    "year" text not null, "period" integer not null check ("period" between 1 and 12),
    "kind" text not null, "amount_pence" integer not null, "source" text not null, "agreed" text,
    "condition" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("scheme_reference", "reference"),
    foreign key ("scheme_reference") references "schemes" ("reference") deferrable initially deferred
  ) strict`,
  `create table "benefits" (
    id integer primary key autoincrement,
    "scheme_reference" text not null, "case" text not null, "year" text not null,
    "amount_pence" integer not null, "basis" text not null, "volume" real,
    "interpolated" integer not null check ("interpolated" in (0, 1)), "note" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("scheme_reference", "case", "year"),
    foreign key ("scheme_reference") references "schemes" ("reference") deferrable initially deferred
  ) strict`,
];
