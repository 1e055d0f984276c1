/** Placement groups and codes, placements, prices, capacity and monthly counts. Written out in full: an old migration never follows later changes to the register declarations. */
export const createPlacementRegisters = [
  `create table "placement_groups" (
    id integer primary key autoincrement,
    "code" text not null, "name" text not null, "care_type" text not null,
    "modelled" integer not null check ("modelled" in (0, 1)), "line_name" text,
    "position" integer not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("code")
  ) strict`,
  `create table "placement_codes" (
    id integer primary key autoincrement,
    "place_code" text not null, "provider" text not null, "group_code" text not null,
    "from_year" text not null, "to_year" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("place_code", "provider", "from_year")
  ) strict`,
  `create table "placements" (
    id integer primary key autoincrement,
    "reference" text not null, "child_key" text not null, "birth_month" text not null, "birth_date" text,
    "uasc" integer not null check ("uasc" in (0, 1)), "group_code" text not null, "provider" text,
    "route" text not null, "start" text not null, "end" text, "expected_end" text, "area" text,
    "unit_code" text, "short_break" integer not null check ("short_break" in (0, 1)), "end_reason" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("reference"),
    foreign key ("group_code") references "placement_groups" ("code") deferrable initially deferred
  ) strict`,
  `create index "placements_placement_groups" on "placements" ("group_code")`,
  `create table "placement_prices" (
    id integer primary key autoincrement,
    "placement_reference" text not null, "from" text not null, "weekly_pence" integer not null,
    "education_pence" integer not null, "health_pence" integer not null,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("placement_reference", "from"),
    foreign key ("placement_reference") references "placements" ("reference") deferrable initially deferred
  ) strict`,
  `create table "capacity_units" (
    id integer primary key autoincrement,
    "code" text not null, "name" text not null, "kind" text not null, "group_code" text not null,
    "from" text not null, "places" integer not null, "annual_cost_pence" integer not null,
    "utilisation_percent" real, "line_name" text,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("code", "from"),
    foreign key ("group_code") references "placement_groups" ("code") deferrable initially deferred
  ) strict`,
  `create index "capacity_units_placement_groups" on "capacity_units" ("group_code")`,
  `create table "demand_series" (
    id integer primary key autoincrement,
    "measure" text not null, "month" text not null, "group_code" text not null, "band" text not null,
    "uasc" text not null, "source" text not null, "value" real,
    created_at text not null, updated_at text not null, version integer not null default 1,
    unique ("measure", "month", "group_code", "band", "uasc", "source")
  ) strict`,
];
